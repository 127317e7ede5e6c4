/** Restores a damaged chunk that was made again: each part is stored only if it is bit-equal to the original. */
import { pageId } from '../../app/ids.ts'
import type { ChunkRecord } from '../../app/ledger/records.ts'
import type { FinishedChunk } from './commit.ts'
import { proofOf } from './tables/origins.ts'
import type { Tables } from './tables/tables.ts'

/** The caller holds the transaction and has checked the chunk (`checkMade`). */
export function restoreChunk(tables: Tables, record: ChunkRecord, made: FinishedChunk): void {
  if (made.latentsHash === record.latents) tables.chunks.restore(record.id, made.latents)
  if (made.after.id === record.after)
    for (const { id, sha256, bytes } of made.pages)
      if (bytes && sha256 === proofOf(tables.origins, pageId(id))) tables.pages.put(pageId(id), bytes)
  tables.frames.restore(record.id, made.frames)
}
