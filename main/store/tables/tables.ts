/** All tables of a project, each with its statements prepared once. */
import type { Connection } from '../connection.ts'
import { assetTable } from './assets.ts'
import { branchTable } from './branches.ts'
import { chunkTable } from './chunks.ts'
import { editTable } from './edits.ts'
import { encodedTable } from './encoded.ts'
import { filmTable } from './film.ts'
import { frameTable } from './frames.ts'
import { pageTable } from './pages.ts'
import { queueTable } from './queue.ts'
import { settingTable } from './settings.ts'
import { snapshotTable } from './snapshots.ts'
import { takeTable } from './takes.ts'

/** @param path of the project, for messages */
export function openTables(db: Connection, path: string) {
  const branches = branchTable(db, path)
  return {
    film: filmTable(db, path),
    edits: editTable(db, path),
    takes: takeTable(db, path, branches),
    chunks: chunkTable(db, path, branches),
    snapshots: snapshotTable(db, path),
    pages: pageTable(db, path),
    frames: frameTable(db, path),
    encoded: encodedTable(db),
    assets: assetTable(db, path),
    settings: settingTable(db, path),
    queue: queueTable(db, path)
  }
}
export type Tables = ReturnType<typeof openTables>
