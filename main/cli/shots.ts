/** Reads a shot list file as a film. */
import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import { decodeText, type DecodedText } from '../../app/exchange/decode-text.ts'
import { parseShotList } from '../../app/exchange/parse-shots.ts'
import { areEnough, type LineFault } from '../../app/exchange/shot-list.ts'
import type { Film } from '../../app/film/film.ts'
import { limits } from '../../app/base/limits.ts'
import { planWork } from '../../app/plan/work.ts'
import type { Timebase } from '../../app/time.ts'
import { readWithin, Unreadable } from '../../engine/files/read-within.ts'

/** Faults reported at once; the rest follow when these are corrected. */
const mostTold = 8

/**
 * @param note called when the encoding is not UTF-8
 * @throws Failure `shots.*` with every fault and its line
 */
export function readShotList(path: string, base: Timebase, note: (text: string) => void): Film {
  const { text, encoding } = readText(path)
  if (encoding !== 'UTF-8')
    note(`${basename(path)} was read as ${encoding}. If letters are wrong, save it as UTF-8 and try again.`)
  const { film, faults } = parseShotList(text, base, () => randomUUID())
  if (film) return film
  throw faults.length === 1 ? faults[0]!.failure : together(path, faults)
}

/** @throws Failure `work.*` for the first card that cannot be made, such as one without a prompt */
export function refuseUnmakeable(film: Film): void {
  const nothing = { model: '', take: () => undefined, chunksOf: () => [], snapshot: () => undefined }
  const [first] = planWork(film, nothing, { kind: 'film' }, () => 0).skipped
  if (first) throw first.problem
}

function readText(path: string): DecodedText {
  const name = basename(path)
  let bytes: Uint8Array
  try {
    bytes = readWithin(path, limits.shotList)
  } catch (error) {
    throw error instanceof Unreadable ? unreadable(path, error) : error
  }
  const decoded = decodeText(bytes)
  if (decoded) return decoded
  throw new Failure(
    'shots.not-text',
    `${name} is no text, or not in UTF-8, UTF-16 or Windows-1252.`,
    'Save it as plain text (UTF-8) and try again.'
  )
}

function unreadable(path: string, { reason, code }: Unreadable): Failure {
  const name = basename(path)
  switch (reason) {
    case 'missing':
      return new Failure('shots.missing', `There is no ${path}.`, 'Check the name; a shot list is a text file.')
    case 'folder':
      return new Failure('shots.folder', `${path} is a folder.`, 'Name a shot list or a project in it.')
    case 'other':
      return new Failure('shots.no-file', `${path} is no file.`, 'Write what it gives into a file, and name that.')
    case 'large': {
      const most = limits.shotList / 1024 / 1024
      const remedy = 'Check the name; a very long list can be divided into several films.'
      return new Failure('shots.large', `${name} is larger than ${most} MB, the most a shot list may have.`, remedy)
    }
    case 'system':
      return new Failure('shots.unreadable', `${name} cannot be read (${code}).`, 'Check who may read it.')
  }
}

function together(path: string, faults: readonly LineFault[]): Failure {
  const told = faults.slice(0, mostTold).map(({ failure: { cause, remedy } }) => `\n  ${cause} ${remedy}`)
  const more = faults.length > mostTold ? `\n  … and ${faults.length - mostTold} more` : ''
  const cause = `${basename(path)} has ${areEnough(faults) ? 'more than ' : ''}${faults.length} problems:${told.join('')}${more}\n`
  return Failure.from({ code: faults[0]!.failure.code, cause, remedy: 'Nothing was made.' })
}
