/** Files altered by one bit or cut short: each is refused, told, or read exactly as it was stored. */
import { closeSync, copyFileSync, openSync, readFileSync, rmSync, truncateSync, writeSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import { cardId, pageId, takeId } from '../../app/ids.ts'
import { chunk } from '../../app/time.ts'
import { Project } from '../../main/project/project.ts'
import { filmOf, madeChunk, memory, takeOf } from '../main/kit/made.ts'
import { pngSaying } from '../main/kit/pictures.ts'
import { randomOf } from './random.ts'

export type Outcome = 'refused' | 'told' | 'as stored' | 'silent'
export interface Altered {
  readonly counts: Record<Outcome, number>
  /** How each silent one was altered. */
  readonly silent: readonly string[]
}

const take = takeId('take-1')
const branch = takeId('take-2')
const chunks = 4

/** A film with one row at least in every table. */
function wholeFilm(path: string): void {
  const project = Project.create(path, filmOf(2), { place: { second: 3 } })
  project.startTake(takeOf(take, chunks), memory(take, 0), { card: cardId('card-1'), burst: null })
  for (let index = 0; index < chunks; index += 1) project.commitChunk(take, madeChunk(take, index), 'cpu')
  const start = memory(take, 0)
  project.startTake({ ...takeOf(branch, chunks), start: start.id, branch: { from: take, at: chunk(2) } }, start)
  project.sketch(cardId('card-2'), { type: 'image/png', bytes: pngSaying(160, 90) })
  for (let number = 0; number < 12; number += 1) project.edit({ type: 'setTitle', title: `Title ${number}` })
  project.undo()
  project.close()
}

/** Of everything that can be read of a film, in a fixed order. @throws Failure where something is not as it was stored */
function contentOf(path: string): string {
  const project = Project.open(path, { readOnly: true })
  try {
    const digest = createHash('sha256')
    const add = (value: unknown): unknown => digest.update(JSON.stringify(value) ?? 'undefined')
    add([project.film, project.revision, project.history, project.takes(), project.setting('place')])
    add(project.film.cards.map(({ sketch }) => sketch && Buffer.from(project.asset(sketch)!.bytes).toString('hex')))
    for (let index = 0; index < chunks; index += 1) {
      const made = madeChunk(take, index)
      add(project.pages(made.pages.map(({ id }) => pageId(id))).map(({ bytes }) => Buffer.from(bytes).toString('hex')))
      add(project.snapshot(made.after.id))
      add(project.latents(made.latentsHash) ?? null)
    }
    for (const made of project.chunksOf(branch)) {
      add(made)
      for (const jpeg of project.frames(made.id)) digest.update(jpeg)
      digest.update(project.frame(made.id, 3) ?? 'none')
    }
    add(project.chunksOf(take))
    return digest.digest('hex')
  } finally {
    project.close()
  }
}

/** @param folder an empty one, left empty @param count how many files */
export function drillAltered(folder: string, seed: number, count: number): Altered {
  const [whole, altered] = [join(folder, 'whole.throughline'), join(folder, 'altered.throughline')]
  wholeFilm(whole)
  const bytes = readFileSync(whole)
  const stored = contentOf(whole)
  const random = randomOf(seed)
  const counts: Record<Outcome, number> = { refused: 0, told: 0, 'as stored': 0, silent: 0 }
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
  }
  for (const path of [whole, altered]) rmSync(path)
  return { counts, silent }
}

function outcomeOf(path: string, stored: string): Outcome {
  try {
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
