/** The ledger of an open project, as states and the work plan read it. */
import type { Ledger } from '../../app/ledger/ledger.ts'
import type { Project } from '../project/project.ts'

/** @param model the loaded pack, `id@revision` */
export const ledgerOf = (project: Project, model: string): Ledger => ({
  model,
  take: (id) => project.take(id),
  chunksOf: (id) => project.chunksOf(id),
  snapshot: (id) => project.snapshot(id)
})
