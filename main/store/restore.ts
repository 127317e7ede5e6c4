/** A second that was damaged and made again: taken in only where it is, to the bit, what was stored. */
import { pageId } from '../../app/ids.ts'
import type { ChunkRecord } from '../../app/ledger/records.ts'
import type { MadeChunk } from './commit.ts'
import type { Tables } from './tables/tables.ts'

/** The caller holds the transaction, and has looked whether latents and pages are what their names say (`checkMade`). */
export function restoreChunk(tables: Tables, record: ChunkRecord, made: MadeChunk): void {
  if (made.latentsHash === record.latents) tables.chunks.restore(record.id, made.latents)
  if (made.after.id === record.after)
    for (const { id, sha256, bytes } of made.pages) {
      const stored = tables.origins?.of(pageId(id))?.sha256 ?? id // without an origin the name is the hash
      if (bytes && sha256 === stored) tables.pages.put(pageId(id), bytes)
    }
  tables.frames.restore(record.id, made.frames)
}
