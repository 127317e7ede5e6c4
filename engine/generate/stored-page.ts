/** What a chunk's memory goes on from, as it is handed over to be stored: pages and notes, told apart by their kind. */
import type { PageId } from '../../app/ids.ts'
import type { PageKind } from '../../app/ledger/kept-pages.ts'
import type { RolledChunk } from '../rollout/rollout.ts'

export interface StoredPage {
  readonly id: PageId
  readonly kind: PageKind
  readonly bytes: Uint8Array
}

export function storedPages({ notes, recached, page }: RolledChunk): readonly StoredPage[] {
  const stored = (kind: PageKind, { id, bytes }: { id: PageId; bytes: Uint8Array }): StoredPage => ({ id, kind, bytes })
  return [
    ...notes.map((note) => stored(note.kind, note)),
    ...(recached ? [stored('recache', recached)] : []),
    stored('clean', page)
  ]
}
