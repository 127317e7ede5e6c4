/**
 * A hash per row, computed when the row is written and compared when it is read. The hashes are in a table of their own, so that a
 * missing row is detected, too. Bytes that are named by their hash (latents, pages, sketches) are checked by that name; here the
 * rest of their row is covered.
 */
import { hash } from 'node:crypto'
import type { Connection } from './connection.ts'
import { damaged } from './failures.ts'

/** The hashed columns of each table, in this order; the first is the key. Encoded video is a cache with hashes of its own. */
export const provenColumns = {
  film: ['id', 'revision', 'document'],
  card: ['number', 'json'],
  edit: ['number', 'made', 'done', 'entry'],
  snapshot: ['number', 'id', 'json'],
  take: ['number', 'id', 'prompt', 'seed', 'policy', 'model', 'chunks', 'start', 'made'],
  branch: ['number', 'take', 'parent', 'position'],
  wish: ['number', 'take', 'json'],
  chunk: [
    ...['number', 'id', 'take', 'position', 'parent', 'before', 'after', 'device', 'timings', 'made'],
    'latents_sha256'
  ],
  origin: ['number', 'page', 'kind', 'chunk', 'sha256'],
  page: ['number', 'id'],
  asset: ['number', 'id', 'type'],
  setting: ['number', 'name', 'value'],
  queue: ['number', 'want']
} as const satisfies Record<string, readonly string[]>
export type Proven = keyof typeof provenColumns
export const provenTables = Object.keys(provenColumns) as Proven[]

export const hashBytes = 32
export const digest = (data: string | Uint8Array): Buffer => hash('sha256', data, 'buffer')
/** Text, numbers and null only. Text has a length prefix, so that different rows never serialise equally. */
const told = (value: unknown): string => (typeof value === 'string' ? `${value.length}:${value}` : String(value))
/** The hash of a row: its columns in the order of `provenColumns`. */
export const rowDigest = (table: Proven, values: readonly unknown[]): Buffer =>
  digest([table, ...values].map(told).join())

export const hasTable = (db: Connection, name: string): boolean =>
  db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(name) !== undefined

/** Tables whose rows may be updated: a check that passed is not remembered for them. */
const changing: ReadonlySet<Proven> = new Set(['film', 'card', 'edit', 'setting'])

type Stored = [proof: unknown, key: number, ...values: unknown[]]

/** Null for a file of an older version without hashes. @param path for messages */
export function proofTable(db: Connection, path: string) {
  if (!hasTable(db, 'proof')) return null
  const upsert = db.prepare<[of: string, row: number, sha256: Uint8Array]>(
    `INSERT INTO proof ("of", row, sha256) VALUES (?, ?, ?) ON CONFLICT ("of", row) DO UPDATE SET sha256 = excluded.sha256`
  )
  const remove = db.prepare<[of: string, row: number]>('DELETE FROM proof WHERE "of" = ? AND row = ?')
  const removeAll = db.prepare<[of: string]>('DELETE FROM proof WHERE "of" = ?')
  const ofFrames = db
    .prepare<[chunk: string]>(
      `SELECT sha256 FROM proof WHERE "of" = 'frame' AND row = (SELECT number FROM chunk WHERE id = ?)`
    )
    .pluck()
  const chunkNumber = db.prepare<[chunk: string], number>('SELECT number FROM chunk WHERE id = ?').pluck()
  const statements = new Map<Proven, ReturnType<typeof prepared>>()
  /** Rows already checked, by table; only for tables whose rows never change. */
  const seen = new Map<Proven, Set<number>>()

  function select(table: Proven, where: string) {
    const [key] = provenColumns[table]
    const columns = provenColumns[table].map((column) => `t.${column}`).join(', ')
    return db
      .prepare<unknown[], Stored>(
        `SELECT p.sha256, ${columns} FROM ${table} t
          LEFT JOIN proof p ON p."of" = '${table}' AND p.row = t.${key} ${where}`
      )
      .raw()
  }
  function prepared(table: Proven) {
    const [key] = provenColumns[table]
    return {
      one: select(table, `WHERE t.${key} = ?`),
      from: select(table, `WHERE t.${key} >= ? ORDER BY t.${key} LIMIT 256`),
      /** One statement, so that it sees concurrent writes either with their hashes or not at all. */
      lost: db
        .prepare<[of: string], number>(
          `SELECT count(*) FROM proof WHERE "of" = ? AND row NOT IN (SELECT ${key} FROM ${table})`
        )
        .pluck()
    }
  }
  function of(table: Proven) {
    const found = statements.get(table) ?? prepared(table)
    statements.set(table, found)
    return found
  }
  const isProven = (table: Proven, [proof, ...values]: Stored): boolean =>
    proof instanceof Uint8Array && rowDigest(table, values).equals(proof)
  /** Reads ahead from this row: a film is read in order, and one query per row costs ten times as much. */
  const rowsFrom = (table: Proven, row: number): Stored[] => of(table).from.all(row)
  const detailOf = (table: Proven, row: number): string => `${table} ${row} is not what was stored`

  /** Each row with what is wrong about it, or null; then, if rows are missing, how many. */
  function* checked(table: Proven): Generator<{ row: number | null; detail: string | null }, undefined> {
    if (!hasTable(db, table)) return undefined // of a newer version
    for (let last = -1, found: Stored[]; (found = rowsFrom(table, last + 1)).length > 0;) {
      for (const stored of found) {
        last = stored[1]
        yield { row: last, detail: isProven(table, stored) ? null : detailOf(table, last) }
      }
    }
    const lost = of(table).lost.get(table)!
    if (lost > 0) yield { row: null, detail: `${lost} of table ${table} ${lost === 1 ? 'is' : 'are'} missing` }
    return undefined
  }

  return {
    /** Stores the hash of a row as it is now. */
    seal(table: Proven, row: number): void {
      const found = of(table).one.get(row)
      if (!found) throw damaged(path, `${table} ${row} cannot be found by its number`)
      const [, ...values] = found
      upsert.run(table, row, rowDigest(table, values))
    },
    drop(table: Proven, row: number): void {
      remove.run(table, row)
      seen.get(table)?.delete(row) // the number may be given again
    },
    /** Drops the hashes of missing rows. */
    dropLost(table: Proven): void {
      const [key] = provenColumns[table]
      db.prepare(`DELETE FROM proof WHERE "of" = ? AND row NOT IN (SELECT ${key} FROM ${table})`).run(table)
    },
    /** Drops all hashes of a table that was emptied. */
    dropAll(table: Proven): void {
      removeAll.run(table)
    },
    /** @throws Failure `project.damaged` when the row is not what was stored */
    demand(table: Proven, row: number): void {
      const proven = seen.get(table) ?? new Set()
      if (proven.has(row)) return
      for (const stored of changing.has(table) ? of(table).one.all(row) : rowsFrom(table, row))
        if (isProven(table, stored)) proven.add(stored[1])
      if (!proven.has(row)) throw damaged(path, detailOf(table, row))
      if (!changing.has(table)) seen.set(table, proven)
    },
    /** Checks a whole table, also for missing rows. @throws Failure `project.damaged` */
    demandAll(table: Proven): void {
      const proven = new Set<number>()
      for (const { row, detail } of checked(table)) {
        if (detail !== null) throw damaged(path, detail)
        if (row !== null) proven.add(row)
      }
      if (!changing.has(table)) seen.set(table, proven)
    },
    /** Yields each row that is not as it was stored, and null for each intact one. Others may write at the same time. */
    *wrongIn(table: Proven): Generator<{ row: number | null; detail: string } | null, undefined> {
      for (const { row, detail } of checked(table)) yield detail === null ? null : { row, detail }
      return undefined
    },
    sealFrames(chunk: string, frames: readonly Uint8Array[]): void {
      upsert.run('frame', chunkNumber.get(chunk)!, Buffer.concat(frames.map(digest)))
    },
    /** How many pictures of a chunk were stored, and whether given bytes are the picture at `position`. */
    frames(chunk: string): { count: number; isAt(position: number, jpeg: Uint8Array): boolean } {
      const found = ofFrames.get(chunk)
      const proof = found instanceof Uint8Array ? Buffer.from(found) : Buffer.alloc(0)
      return {
        count: proof.length / hashBytes,
        isAt: (position, jpeg) => proof.subarray(position * hashBytes, (position + 1) * hashBytes).equals(digest(jpeg))
      }
    }
  }
}
export type Proofs = ReturnType<typeof proofTable>

/** Computes all hashes anew: after a migration from a version without them, or a recovery. */
export function sealAll(db: Connection, path: string): void {
  const proofs = proofTable(db, path)!
  db.exec('DELETE FROM proof')
  for (const table of provenTables) {
    const [key] = provenColumns[table]
    const rows = db.prepare<[], number>(`SELECT ${key} FROM ${table}`).pluck().all()
    for (const row of rows) proofs.seal(table, row)
  }
  const jpegs = db.prepare<[string], Uint8Array>('SELECT jpeg FROM frame WHERE chunk = ? ORDER BY position').pluck()
  for (const chunk of db.prepare<[], string>('SELECT DISTINCT chunk FROM frame').pluck().all()) {
    proofs.sealFrames(chunk, jpegs.all(chunk))
  }
}
