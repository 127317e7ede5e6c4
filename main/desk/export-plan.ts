/** What an export would be if it began now, so that nothing about the file comes as a surprise. */
import { Failure } from '../../app/contract/failure.ts'
import type { ExportPlan } from '../../app/contract/window.ts'
import { chunk, chunksToSeconds } from '../../app/time.ts'
import { findFfmpeg } from '../export/ffmpeg.ts'
import { filmChunks } from '../export/film-chunks.ts'
import { ledgerOf } from '../production/ledger.ts'
import type { Project } from '../project/project.ts'
import type { ExportTargets } from './export-targets.ts'
import type { PackFacts } from '../production/pack-facts.ts'

export async function exportPlan(project: Project, pack: PackFacts, targets: ExportTargets): Promise<ExportPlan> {
  const { film } = project
  const ledger = ledgerOf(project, pack.model)
  const { chunks, incomplete } = filmChunks(film, ledger)
  const unmade = incomplete.filter((card) => filmChunks(film, ledger, [card]).chunks.length === 0).length
  return {
    targets: targets.all(project),
    ffmpeg: await findFfmpeg().catch((error: unknown) => ({ origin: 'none', problem: Failure.from(error).toData() })),
    unmade,
    partial: incomplete.length - unmade,
    seconds: chunksToSeconds(chunk(chunks.length), pack.base),
    spoken: film.cards.filter(({ dialogue }) => dialogue.trim() !== '').length
  }
}
