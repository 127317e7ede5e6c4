/** Creates a new project file. */
import { closeSync, lstatSync, openSync, realpathSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { isOdd, movedAside } from './aside.ts'
import { besideDatabase, connect, shapeNewFile } from './connection.ts'
import { exists, storeFailure } from './failures.ts'
import { lock, type Lock } from './lock.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/migrations.ts'
import { WriterMark } from './writer-mark.ts'
import { Store } from './store.ts'
import { openTables, type Tables } from './tables/tables.ts'

/**
 * Creates a new project file. `fill` writes its first rows; when it throws, the file is removed.
 * @throws Failure `project.exists`, `project.missing` (no such folder), `project.read-only`, `disk.full`
 */
export function createStore(path: string, fill: (tables: Tables) => void): Store {
  const asked = resolve(path)
  reserve(asked)
  const real = realpathSync(asked)
  let held: Lock | undefined
  let store: Store | undefined
  try {
    held = lock(real)
    // SQLite would delete the WAL of a film that was moved away while it was open, or replay it into the new one.
    const remarks = [...held.remarks, ...strayFiles(real).map((end) => movedAside(real, end))]
    const db = connect(real, { readonly: false })
    shapeNewFile(db)
    migrate(db, null, migrations)
    const writerMark = new WriterMark(db, real)
    store = new Store(real, db, null, { lock: held, writerMark, remarks }, openTables(db, real))
    store.write(fill)
    return store
  } catch (error) {
    store?.close()
    held?.release()
    rmSync(real, { force: true })
    throw storeFailure(error, real)
  }
}

/** Creates an empty file to reserve the name. @throws Failure `project.exists`, … */
function reserve(path: string): void {
  try {
    closeSync(openSync(path, 'wx'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw storeFailure(error, path)
    throw exists(path)
  }
}

const strayFiles = (path: string): string[] =>
  besideDatabase.filter((end) => {
    const size = lstatSync(path + end, { throwIfNoEntry: false })?.size ?? 0
    return isOdd(path + end) || (size > 0 && end !== '-shm') // a WAL index without its WAL is meaningless
  })
