/** Stores one chunk with all its parts in one transaction. */
import { Failure } from '../../app/base/failure.ts'
import { areFrames } from '../../app/film/picture.ts'
import { pageId, type ChunkId, type TakeId } from '../../app/ids.ts'
import type { FromEngine } from '../../app/contract/engine.ts'
import type { ChunkRecord, TakeRecord } from '../../app/ledger/records.ts'
import { chunk } from '../../app/time.ts'
import { sha256 } from '../../engine/files/sha256.ts'
import type { Tables } from './tables/tables.ts'

/** A finished chunk: the content of the engine's message (app/contract/engine.ts). */
export type FinishedChunk = Omit<Extract<FromEngine, { type: 'chunk' }>, 'type' | 'job'>

const refused = (what: string): Failure =>
  new Failure(
    'chunk.refused',
    `A chunk was not kept: ${what}.`,
    'What was saved before is intact. Continue from there; if it happens again, report it with this text.',
    { detail: what }
  )

/**
 * Checks a chunk by itself, before anything is written.
 * @throws Failure `chunk.refused` when bytes do not match their hash or a picture is not valid
 */
export function checkMade(made: FinishedChunk): void {
  if (sha256(made.latents) !== made.latentsHash) throw refused('its latents are not what their hash says')
  for (const page of made.pages) {
    if (page.bytes && sha256(page.bytes) !== page.sha256) throw refused('a memory page is not what its hash says')
  }
  if (!areFrames(made.frames)) throw refused('its pictures are no JPEG of a size that a film has')
}

/** The record that continues `take`. @throws Failure `chunk.refused` when the chunk is not the next one */
function recordOf(tables: Tables, take: TakeRecord, made: FinishedChunk, id: ChunkId, device: string): ChunkRecord {
  const last = tables.chunks.lastOf(take.id)
  const next = last === undefined ? 0 : last.index + 1
  if (made.index !== next) throw refused(`it is chunk ${made.index} of its take, but chunk ${next} is the next`)
  if (made.before.id !== (last?.after ?? take.start)) throw refused('it does not start from the memory before it')
  return {
    id,
    take: take.id,
    index: chunk(made.index),
    parent: last?.id ?? tables.chunks.withAfter(take.start) ?? null,
    latents: made.latentsHash,
    before: made.before.id,
    after: made.after.id,
    device,
    timings: made.timings
  }
}

/** Writes a checked chunk; the caller holds the transaction. @param now milliseconds since 1970, UTC */
export function writeChunk(
  tables: Tables,
  takeId: TakeId,
  made: FinishedChunk,
  id: ChunkId,
  device: string,
  now: number
): ChunkRecord {
  const take = tables.takes.get(takeId)
  if (take === undefined) throw refused('its take was never started')
  const record = recordOf(tables, take, made, id, device)
  tables.snapshots.put(made.before)
  tables.snapshots.put(made.after)
  for (const { id: name, bytes } of made.pages) if (bytes) tables.pages.put(pageId(name), bytes)
  tables.chunks.add(record, made.latents, now)
  for (const { id: name, kind, sha256: proof } of made.pages)
    tables.origins!.add({ page: pageId(name), kind, chunk: id, sha256: proof })
  tables.frames.add(id, made.frames)
  return record
}
