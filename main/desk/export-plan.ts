/** Plans an export: what it would write, where, and what is missing. */
import { Failure } from '../../app/base/failure.ts'
import type { ExportPlan } from '../../app/contract/window.ts'
import { shotNumber, type Card } from '../../app/film/film.ts'
import { cardStates, type CardState } from '../../app/plan/state.ts'
import { seenOf } from '../../app/plan/shown.ts'
import { planTails } from '../../app/plan/tails.ts'
import { chunk, chunksToSeconds } from '../../app/time.ts'
import { findFfmpeg } from '../export/ffmpeg.ts'
import { shotsAsStored } from '../export/film-export.ts'
import { ledgerOf } from '../production/ledger.ts'
import type { Project } from '../project/project.ts'
import type { ExportTargets } from './export-targets.ts'
import type { FilmPack } from '../production/film-packs.ts'

export async function exportPlan(project: Project, pack: FilmPack, targets: ExportTargets): Promise<ExportPlan> {
  const { film } = project
  const ledger = ledgerOf(project, pack.facts.model)
  const seen = film.cards.reduce((sum, card) => sum + seenOf(card, ledger), 0)
  const states = cardStates(film, ledger)
  const shots = (which: (card: Card, state: CardState) => boolean): string[] =>
    film.cards.flatMap((card, index) => (which(card, states[index]!) ? [shotNumber(card, index)] : []))
  return {
    now: Date.now(),
    targets: targets.all(project),
    ffmpeg: await findFfmpeg().catch((error: unknown) => ({ origin: 'none', problem: Failure.from(error).toData() })),
    unmade: shots((_, { made }) => made === 0),
    partial: shots(({ length }, { made }) => made > 0 && made < length),
    blank: shots(({ sketch }, { made }) => made === 0 && sketch === null),
    outdated: shots((_, { name, made }) => made > 0 && name === 'stale'),
    unsure: shots((_, { name, made }) => made > 0 && name === 'check'),
    seconds: chunksToSeconds(chunk(seen), pack.facts.base),
    asStored: shotsAsStored(project, pack),
    spoken: film.cards.filter(speaks).length,
    unheard: shots((card, { made }) => made === 0 && speaks(card)),
    withoutTail: planTails(film, ledger, { kind: 'tails', chunks: chunk(1) }).items.length
  }
}

const speaks = ({ dialogue }: Card): boolean => dialogue.trim() !== ''
