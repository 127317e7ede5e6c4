/** Checks, before any row is read, that a file is a Throughline project, complete and with nothing added. */
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import { applicationId, versionOf, type Connection } from './connection.ts'
import { damaged } from './failures.ts'
import type { Migration } from './migrations/migrations.ts'
import { headerBytes, parseSqliteHeader, readBeginning } from './header.ts'
import { inNewFile, structureFault, tablesOf } from './structure.ts'

const magic = 'SQLite format 3\0'
const applicationIdOffset = 68
/** Files up to this size are checked page by page before opening (about 0.15 ms per MB); larger ones as they are read. */
const wholeCheckBytes = 1_000_000_000

const notOurs = (path: string, what: string): Failure =>
  new Failure('project.not-ours', `${basename(path)} is ${what}.`, 'Choose a file that ends in .throughline.', {
    file: basename(path)
  })

/**
 * Checks the first 100 bytes without SQLite, which would create its files beside another program's database.
 * Must not be called while this process has the file open: closing it again would drop SQLite's locks.
 * @throws Failure `project.not-ours`, `project.damaged`
 */
export function checkHeader(path: string): void {
  if (!statSync(path).isFile()) throw notOurs(path, 'no file') // opening a pipe would block
  const header = Buffer.alloc(headerBytes)
  const file = openSync(path, 'r')
  try {
    const length = readSync(file, header, 0, headerBytes, 0)
    if (length === 0) throw notOurs(path, 'empty')
    const id = header.readUInt32BE(applicationIdOffset)
    const isDatabase = header.toString('latin1', 0, magic.length) === magic
    if (!isDatabase && id !== applicationId) throw notOurs(path, 'not a Throughline project')
    if (length < headerBytes) throw damaged(path, 'it ends within its first line')
    if (isDatabase && id !== applicationId && !differInOneByte(id, applicationId))
      throw notOurs(path, 'an SQLite database of another program')
    if (!isDatabase || id !== applicationId || !isOurs(header)) throw damaged(path, 'its first line was changed')
  } finally {
    closeSync(file)
  }
}

/** Compares two 32-bit numbers. */
const differInOneByte = (one: number, other: number): boolean =>
  [0xff, 0xff00, 0xff0000, 0xff000000].some((byte) => ((one ^ other) & ~byte) === 0)

/** Upper limit for a plausible format version. */
const mostVersions = 10_000

/**
 * Checks the header fields that are the same in all projects (file format, §1.3). With a wrong byte SQLite would assume another
 * kind of database or a read-only file.
 */
function isOurs(header: Buffer): boolean {
  const journalling = [header[18], header[19]]
  const [pageBytes, version, encoding] = [header.readUInt16BE(16), header.readUInt32BE(60), header.readUInt32BE(56)]
  return (
    journalling.every((kind) => kind === 1 || kind === 2) &&
    (pageBytes === 1 || (pageBytes >= 512 && (pageBytes & (pageBytes - 1)) === 0)) &&
    header.readUIntBE(21, 3) === 0x402020 &&
    encoding === 1 &&
    header.readUInt32BE(44) <= 4 &&
    version <= mostVersions
  )
}

/**
 * Detects a truncated file: SQLite would read zeros in place of the missing end of a page. Not applicable while a WAL or journal is
 * to be replayed. Must not be called while this process has the file open. @throws Failure `project.damaged`
 */
export function checkLength(path: string): void {
  const { isOpen, sqlitePages, sqlitePageSize } = parseSqliteHeader(readBeginning(path, headerBytes))
  if (!isOpen && statSync(path).size < sqlitePages * sqlitePageSize) throw damaged(path, 'its end is missing')
}

/**
 * Checks schema, structure and references.
 * @returns the file's version
 * @throws Failure `project.not-ours` or `project.damaged`
 */
export function checkContent(db: Connection, path: string, migrations: readonly Migration[]): number {
  if (db.pragma('application_id', { simple: true }) !== applicationId) {
    throw notOurs(path, 'an SQLite database of another program')
  }
  const version = versionOf(db)
  if (version < 1) throw damaged(path, 'it has no version')
  checkSchema(db, path, version, migrations)
  const bytes = Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }))
  const fault = bytes <= wholeCheckBytes ? structureFault(db, migrations) : null
  if (fault !== null) throw damaged(path, fault)
  checkReferences(db, path)
  return version
}

/** Checks foreign keys: a missing memory would be mistaken for an empty one. @throws Failure `project.damaged` */
function checkReferences(db: Connection, path: string): void {
  for (const table of ['take', 'chunk']) {
    const [lost] = db.pragma(`foreign_key_check(${table})`) as { rowid: number; parent: string }[]
    if (lost) throw damaged(path, `${table} ${lost.rowid} refers to a ${lost.parent} that is not there`)
  }
}

/** Tables and indexes must be exactly those of the version; a trigger or view is foreign code. */
function checkSchema(db: Connection, path: string, version: number, migrations: readonly Migration[]): void {
  const found = schemaOf(db)
  if (version > migrations.length) {
    const foreign = found.find((entry) => !/^CREATE (UNIQUE )?(TABLE|INDEX) /.test(entry))
    if (foreign) throw damaged(path, `it contains something that is not a table (${foreign.slice(0, 60)})`)
    const computing = tablesOf(migrations).find((table) => computes(db, table))
    if (computing) throw damaged(path, `its table ${computing} computes what it holds`)
    return
  }
  const expected = expectedSchema(migrations.slice(0, version))
  const odd = found.find((entry) => !expected.includes(entry)) ?? expected.find((entry) => !found.includes(entry))
  if (odd) throw damaged(path, `its tables are not those of a project (${odd.slice(0, 60).replaceAll('\n', ' ')})`)
}

const expectedSchema = (steps: readonly Migration[]): string[] => inNewFile(steps, schemaOf)

/** Whether reading or deleting rows of a table runs foreign code: generated columns, expression indexes or partial indexes. */
const computes = (db: Connection, table: string): boolean =>
  db
    .prepare(
      `SELECT 1 FROM pragma_table_xinfo(@table) WHERE hidden <> 0
        UNION ALL SELECT 1 FROM pragma_index_list(@table) AS i, pragma_index_xinfo(i.name) AS c
          WHERE i.partial <> 0 OR c.cid = -2 LIMIT 1`
    )
    .get({ table }) !== undefined

/** The tables of counters and statistics, as SQLite creates them (file format, §2.6). It reads the statistics by itself. */
const ownTables = [
  'CREATE TABLE sqlite_sequence(name,seq)',
  'CREATE TABLE sqlite_stat1(tbl,idx,stat)',
  'CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)'
]

/**
 * The SQL of everything in the file except what SQLite adds itself: automatic indexes, which have no SQL, and its own tables. A
 * name that begins with `sqlite_` proves nothing: a foreign trigger or generated column may have one.
 */
function schemaOf(db: Connection): string[] {
  return db
    .prepare<[], string>(
      `SELECT ifnull(sql, type || ' ' || name) FROM sqlite_schema
        WHERE NOT (type = 'index' AND sql IS NULL AND name GLOB 'sqlite_autoindex_*')
        ORDER BY name`
    )
    .pluck()
    .all()
    .filter((sql) => !ownTables.includes(sql))
}
