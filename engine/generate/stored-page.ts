/** The pages and notes of a chunk as they are handed over to be stored, told apart by kind. */
import type { PageId } from '../../app/ids.ts'
import { isKept, type Keeping, type PageKind } from '../../app/ledger/kept-pages.ts'
import { sha256 } from '../files/sha256.ts'
import type { RolledChunk } from '../rollout/parts.ts'
import type { Prompt } from '../rollout/prompt.ts'
import { textPageBytes } from '../text/text-page.ts'

export interface StoredPage {
  readonly id: PageId
  readonly kind: PageKind
  /** SHA-256 (hex) of its bytes, which verifies them when they are read or re-created. Null where their holder never has them. */
  readonly sha256: string | null
  /** Null: not to be stored, or no bytes exist. */
  readonly bytes: Uint8Array | null
}

/** What a large text model made of a prompt; nothing for a small one. */
export function textPages(
  { textPage }: { readonly textPage: ((prompt: string) => PageId) | null },
  { text, features }: Prompt
): readonly StoredPage[] {
  if (textPage === null) return []
  const bytes = textPageBytes({ features })
  return [{ id: textPage(text), kind: 'text', sha256: sha256(bytes), bytes }]
}

/** @param chunk index of the chunk in its film, 0-based */
export function storedPages(
  { notes, recached, page }: Pick<RolledChunk, 'notes' | 'recached' | 'page'>,
  keep: Keeping,
  chunk: number
): readonly StoredPage[] {
  const stored = (kind: PageKind, { id, sha256, bytes }: Omit<StoredPage, 'kind'>): StoredPage => ({
    id,
    kind,
    sha256,
    bytes: isKept(kind, keep, chunk) ? bytes : null
  })
  return [
    ...notes.map((note) => stored(note.kind, { ...note, sha256: note.id })),
    ...(recached ? [stored('recache', recached)] : []),
    stored('clean', page)
  ]
}
