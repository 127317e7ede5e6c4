/** Long, completely made films, written directly into a project file: making them would take an hour. */
import { emptyFilm, newCard, type Card } from '../../app/film/film.ts'
import { cardId, pageId, snapshotId, takeId, type ChunkId, type SnapshotId } from '../../app/ids.ts'
import type { FrameRef, Snapshot, TakeRecord } from '../../app/ledger/records.ts'
import { chunk, latentFrame } from '../../app/time.ts'
import { writeChunk, type FinishedChunk } from '../../main/store/commit.ts'
import { sha256 } from '../../engine/files/sha256.ts'
import { createStore } from '../../main/store/create.ts'
import { jpegOf, storybookFacts } from '../main/kit/made.ts'
import { prompt } from './lineage.ts'

export interface Size {
  readonly cards: number
  /** Chunks of each card. */
  readonly length: number
  /** Takes of each card; the last one is shown. */
  readonly takes: number
}

const [layers, remembered] = [8, 12]
const latents = new Uint8Array(2048).fill(7)
const latentsHash = sha256(latents)

/** The memory after chunk `at` of the film, as large as the storybook pack's. */
function memoryAt(name: string, at: number): Snapshot {
  const refs = Array.from({ length: remembered }, (_, frame): FrameRef => {
    const born = Math.max(0, at * 3 - frame)
    return { page: pageId(sha256(Buffer.from(`page ${Math.floor(born / 3)}`))), frame: born % 3, at: latentFrame(born) }
  })
  const layer =
    at === 0
      ? { sink: [], bank: [], window: [] }
      : { sink: refs.slice(0, 3), bank: refs.slice(3, 6), window: refs.slice(6) }
  return {
    id: snapshotId(sha256(Buffer.from(at === 0 ? 'empty' : `${name} ${at}`))),
    model: storybookFacts.model,
    policy: 'memflow',
    next: latentFrame(at * 3),
    prompt: at === 0 ? null : prompt,
    layers: Array.from({ length: layers }, () => layer),
    pending: null,
    recent: []
  }
}

/** Chunk `index` of a take, chunk `at` of the film. */
export const chunkAt = (name: string, at: number, index: number): FinishedChunk => ({
  index,
  latents,
  latentsHash,
  pages: [],
  before: memoryAt(name, at),
  after: memoryAt(name, at + 1),
  frames: [jpegOf('picture', 64)],
  timings: { text: 1, denoise: 200.5, decode: 50, clean: 30, encode: 10 }
})

const takeNamed = (id: string, start: SnapshotId, chunks: number): TakeRecord => ({
  id: takeId(id),
  prompt,
  seed: 7,
  policy: 'memflow',
  model: storybookFacts.model,
  chunks: chunk(chunks),
  start,
  made: 1_700_000_000_000
})

/** Writes a film in which every shot is made from the one before it. */
export function writeLongFilm(path: string, { cards: count, length, takes }: Size): string {
  const cards = Array.from({ length: count }, (_, index): Card => {
    const uses = Array.from({ length: takes }, (_, number) => ({
      take: takeId(`take-${index}-${number}`),
      from: chunk(0),
      starred: false
    }))
    return newCard(cardId(`card-${index + 1}`), {
      prompt,
      length: chunk(length),
      takes: uses,
      activeTake: uses.at(-1)?.take ?? null
    })
  })
  const film = { ...emptyFilm('Long'), cards }
  createStore(path, (tables) => {
    tables.film.put(0, film)
    let number = 0
    for (const [index, card] of cards.entries()) {
      for (const { take } of card.takes) {
        const at = index * length
        tables.snapshots.put(memoryAt('film', at))
        tables.takes.add(takeNamed(take, memoryAt('film', at).id, length))
        const whole = take === card.activeTake ? length : 1
        for (let each = 0; each < whole; each++) {
          const made = chunkAt('film', at + each, each)
          writeChunk(tables, take, made, `chunk-${number++}` as ChunkId, 'cpu', 0)
        }
      }
    }
  }).close()
  return path
}
