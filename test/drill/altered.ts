/** Files with a flipped bit or truncated: each must be refused, reported as damaged, or read exactly as stored. */
import { closeSync, copyFileSync, openSync, readFileSync, rmSync, truncateSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import { Project } from '../../main/project/project.ts'
import { placesIn } from './heard.ts'
import { contentOf, goOn, writeWhole } from './film.ts'
import { randomOf } from './random.ts'

export type Outcome = 'refused' | 'told' | 'as stored' | 'silent'
export interface Altered {
  readonly counts: Record<Outcome, number>
  /** The same outcomes for every fourth run whose file opened, after `goOn`; compared with an intact file after `goOn`. */
  readonly goingOn: Record<Outcome, number>
  /** Of those altered in the bytes of a sound, its record or waveform, or of a drawing: all of them are read, so none can be as stored. */
  readonly heard: Record<Outcome, number>
  /** How each file with a silent outcome was altered. */
  readonly silent: readonly string[]
}

/** @param folder an empty folder, left empty @param count number of files */
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
  const [counts, goingOn, heard] = [{ ...none }, { ...none }, { ...none }]
  const places = placesIn(bytes)
  const silent: string[] = []
  const small = smallPages(bytes)
  const inPlace = (): number => {
    const [from, length] = places[random(places.length)]!
    return from + random(length)
  }
  /** Half of them in b-tree pages, which contain rows and indexes rather than pictures and memory. */
  const anywhere = (): number =>
    random(2) ? random(bytes.length) : small[random(small.length)]! * 32_768 + random(32_768)
  for (let run = 0; run < count; run += 1) {
    const kind = random(8)
    let how: string
    copyFileSync(whole, altered)
    if (kind === 0) {
      const length = bytes.length - 1 - random(random(2) ? 32_768 : bytes.length - 1)
      truncateSync(altered, length)
      how = `cut to ${length}`
    } else {
      const at = kind === 1 ? inPlace() : anywhere()
      const bit = 1 << random(8)
      const file = openSync(altered, 'r+')
      writeSync(file, Uint8Array.of(bytes[at]! ^ bit), 0, 1, at)
      closeSync(file)
      how = `bit ${bit} of byte ${at}`
    }
    const outcome = outcomeOf(altered, stored)
    counts[outcome] += 1
    if (kind === 1) heard[outcome] += 1
    if (kind === 1 && outcome === 'as stored') silent.push(`${how}, in a sound or drawing`)
    if (outcome === 'silent') silent.push(how)
    if (run % 4 !== 0 || outcome === 'refused') continue
    const next = outcomeOf(altered, continued, () => goOn(altered))
    goingOn[next] += 1
    if (next === 'silent') silent.push(`${how}, gone on with`)
  }
  for (const path of [whole, altered, goneOn]) rmSync(path)
  return { counts, goingOn, heard, silent }
}

/** @param first runs before the file is read */
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

/** Returns the outcome for a Failure; any other error is a bug of the program and is rethrown. */
function known(error: unknown, outcome: Outcome): Outcome {
  if (error instanceof Failure && error.code !== 'unexpected') return outcome
  throw error
}

/** The b-tree pages, by their first byte (SQLite file format, §1.6). */
const smallPages = (bytes: Buffer): number[] =>
  Array.from({ length: bytes.length / 32_768 }, (_, page) => page).filter(
    (page) => page === 0 || [2, 5, 10, 13].includes(bytes[page * 32_768]!)
  )
