/** Opens a project file. Nothing is written, and nothing beside it is moved, before the film was examined. */
import { realpathSync, renameSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Failure, type FailureData } from '../../app/base/failure.ts'
import { canWrite } from '../../engine/files/writable.ts'
import { movedAside } from './aside.ts'
import { foreignBeside, lookBeside, nothingBeside, onCopy, type Beside } from './beside.ts'
import { connect, type Connection } from './connection.ts'
import { guarded, logMissing, notAFile, readOnly, storeFailure } from './failures.ts'
import { checkContent, checkHeader, checkLength } from './identity.ts'
import { isLockedHere, lock, type Lock } from './lock.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/migrations.ts'
import { causeOf } from './readable.ts'
import { WriterMark } from './writer-mark.ts'
import { nothingHeld, Store } from './store.ts'
import { openTables } from './tables/tables.ts'

/** Reads what the caller needs, in one transaction. When it throws, the file is refused. */
type Examine = (store: Store) => unknown

/**
 * Opens a project file. It is opened read-only, with the reason, when it was made by a newer version, when the file or its folder
 * is not writable, or on request. Nothing is written, and nothing beside the file is moved, before `examine` has returned.
 * @throws Failure `project.missing`, `project.not-ours`, `project.damaged`, `project.locked`, …
 */
export function openStore(path: string, how: { readOnly?: boolean } = {}, examine: Examine = () => undefined): Store {
  const asked = resolve(path)
  return guarded(asked, () => {
    const real = realpathSync(asked)
    if (!statSync(real).isFile()) throw notAFile(asked)
    const why = how.readOnly ? lookingOnly : canWrite(real) && canWrite(dirname(real)) ? null : readOnly(real).toData()
    const held = why ? null : lock(real)
    try {
      const openHere = held === null && isLockedHere(real)
      if (!openHere) checkHeader(real)
      const beside = openHere ? nothingBeside : lookBeside(real)
      if (!openHere && beside.journal === 'nobody') checkLength(real)
      return held ? opened(real, held, beside, examine) : lookedAt(real, why!, beside, examine)
    } catch (error) {
      held?.release()
      throw causeOf(storeFailure(error, real), real)
    }
  })
}

const lookingOnly: FailureData = new Failure(
  'project.opened-read-only',
  'The project was opened to look at only.',
  'Open it without that choice to change it.'
).toData()

/** Opens read-only. With a foreign file beside the film, opens a copy without it instead. */
function lookedAt(path: string, why: FailureData, beside: Beside, examine: Examine): Store {
  const look = (file: string, drop?: () => void): Store => {
    const db = connect(file, { readonly: true })
    try {
      const { tables } = examined(db, path, why, examine)
      return new Store(path, db, why, { ...nothingHeld, ...(drop && { drop }) }, tables)
    } catch (error) {
      db.close()
      throw error
    }
  }
  if (foreignBeside(beside).length === 0) return look(path)
  return onCopy(path, beside.wal === 'own' ? { '-wal': `${path}-wal` } : {}, look)
}

/** Opens for writing. */
function opened(path: string, held: Lock, beside: Beside, examine: Examine): Store {
  const isPlain = [beside.wal, beside.journal, beside.shm].every((it) => it === 'nobody') && beside.elsewhere === null
  if (isPlain && beside.isMissing) demandAlone(path)
  const first = isPlain ? { foreign: [], version: 0 } : examinedWith(path, beside, examine)
  const asNewer = (version: number): Store => {
    held.release()
    return lookedAt(path, newer(version).toData(), beside, examine)
  }
  if (first.version > migrations.length) return asNewer(first.version)
  const remarks = [...held.remarks, ...first.foreign.map((end) => movedAside(path, end))]
  if (beside.elsewhere !== null) renameSync(beside.elsewhere, `${path}-wal`)
  if (beside.isMissing) remarks.push(logMissing(path).toData())
  const db = connect(path, { readonly: false })
  try {
    const { version, tables } = examined(db, path, null, examine)
    if (version > migrations.length) {
      db.close()
      return asNewer(version)
    }
    const isOlder = version < migrations.length
    if (isOlder) {
      db.pragma('journal_mode = DELETE')
      migrate(db, path, migrations)
    }
    const writerMark = new WriterMark(db, path)
    return new Store(path, db, null, { lock: held, writerMark, remarks }, isOlder ? openTables(db, path) : tables)
  } catch (error) {
    db.close()
    throw error
  }
}

/**
 * For a film marked as open but without its WAL: it may be open under another hard link, which has another lock file. SQLite's
 * own lock is on the file itself, so this tries to get it. Nothing is written. @throws Failure `project.locked`
 */
function demandAlone(path: string): void {
  const db = connect(path, { readonly: false })
  try {
    db.pragma('locking_mode = EXCLUSIVE')
    db.exec('BEGIN EXCLUSIVE; ROLLBACK')
  } finally {
    db.close()
  }
}

/**
 * Examines the film as it will be after its own WAL and journal are replayed, on a copy, without replaying them into the file.
 * @returns its version, and the name suffixes of foreign files
 */
function examinedWith(path: string, beside: Beside, examine: Examine): { version: number; foreign: string[] } {
  const { wal, journal, elsewhere } = beside
  const on = (file: string, readonly: boolean): number => {
    const db = connect(file, { readonly })
    try {
      return examined(db, path, null, examine).version
    } finally {
      db.close()
    }
  }
  const onCopyWith = (logs: Record<string, string>): number =>
    onCopy(path, logs, (copy, drop) => {
      const version = on(copy, false)
      drop()
      return version
    })
  const own: Record<string, string> =
    elsewhere !== null ? { '-wal': elsewhere } : wal === 'own' ? { '-wal': `${path}-wal` } : {}
  const all = { ...own, '-journal': `${path}-journal` }
  const foreign = foreignBeside(beside)
  if (journal === 'own') return { version: onCopyWith(all), foreign }
  if (journal === 'unsure') {
    try {
      return { version: onCopyWith(own), foreign: [...foreign, '-journal'] }
    } catch {
      return { version: onCopyWith(all), foreign }
    }
  }
  if (foreign.length > 0 || elsewhere !== null) return { version: onCopyWith(own), foreign }
  return { version: on(path, true), foreign }
}

/** @returns the file's version, and its tables with what was proved while it was examined */
function examined(db: Connection, path: string, why: FailureData | null, examine: Examine) {
  const version = checkContent(db, path, migrations)
  const tables = openTables(db, path)
  db.transaction(() => examine(new Store(path, db, why, nothingHeld, tables))).deferred()
  return { version, tables }
}

const newer = (version: number): Failure =>
  new Failure(
    'project.newer',
    `The project was made by a newer version of Throughline (format ${version}; this one writes ${migrations.length}).`,
    'You may look at it and export it. To change it, install the newer version.'
  )
