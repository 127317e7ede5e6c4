/** Makes damaged chunks again from the memory before them: the same seed gives the same bits. */
import { takeId } from '../../app/ids.ts'
import { isKept } from '../../app/ledger/kept-pages.ts'
import type { ChunkRecord } from '../../app/ledger/records.ts'
import type { Project } from '../project/project.ts'
import type { Fault } from '../store/faults.ts'
import type { Supervisor } from '../supervisor/supervisor.ts'
import type { ModelInfo } from '../../app/contract/engine.ts'
import { Supplies } from './supplies.ts'

/** Whether making its chunk again may repair it. */
export const isMadeAgain = ({ what }: Pick<Fault, 'what'>): boolean =>
  what === 'frame' || what === 'latents' || what === 'page'

/**
 * Repairs what it can. Only bit-equal results are stored, so a check afterwards reports what is left.
 * @throws Failure `engine.*`, `pack.*`, or why nothing can be written
 */
export async function restore(project: Project, supervisor: Supervisor, faults: readonly Fault[]): Promise<void> {
  const mendable = faults.filter(isMadeAgain)
  const model = await supervisor.start()
  if (mendable.some(({ what }) => what === 'page'))
    project.dropPages(mendable.flatMap(({ what, row }) => (what === 'page' && row !== null ? [row] : [])))
  for (const record of recordsOf(project, mendable)) await again(project, supervisor, model, record)
}

/** Each chunk once, earlier ones of a take first: later ones start from their memory. */
function recordsOf(project: Project, faults: readonly Fault[]): ChunkRecord[] {
  const records = new Map<string, ChunkRecord>()
  for (const { at } of faults) {
    const record = at && project.chunksOf(takeId(at.take))[at.position]
    if (record) records.set(record.id, record)
  }
  return [...records.values()].sort((one, other) => one.index - other.index)
}

async function again(project: Project, supervisor: Supervisor, model: ModelInfo, record: ChunkRecord): Promise<void> {
  const take = project.take(record.take)
  const before = project.snapshot(record.before)
  if (!take || !before || take.model !== model.model) return
  const { prompt, seed, policy, wishes } = take
  const plan = { prompt, seed, policy, ...(wishes && { wishes }), chunks: record.index + 1, firstChunk: record.index }
  const names = project.namesByContent && { names: 'content' as const }
  const supplies = new Supplies(project)
  const job = supervisor.generate(
    {
      from: before.next === 0 ? null : before,
      past: project.latentsBefore(before.id, model),
      plan: { ...plan, ...names }
    },
    {
      supply: (pages, latents) => supplies.supply(pages, latents),
      origins: (pages) => supplies.origins(pages),
      chunk(made) {
        const chunk = Math.floor(made.before.next / model.latentsPerChunk)
        const pages = made.pages.filter(({ kind }) => isKept(kind, model.keep, chunk))
        project.restoreChunk(record, { ...made, pages })
      }
    }
  )
  await job.done
}
