/** Version 6: for every memory page, the chunk that wrote it and the hash of its bytes, stored or not (docs/memory-by-origin.md). */
import type { Connection } from '../connection.ts'
import { proofTable } from '../proof.ts'

const tables = `
CREATE TABLE origin (
  number INTEGER PRIMARY KEY,
  page TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  chunk TEXT NOT NULL REFERENCES chunk (id),
  sha256 TEXT
) STRICT;
CREATE INDEX origin_by_chunk ON origin (chunk);
`

/** Before this version a page's name was the hash of its bytes. */
export function origins(db: Connection): void {
  db.exec(tables)
  noteOrigins(db, true)
}

/** The part of this version's snapshots that names pages. */
interface Remembers {
  readonly next: number
  readonly layers: readonly { readonly [part in 'sink' | 'bank' | 'window']: readonly { page: string; at: number }[] }[]
  readonly archive?: { readonly chapters: readonly string[]; readonly recent: readonly { gist: string }[] }
}

/**
 * Adds the missing origins: a page's origin is the chunk that has it in the memory after it and not in the one before.
 * @param byContent whether every page's name is the hash of its bytes; otherwise only those of stored pages are
 */
export function noteOrigins(db: Connection, byContent: boolean): void {
  const proofs = proofTable(db, '')
  const chunks = db.prepare<[number], { number: number; id: string; before: string | null; after: string | null }>(
    `SELECT c.number, c.id, b.json AS before, a.json AS after FROM chunk c
      LEFT JOIN snapshot b ON b.id = c.before LEFT JOIN snapshot a ON a.id = c.after
      WHERE c.number > ? ORDER BY c.number LIMIT 1`
  )
  const insert = db.prepare<[page: string, kind: string, chunk: string, sha256: string | null]>(
    'INSERT OR IGNORE INTO origin (page, kind, chunk, sha256) VALUES (?, ?, ?, ?)'
  )
  const isStored = db.prepare<[string]>('SELECT 1 FROM page WHERE id = ?').pluck()
  for (let chunk = chunks.get(-1); chunk; chunk = chunks.get(chunk.number)) {
    const [before, after] = [readable(chunk.before), readable(chunk.after)]
    if (!before || !after) continue
    const known = namesIn(before, before.next)
    for (const [page, kind] of namesIn(after, before.next)) {
      if (known.has(page)) continue
      const { changes, lastInsertRowid } = insert.run(
        page,
        kind,
        chunk.id,
        byContent || isStored.get(page) ? page : null
      )
      if (changes > 0) proofs?.seal('origin', Number(lastInsertRowid))
    }
  }
}

/** Null for an unreadable snapshot: that damage is reported elsewhere. */
function readable(json: string | null): Remembers | null {
  try {
    const found = JSON.parse(json ?? 'null') as Remembers | null
    if (found) namesIn(found, 0)
    return found
  } catch {
    return null
  }
}

/** Pages that a memory names, with their kinds. @param next first latent frame of the chunk: pages with only earlier ones are re-cached */
function namesIn({ layers, archive }: Remembers, next: number): Map<string, string> {
  const names = new Map<string, string>()
  for (const { page, at } of layers.flatMap(({ sink, window }) => [...sink, ...window])) {
    if (at >= next || !names.has(page)) names.set(page, at >= next ? 'clean' : 'recache')
  }
  // Pages of the bank were new when their frames were in the sink or the window.
  for (const page of archive?.chapters ?? []) names.set(page, 'chapter')
  for (const { gist } of archive?.recent ?? []) names.set(gist, 'gist')
  return names
}
