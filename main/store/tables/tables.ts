/** All tables of a project, with prepared statements. */
import type { Connection } from '../connection.ts'
import { assetTable } from './assets.ts'
import { branchTable } from './branches.ts'
import { chunkTable } from './chunks.ts'
import { editTable } from './edits.ts'
import { encodedTable } from './encoded.ts'
import { filmTable } from './film.ts'
import { frameTable } from './frames.ts'
import { originTable } from './origins.ts'
import { pageTable } from './pages.ts'
import { queueTable } from './queue.ts'
import { proofTable } from '../proof.ts'
import { settingTable } from './settings.ts'
import { snapshotTable } from './snapshots.ts'
import { takeTable } from './takes.ts'

/** @param path of the project, for messages */
export function openTables(db: Connection, path: string) {
  const proofs = proofTable(db, path)
  const branches = branchTable(db, path, proofs)
  const origins = originTable(db, path, proofs)
  return {
    /** Null for a file of an older version without hashes. */
    proofs,
    film: filmTable(db, path, proofs),
    edits: editTable(db, path, proofs),
    takes: takeTable(db, path, branches, proofs),
    chunks: chunkTable(db, path, branches, proofs),
    snapshots: snapshotTable(db, path, proofs),
    origins,
    pages: pageTable(db, path, origins, proofs),
    frames: frameTable(db, path, proofs),
    encoded: encodedTable(db),
    assets: assetTable(db, path, proofs),
    settings: settingTable(db, path, proofs),
    queue: queueTable(db, path, proofs)
  }
}
export type Tables = ReturnType<typeof openTables>
