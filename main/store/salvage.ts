/** Copies every readable and intact row of a damaged project into a new file. */
import * as v from 'valibot'
import { isFrame } from '../../app/film/picture.ts'
import type { Connection } from './connection.ts'
import { proofOfPage, type Fault } from './faults.ts'
import { digest, hashBytes, hasTable, provenColumns, rowDigest, type Proven } from './proof.ts'
import { attempt, readableRows, type Row } from './readable-rows.ts'
import { jsonColumn } from './row.ts'
import { sha256 } from '../../engine/files/sha256.ts'
import { assetRow } from './tables/assets.ts'
import { timingsColumn } from './tables/chunks.ts'
import { originRow } from './tables/origins.ts'
import { snapshotColumn } from './tables/snapshots.ts'
import { takeRow } from './tables/takes.ts'
import { wishesColumn } from './tables/wishes.ts'

interface Salvaged {
  readonly table: Proven | 'frame'
  readonly columns: readonly string[]
  /** Whether the row's content is valid. (Types, uniqueness and references are checked by the new file itself.) */
  readonly sound: (row: Row, into: Connection) => boolean
}

const isJson = (text: unknown): boolean => v.is(jsonColumn, text)
const hashes = (bytes: unknown, name: unknown): boolean => bytes instanceof Uint8Array && sha256(bytes) === name

/** Ordered so that every row comes after those it refers to. Encoded video is a cache and not copied. */
const salvaged: readonly Salvaged[] = [
  { table: 'film', columns: ['id', 'revision', 'document'], sound: (row) => isJson(row['document']) },
  { table: 'card', columns: ['number', 'json'], sound: (row) => isJson(row['json']) },
  { table: 'edit', columns: ['number', 'made', 'done', 'entry'], sound: (row) => isJson(row['entry']) },
  {
    table: 'snapshot',
    columns: ['number', 'id', 'json'],
    sound: ({ id, json }) => {
      const parsed = v.safeParse(snapshotColumn, json)
      return parsed.success && parsed.output.id === id
    }
  },
  {
    table: 'take',
    columns: ['number', 'id', 'prompt', 'seed', 'policy', 'model', 'chunks', 'start', 'made'],
    sound: (row) => v.is(takeRow, row)
  },
  { table: 'branch', columns: ['number', 'take', 'parent', 'position'], sound: () => true },
  { table: 'wish', columns: ['number', 'take', 'json'], sound: ({ json }) => v.is(wishesColumn, json) },
  {
    table: 'chunk',
    columns: [
      ...['number', 'id', 'take', 'position', 'parent', 'before', 'after', 'device', 'timings', 'made'],
      ...['latents_sha256', 'latents']
    ],
    sound: (row) => hashes(row['latents'], row['latents_sha256']) && v.is(timingsColumn, row['timings'])
  },
  {
    table: 'origin',
    columns: ['number', 'page', 'kind', 'chunk', 'sha256'],
    sound: (row) => v.is(originRow, row)
  },
  {
    table: 'page',
    columns: ['number', 'id', 'bytes'],
    sound: (row, into) => hashes(row['bytes'], proofOfPage(into)(String(row['id'])))
  },
  {
    table: 'frame',
    columns: ['number', 'chunk', 'position', 'jpeg'],
    sound: (row) => row['jpeg'] instanceof Uint8Array && isFrame(row['jpeg'])
  },
  {
    table: 'asset',
    columns: ['number', 'id', 'type', 'bytes'],
    sound: ({ id, type, bytes }) => v.is(assetRow, { type, bytes }) && hashes(bytes, id)
  },
  { table: 'setting', columns: ['number', 'name', 'value'], sound: (row) => isJson(row['value']) }
]

/** Rows of one table: recovered, and known to be lost. Without hashes, rows after the last readable one are not known. */
export interface Count {
  readonly kept: number
  readonly lost: number
}

export interface Salvage {
  readonly counts: Readonly<Record<Salvaged['table'], Count>>
  /** Rows left out, or kept although they are not as they were stored. */
  readonly faults: readonly Fault[]
}

/**
 * Tables whose changed rows are kept, since all rows that depend on them would be lost with them. The fault is reported all the
 * same. A row whose reference changed refers to nothing that exists, so the new file rejects it.
 */
const keptChanged: readonly string[] = ['film', 'card', 'take', 'chunk']

/**
 * Copies the rows that are readable and as they were stored, table by table, into a new empty project.
 * @param damaged a copy of the damaged file, so that the original cannot be changed
 */
export function salvage(damaged: Connection, into: Connection): Salvage {
  return into.transaction(() => {
    const proofs = readProofs(damaged)
    const faults: Fault[] = []
    const chunks = new Map<unknown, Row>()
    const counts = {} as Record<Salvaged['table'], Count>
    for (const each of salvaged) counts[each.table] = salvageTable(damaged, into, each, { proofs, chunks, faults })
    dropUnusable(into, faults)
    if (counts.edit.lost > 0) into.exec('DELETE FROM edit') // an undo log with gaps is unusable
    return { counts, faults }
  })()
}

/** Hashes by table and row; empty for a file of an older version. A row whose hash is unreadable is taken as intact. */
type Stored = ReadonlyMap<string, Buffer>
const proofKey = (of: unknown, row: unknown): string => `${String(of)} ${String(row)}`

function readProofs(damaged: Connection): Stored {
  const proofs = new Map<string, Buffer>()
  for (const { of, row, sha256: bytes } of readableRows(damaged, 'proof', 'number, "of", row, sha256', 'number')) {
    if (bytes instanceof Uint8Array && bytes.length % hashBytes === 0) proofs.set(proofKey(of, row), Buffer.from(bytes))
  }
  return proofs
}

interface Findings {
  readonly proofs: Stored
  /** Recovered chunks by id. */
  readonly chunks: Map<unknown, Row>
  readonly faults: Fault[]
}

function salvageTable(
  damaged: Connection,
  into: Connection,
  { table, columns, sound }: Salvaged,
  { proofs, chunks, faults }: Findings
): Count {
  const names = columns.join(', ')
  const key = columns[0]!
  const insert = into.prepare(
    `INSERT INTO ${table} (${names}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`
  )
  const placeOf = (row: Row): Fault['at'] => {
    const chunk =
      table === 'frame' || table === 'origin' ? chunks.get(row['chunk']) : table === 'chunk' ? row : undefined
    if (chunk) return { take: String(chunk['take']), position: Number(chunk['position']) }
    return table === 'take' ? { take: String(row['id']), position: 0 } : null
  }
  /** Whether a row is left out because of a row it depends on, which is reported itself. */
  const hangs = (row: Row, place: Fault['at']): boolean => {
    if (table === 'frame' || table === 'origin') return place === null
    return table === 'page' && toldOrigins(damaged) && !originOf.get(row['id'])
  }
  const originOf = into.prepare<[unknown]>('SELECT 1 FROM origin WHERE page = ?').pluck()
  const met = new Set<string>()
  const lose = (detail: string, at: Fault['at'], row?: Row): void => {
    const named = table === 'asset' && row !== undefined && { sketch: String(row['id']) }
    faults.push({ what: table, detail, row: null, at, ...named })
  }
  let [kept, highest, missing] = [0, 0, 0]
  for (const row of readableRows(damaged, table, names, key)) {
    highest = Number(row[key])
    const place = placeOf(row)
    if (table !== 'frame') met.add(proofKey(table, highest))
    const isAsStored = table === 'frame' ? isPicture(proofs, chunks, row) : isProven(proofs, table, row)
    if (!isAsStored) lose(`${table} ${highest} is not what was stored`, place, row)
    if (!isAsStored && !keptChanged.includes(table)) continue
    if (sound(row, into) && inserted(() => insert.run(row), row)) {
      kept += 1
      if (table === 'chunk') chunks.set(row['id'], row)
    } else if (isAsStored && !hangs(row, place))
      lose(`${table} ${highest} is damaged or hangs on what is lost`, place, row)
  }
  if (table === 'frame') dropIncomplete(into, { proofs, chunks, faults })
  for (const of of proofs.keys()) {
    if (!of.startsWith(`${table} `) || table === 'frame' || met.has(of)) continue
    missing += 1
    lose(`${of} is missing`, null)
  }
  return { kept, lost: Math.max(0, highest - kept, met.size + missing - kept) }
}

/** Whether the damaged file has a table of page origins. */
export const toldOrigins = (damaged: Connection): boolean => attempt(() => hasTable(damaged, 'origin')) ?? false

function isProven(proofs: Stored, table: Proven, row: Row): boolean {
  const proof = proofs.get(proofKey(table, row[provenColumns[table][0]]))
  return (
    proof?.equals(
      rowDigest(
        table,
        provenColumns[table].map((column) => row[column])
      )
    ) ?? true
  )
}

function isPicture(proofs: Stored, chunks: ReadonlyMap<unknown, Row>, { chunk, position, jpeg }: Row): boolean {
  const proof = proofs.get(proofKey('frame', chunks.get(chunk)?.['number']))
  if (!proof || !(jpeg instanceof Uint8Array)) return true
  const at = Number(position) * hashBytes
  return proof.subarray(at, at + hashBytes).equals(digest(jpeg))
}

/** Drops the pictures of a chunk unless all are there; its stored hashes give their number. */
function dropIncomplete(into: Connection, { proofs, chunks, faults }: Findings): void {
  const count = into.prepare<[unknown], number>('SELECT count(*) FROM frame WHERE chunk = ?').pluck()
  const drop = into.prepare('DELETE FROM frame WHERE chunk = ?')
  for (const [id, row] of chunks) {
    const proof = proofs.get(proofKey('frame', row['number']))
    if (!proof || count.get(id) === proof.length / hashBytes) continue
    drop.run(id)
    const at = { take: String(row['take']), position: Number(row['position']) }
    faults.push({ what: 'frame', detail: 'not all pictures could be read', row: null, at })
  }
}

/** A row whose parent is lost is kept without a parent; on any other constraint violation the row is lost. */
function inserted(insert: () => unknown, row: Row): boolean {
  try {
    insert()
    return true
  } catch {
    if (row['parent'] === undefined || row['parent'] === null) return false
    row['parent'] = null
    return inserted(insert, row)
  }
}

/**
 * A take is a sequence from chunk 0 or from its branch point: chunks after a gap are unusable, also in takes that share them.
 * Pictures are a cache: all of a chunk are kept, or none.
 */
function dropUnusable(db: Connection, faults: Fault[]): void {
  dropLooseBranches(db)
  do {
    db.exec(`
      CREATE TEMP TABLE unusable AS SELECT id, take, position FROM chunk AS c
        WHERE position <> ifnull((SELECT position FROM branch WHERE take = c.take), 0)
          + (SELECT count(*) FROM chunk AS d WHERE d.take = c.take AND d.position < c.position);`)
    const lost = db.prepare<[], NonNullable<Fault['at']>>('SELECT take, position FROM unusable').all()
    for (const at of lost) faults.push({ what: 'chunk', detail: 'a chunk before it is lost', row: null, at })
    db.exec(`
      UPDATE chunk SET parent = NULL WHERE parent IN (SELECT id FROM unusable);
      DELETE FROM frame WHERE chunk IN (SELECT id FROM unusable);
      DELETE FROM page WHERE id IN (SELECT page FROM origin WHERE chunk IN (SELECT id FROM unusable));
      DELETE FROM origin WHERE chunk IN (SELECT id FROM unusable);
      DELETE FROM chunk WHERE id IN (SELECT id FROM unusable);
      DROP TABLE unusable;`)
  } while (dropLooseBranches(db) > 0)
  db.exec(`DELETE FROM frame WHERE chunk IN
    (SELECT chunk FROM frame GROUP BY chunk HAVING count(*) <> max(position) + 1 OR min(position) < 0)`)
}

/** Deletes branches without their last shared chunk, or not from an older take. @returns how many */
const dropLooseBranches = (db: Connection): number =>
  db
    .prepare(
      `DELETE FROM branch AS b WHERE
        NOT EXISTS (SELECT 1 FROM chunk AS c WHERE c.take = b.parent AND c.position = b.position - 1)
        OR (SELECT number FROM take WHERE id = b.parent) >= (SELECT number FROM take WHERE id = b.take)`
    )
    .run().changes
