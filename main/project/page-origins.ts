/** The chunk a page came from, so that the engine can re-create it when its bytes are not stored. */
import type { Origin, Whereabouts } from '../../app/contract/engine.ts'
import type { PageId } from '../../app/ids.ts'
import { namedPages } from '../../app/ledger/named-pages.ts'
import type { Snapshot } from '../../app/ledger/records.ts'
import type { Project } from './project.ts'

export function whereaboutsOf(project: Project, page: PageId): Whereabouts {
  if (project.holds(page)) return 'stored'
  const writer = project.writerOf(page)
  const take = writer && project.take(writer.take)
  const before = writer && project.snapshot(writer.before)
  if (!take || !before) return null
  const { prompt, policy, wishes } = take
  const { after, latents } = writer
  const pages = project.writtenBy(writer.id).map(({ page: id, kind, sha256 }) => ({ id, kind, sha256 }))
  return { before, after, latents, prompt, policy, ...(wishes && { wishes }), pages } as Origin
}

/** Whether a film can continue from this memory with stored pages, without re-creating any. */
export const isStored = (project: Project, memory: Snapshot): boolean =>
  [...new Set(namedPages(memory))].every((page) => project.holds(page))
