/** Test data for projects: films, takes and chunks with valid hashes. */
import { emptyFilm, newCard, type Film } from '../../../app/film/film.ts'
import { cardId, pageId, snapshotId, takeId, type TakeId } from '../../../app/ids.ts'
import type { Snapshot, TakeRecord } from '../../../app/ledger/records.ts'
import { chunk, latentFrame } from '../../../app/time.ts'
import type { FilmPack } from '../../../main/production/film-packs.ts'
import type { PackFacts } from '../../../main/production/pack-facts.ts'
import type { FinishedChunk } from '../../../main/store/commit.ts'
import { sha256 } from '../../../engine/files/sha256.ts'

/** Deterministic, hardly compressible bytes, derived from a name. */
export function bytesOf(name: string, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let state = 2166136261
  for (const letter of name) state = Math.imul(state ^ letter.charCodeAt(0), 16777619)
  for (let i = 0; i < length; i += 1) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    bytes[i] = state
  }
  return bytes
}

/** Of a model whose pictures depend on their own latents alone. */
export const noLookBack = {
  chunksBack: 0,
  latentsPerChunk: 3,
  framesPerChunk: 12,
  drawStored: (): Promise<never> => Promise.reject(new Error('nothing is drawn as it was stored'))
} as const

/** The pack facts of the shipped pack. */
export const storybookFacts: PackFacts = {
  name: 'Storybook',
  model: 'storybook@v0',
  base: { fps: 12, framesPerLatent: 4, latentsPerChunk: 3 },
  width: 288,
  height: 160,
  latentBytes: 51840,
  chunksBack: 0,
  knows: null,
  policy: 'memflow',
  bank: 3
}

/** The shipped pack for films, without its files. */
export const storybookPack: FilmPack = { facts: storybookFacts, folder: '' }

/** `count` cards `card-1` … */
export const filmOf = (count: number): Film => ({
  ...emptyFilm('The purple cat'),
  cards: Array.from({ length: count }, (_, index) =>
    newCard(cardId(`card-${index + 1}`), { prompt: `shot ${index + 1}`, length: chunk(3) })
  )
})

/** The memory after `made` chunks of a lineage; page names contain the lineage. */
export function memory(lineage: string, made: number): Snapshot {
  const window = Array.from({ length: Math.min(made, 2) * 3 }, (_, index) => ({
    page: pageId(sha256(pageBytes(lineage, Math.max(0, made - 2) + Math.floor(index / 3)))),
    frame: index % 3,
    at: latentFrame(Math.max(0, made - 2) * 3 + index)
  }))
  return {
    id: snapshotId(sha256(bytesOf(`${made === 0 ? '' : lineage}@${made}`, 32))),
    model: 'storybook@v0',
    policy: 'memflow',
    next: latentFrame(made * 3),
    prompt: made === 0 ? null : 'a purple cat',
    layers: Array.from({ length: 8 }, () => ({ sink: [], bank: [], window })),
    pending: null,
    recent: []
  }
}

const pageBytes = (lineage: string, index: number): Uint8Array => bytesOf(`${lineage} page ${index}`, 4096)

export function takeOf(name: string, chunks: number): TakeRecord {
  return {
    id: takeId(name),
    prompt: 'a purple cat walks through the snow 🐈',
    seed: 4_294_967_295,
    policy: 'memflow',
    model: 'storybook@v0',
    chunks: chunk(chunks),
    start: memory(name, 0).id,
    made: 1_700_000_000_000
  }
}

/** The header of a JPEG of 96 × 64 pixels: frame header, scan header (T.81, B.2.2, B.2.3). The scan data are arbitrary bytes. */
const jpegHead = [
  ...[0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0, 64, 0, 96, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0],
  ...[0xff, 0xda, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 63, 0]
]

export const jpegOf = (name: string, length = 600): Uint8Array => {
  const bytes = bytesOf(name, length)
  bytes.set(jpegHead)
  return bytes
}

/** Chunk `index` of a take, as the engine would send it. */
export function madeChunk(take: TakeId, index: number): FinishedChunk {
  const latents = bytesOf(`${take} latents ${index}`, 2048)
  const page = pageBytes(take, index)
  return {
    index,
    latents,
    latentsHash: sha256(latents),
    pages: [{ id: sha256(page), kind: 'clean', sha256: sha256(page), bytes: page }],
    before: memory(take, index),
    after: memory(take, index + 1),
    frames: Array.from({ length: 12 }, (_, frame) => jpegOf(`${take} ${index} ${frame}`)),
    timings: { text: 1, denoise: 200.5, decode: 50, clean: 30, encode: 10 }
  }
}
