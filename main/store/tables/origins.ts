/** Origins of memory pages: a row for every page ever written, whether its bytes are stored or not. */
import * as v from 'valibot'
import type { ChunkId, PageId } from '../../../app/ids.ts'
import { pageKinds, type PageKind } from '../../../app/ledger/kept-pages.ts'
import type { Connection } from '../connection.ts'
import { hasTable, type Proofs } from '../proof.ts'
import { hashColumn, parseRow, wholeColumn } from '../row.ts'

export interface PageOrigin {
  readonly page: PageId
  readonly kind: PageKind
  readonly chunk: ChunkId
  /** Of its bytes; null when it is not known. */
  readonly sha256: string | null
}

export const originRow = v.strictObject({
  number: wholeColumn,
  page: hashColumn,
  kind: v.picklist(pageKinds),
  chunk: v.pipe(v.string(), v.minLength(1)),
  sha256: v.nullable(hashColumn)
})

export function originTable(db: Connection, path: string, proofs: Proofs) {
  if (!hasTable(db, 'origin')) return null // a read-only file of an older version
  const columns = 'number, page, kind, chunk, sha256'
  const insert = db.prepare<[PageOrigin]>(
    'INSERT OR IGNORE INTO origin (page, kind, chunk, sha256) VALUES (@page, @kind, @chunk, @sha256)'
  )
  const select = db.prepare<[page: string]>(`SELECT ${columns} FROM origin WHERE page = ?`)
  const selectBy = db.prepare<[chunk: string]>(`SELECT ${columns} FROM origin WHERE chunk = ? ORDER BY number`)
  const first = db
    .prepare<[], number>("SELECT page = sha256 FROM origin WHERE kind IN ('clean', 'recache') ORDER BY number LIMIT 1")
    .pluck()
  const parse = (found: unknown): PageOrigin => {
    const { number, ...origin } = parseRow(originRow, found, 'origin', path)
    proofs?.demand('origin', number)
    return origin as PageOrigin
  }
  return {
    /** Adds an origin unless the page already has one from an earlier chunk. */
    add(origin: PageOrigin): void {
      const { changes, lastInsertRowid } = insert.run(origin)
      if (changes > 0) proofs?.seal('origin', Number(lastInsertRowid))
    },
    of(page: PageId): PageOrigin | undefined {
      const found = select.get(page)
      return found === undefined ? undefined : parse(found)
    },
    by: (chunk: ChunkId): PageOrigin[] => selectBy.all(chunk).map(parse),
    /** Whether the film was begun in a version that named pages by the hash of their bytes. */
    byContent: (): boolean => first.get() === 1
  }
}
export type Origins = ReturnType<typeof originTable>

/** The expected hash of a page's bytes: from its origin, or its name where it has none. Null when the hash is not known. */
export function proofOf(origins: Origins, page: PageId): string | null {
  const origin = origins?.of(page)
  return origin ? origin.sha256 : page
}
