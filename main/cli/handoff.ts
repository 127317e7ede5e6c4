/** Exports the film for an editing program, from the command line. */
import { shotNumber } from '../../app/film/film.ts'
import { fitting, type PictureSize } from '../../app/exchange/delivery.ts'
import type { CutList } from '../../app/exchange/handoff/cut-list.ts'
import { perSecond } from '../../app/exchange/handoff/rate.ts'
import { findFfmpeg, type Ffmpeg } from '../export/ffmpeg.ts'
import { filmChunks } from '../export/film-chunks.ts'
import { decodedBy } from '../export/film-export.ts'
import { exportHandoff, type HandoffChoices } from '../export/handoff.ts'
import { checkTargetFolder } from '../export/target-folder.ts'
import { ledgerOf } from '../production/ledger.ts'
import type { FilmPack } from '../production/film-packs.ts'
import type { PackFacts } from '../production/pack-facts.ts'
import type { Project } from '../project/project.ts'
import type { Supervisor } from '../supervisor/supervisor.ts'
import type { Context } from './context.ts'
import { noteEncoder, noteStored, whileWriting } from './video.ts'

export interface HandoffTarget extends HandoffChoices {
  readonly path: string
  readonly ffmpeg: Ffmpeg
}

/** Checks before any work. @throws Failure `export.*`, `ffmpeg.missing` */
export const checkHandoff = async (output: string, choices: HandoffChoices): Promise<HandoffTarget> => ({
  ...choices,
  path: checkTargetFolder(output),
  ffmpeg: await findFfmpeg()
})

/** @throws Failure as `exportHandoff` */
export async function writeHandoff(
  context: Context,
  project: Project,
  supervisor: Supervisor,
  pack: FilmPack,
  target: HandoffTarget
): Promise<CutList> {
  const { output } = context
  const { facts } = pack
  noteStored(output, project, pack)
  for (const card of filmChunks(project.film, ledgerOf(project, facts.model)).incomplete) {
    const shot = shotNumber(card, project.film.cards.indexOf(card))
    output.note(`Shot ${shot} is not complete yet; what is missing is a gap.`)
  }
  noteEncoder(output, target.ffmpeg)
  return whileWriting(context, (signal, progress) => {
    const pictures = decodedBy(supervisor, pack, { ffmpeg: target.ffmpeg, signal })
    return exportHandoff(project, facts, { ...target, pictures, signal, progress })
  })
}

export const handoffText = ({ path }: HandoffTarget, { media, events }: CutList): string => {
  const gaps = events.filter(({ clip }) => clip === null).length
  const has = [
    counted(media.length, 'take'),
    counted(events.length - gaps, 'clip'),
    ...(gaps > 0 ? [counted(gaps, 'gap')] : [])
  ]
  return `For an editor: ${path}, ${has.join(', ')}, without sound`
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

const sizeOf = ({ width, height }: PictureSize): PictureSize => ({ width, height })

/** The same as JSON data. */
export const handoffFacts = ({ path, delivery, media: codec }: HandoffTarget, facts: PackFacts, list: CutList) => ({
  path,
  format: 'edit',
  media: codec,
  rate: list.rate.name,
  ...sizeOf(fitting(facts, delivery)),
  seconds: list.length / perSecond(list.rate),
  files: list.media.map(({ name, reel, length }) => ({ name, reel, frames: length })),
  events: list.events.map(({ shot, start, length, clip }) => ({
    ...{ shot: shot.number, start, frames: length, file: clip?.media.name ?? null, from: clip?.from ?? null }
  }))
})
