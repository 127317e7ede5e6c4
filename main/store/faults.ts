/** Checks a whole project against its hashes: every row, picture, latents and memory page. Read-only. */
import type { Connection } from './connection.ts'
import { migrations } from './migrations/migrations.ts'
import { hasTable, provenTables, type Proofs, type Proven } from './proof.ts'
import { sha256 } from '../../engine/files/sha256.ts'
import { structureFault } from './structure.ts'

/** One item that is not as it was stored. */
export interface Fault {
  readonly what: Proven | 'frame' | 'latents' | 'structure'
  /** Technical, in English. */
  readonly detail: string
  /** The row number in its table (for pictures, of their chunk); null when no single row is meant. */
  readonly row: number | null
  /** Its place in the film: the take that made it and the chunk within the take; null when it belongs to no chunk. */
  readonly at: { readonly take: string; readonly position: number } | null
  /** For a sketch, its id, by which shots refer to it. */
  readonly sketch?: string
}

type At = Fault['at']

/** Yields each fault, and null for each intact item, so that the caller can pause in between. */
export function* faultsOf(db: Connection, proofs: Proofs): Generator<Fault | null, undefined> {
  const detail = structureFault(db, migrations)
  yield detail === null ? null : { what: 'structure', detail, row: null, at: null }
  yield* contentFaults(db, proofs)
  return undefined
}

/** How many items `faultsOf` checks; approximate while others write. */
export function thingsIn(db: Connection): number {
  const count = (table: string): number => db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get()!
  const rows = provenTables.filter((table) => hasTable(db, table)).map(count)
  return rows.reduce((sum, each) => sum + each, 1 + 2 * count('chunk') + count('page') + count('asset'))
}

/** As `faultsOf`, for a file whose structure was already checked. */
export function* contentFaults(db: Connection, proofs: Proofs): Generator<Fault | null, undefined> {
  if (proofs) for (const table of provenTables) yield* rowFaults(db, proofs, table)
  yield* latentFaults(db)
  yield* namedFaults(db, 'page', proofOfPage(db), (id) => memoryAt(db, id))
  yield* namedFaults(
    db,
    'asset',
    (id) => id,
    () => null
  )
  if (proofs) yield* frameFaults(db, proofs)
  return undefined
}

function* rowFaults(db: Connection, proofs: NonNullable<Proofs>, what: Proven): Generator<Fault | null> {
  const takeAt = db.prepare<[number], At>(`SELECT id AS take, 0 AS position FROM take WHERE number = ?`)
  const chunkAt = db.prepare<[number], At>('SELECT take, position FROM chunk WHERE number = ?')
  const of = (row: number): At => (what === 'take' ? takeAt : what === 'chunk' ? chunkAt : null)?.get(row) ?? null
  const sketch = db.prepare<[number], string>('SELECT id FROM asset WHERE number = ?').pluck()
  for (const wrong of proofs.wrongIn(what)) {
    const row = wrong && wrong.row
    const named = what === 'asset' && row !== null ? sketch.get(row) : undefined
    yield wrong && { what, ...wrong, at: row === null ? null : of(row), ...(named !== undefined && { sketch: named }) }
  }
}

const placeOf = ({ take, position }: { take: string; position: number }): At => ({ take, position })

/** One query per row: a running statement would block other uses of the connection. */
function* rows<Row extends { number: number }>(db: Connection, sql: string): Generator<Row> {
  const next = db.prepare<[number], Row>(`${sql} WHERE number > ? ORDER BY number LIMIT 1`)
  for (let row = next.get(-1); row; row = next.get(row.number)) yield row
}

function* latentFaults(db: Connection): Generator<Fault | null> {
  type Row = { number: number; take: string; position: number; name: string; latents: unknown }
  for (const row of rows<Row>(db, 'SELECT number, take, position, latents_sha256 AS name, latents FROM chunk')) {
    const right = row.latents instanceof Uint8Array && sha256(row.latents) === row.name
    const detail = `the latents of chunk ${row.number} changed`
    yield right ? null : { what: 'latents', detail, row: row.number, at: placeOf(row) }
  }
}

/** The expected hash of a page's bytes: from its origin, or its name where it has none. */
export function proofOfPage(db: Connection): (id: string) => unknown {
  const select = hasTable(db, 'origin')
    ? db.prepare<[string], { sha256: unknown }>('SELECT sha256 FROM origin WHERE page = ?')
    : null
  return (id) => {
    const origin = select?.get(id)
    return origin ? origin.sha256 : id
  }
}

/** Checks a table whose rows contain bytes with a known hash. */
function* namedFaults(
  db: Connection,
  what: 'page' | 'asset',
  proof: (id: string) => unknown,
  at: (id: string) => At
): Generator<Fault | null> {
  type Row = { number: number; id: string; bytes: unknown }
  for (const row of rows<Row>(db, `SELECT number, id, bytes FROM ${what}`)) {
    const right = row.bytes instanceof Uint8Array && sha256(row.bytes) === proof(row.id)
    const detail = `the bytes of ${what} ${row.number} changed`
    const named = what === 'asset' && { sketch: row.id }
    yield right ? null : { what, detail, row: row.number, at: at(row.id), ...named }
  }
}

/** The first chunk with the page in its memory afterwards: the one that wrote it. */
const memoryAt = (db: Connection, page: string): At =>
  db
    .prepare<[string], At>(
      `SELECT take, position FROM chunk WHERE after IN (SELECT id FROM snapshot WHERE instr(json, ?) > 0)
        ORDER BY number LIMIT 1`
    )
    .get(page) ?? null

function* frameFaults(db: Connection, proofs: NonNullable<Proofs>): Generator<Fault | null> {
  type Row = { number: number; id: string; take: string; position: number }
  const frames = db.prepare<[string], { position: number; jpeg: unknown }>(
    'SELECT position, jpeg FROM frame WHERE chunk = ? ORDER BY position'
  )
  for (const chunk of rows<Row>(db, 'SELECT number, id, take, position FROM chunk')) {
    const [row, at] = [chunk.number, placeOf(chunk)]
    const proven = proofs.frames(chunk.id)
    const found = frames.all(chunk.id)
    const wrong = found.find(
      ({ position, jpeg }, index) => position !== index || !(jpeg instanceof Uint8Array) || !proven.isAt(position, jpeg)
    )
    if (wrong) yield { what: 'frame', detail: `picture ${wrong.position + 1} changed`, row, at }
    else if (found.length !== proven.count) yield { what: 'frame', detail: 'pictures are missing', row, at }
    else yield null
  }
}
