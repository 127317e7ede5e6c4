/** Files altered by one bit or cut short: each is refused, told, or read exactly as it was stored. */
import { closeSync, copyFileSync, openSync, readFileSync, rmSync, truncateSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import { Project } from '../../main/project/project.ts'
import { contentOf, goOn, writeWhole } from './film.ts'
import { randomOf } from './random.ts'

export type Outcome = 'refused' | 'told' | 'as stored' | 'silent'
export interface Altered {
  readonly counts: Record<Outcome, number>
  /** Of those that opened, every fourth was gone on with as well: refused, told, or as an unspoiled one that was gone on with. */
  readonly goingOn: Record<Outcome, number>
  /** How each silent one was altered. */
  readonly silent: readonly string[]
}

/** @param folder an empty one, left empty @param count how many files */
export function drillAltered(folder: string, seed: number, count: number): Altered {
  const [whole, altered] = [join(folder, 'whole.throughline'), join(folder, 'altered.throughline')]
  writeWhole(whole)
  const bytes = readFileSync(whole)
  const stored = contentOf(whole)
  const goneOn = join(folder, 'gone-on.throughline')
  copyFileSync(whole, goneOn)
  goOn(goneOn)
  const continued = contentOf(goneOn)
  const random = randomOf(seed)
  const none = { refused: 0, told: 0, 'as stored': 0, silent: 0 }
  const [counts, goingOn] = [{ ...none }, { ...none }]
  const silent: string[] = []
  const small = smallPages(bytes)
  for (let run = 0; run < count; run += 1) {
    const kind = random(8)
    let how: string
    copyFileSync(whole, altered)
    if (kind === 0) {
      const length = bytes.length - 1 - random(random(2) ? 32_768 : bytes.length - 1)
      truncateSync(altered, length)
      how = `cut to ${length}`
    } else {
      // Half of the bits anywhere, half in pages that hold rows and indexes rather than pictures and memory.
      const at = random(2) ? random(bytes.length) : small[random(small.length)]! * 32_768 + random(32_768)
      const bit = 1 << random(8)
      const file = openSync(altered, 'r+')
      writeSync(file, Uint8Array.of(bytes[at]! ^ bit), 0, 1, at)
      closeSync(file)
      how = `bit ${bit} of byte ${at}`
    }
    const outcome = outcomeOf(altered, stored)
    counts[outcome] += 1
    if (outcome === 'silent') silent.push(how)
    if (run % 4 !== 0 || outcome === 'refused') continue
    const next = outcomeOf(altered, continued, () => goOn(altered))
    goingOn[next] += 1
    if (next === 'silent') silent.push(`${how}, gone on with`)
  }
  for (const path of [whole, altered, goneOn]) rmSync(path)
  return { counts, goingOn, silent }
}

/** @param first what is done to it before it is read */
function outcomeOf(path: string, stored: string, first = (): unknown => undefined): Outcome {
  try {
    first()
    Project.open(path, { readOnly: true }).close()
  } catch (error) {
    return known(error, 'refused')
  }
  try {
    return contentOf(path) === stored ? 'as stored' : 'silent'
  } catch (error) {
    return known(error, 'told')
  }
}

/** Anything but a Failure with a reason is an error of the program. */
function known(error: unknown, outcome: Outcome): Outcome {
  if (error instanceof Failure && error.code !== 'unexpected') return outcome
  throw error
}

/** Pages of trees: their first byte says so (SQLite file format, §1.6). */
const smallPages = (bytes: Buffer): number[] =>
  Array.from({ length: bytes.length / 32_768 }, (_, page) => page).filter(
    (page) => page === 0 || [2, 5, 10, 13].includes(bytes[page * 32_768]!)
  )
