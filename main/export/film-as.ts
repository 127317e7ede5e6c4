/** Exports a film in any format that needs no window, for the command line and the studio. */
import { writeFile } from 'node:fs/promises'
import { Failure } from '../../app/base/failure.ts'
import { filmCues, type Cue } from '../../app/exchange/cues.ts'
import { isMasterFormat, type PictureFormat, type TextFormat } from '../../app/exchange/formats.ts'
import { printCsv } from '../../app/exchange/handoff/csv.ts'
import { cutList, type CutList } from '../../app/exchange/handoff/cut-list.ts'
import { mostEvents, printEdls } from '../../app/exchange/handoff/edl.ts'
import { printFcpxml } from '../../app/exchange/handoff/fcpxml.ts'
import { printOtio } from '../../app/exchange/handoff/otio.ts'
import { printXmeml } from '../../app/exchange/handoff/xmeml.ts'
import { editRate, usualRate, type EditRate } from '../../app/exchange/handoff/rate.ts'
import { printShotList } from '../../app/exchange/print-shots.ts'
import { printSrt } from '../../app/exchange/srt.ts'
import { printVtt } from '../../app/exchange/vtt.ts'
import { seenOf } from '../../app/plan/shown.ts'
import type { FileMark } from '../../engine/files/file-mark.ts'
import { ledgerOf } from '../production/ledger.ts'
import type { PackFacts } from '../production/pack-facts.ts'
import type { Project } from '../project/project.ts'
import { noteExported } from './exported.ts'
import { exportFilmMaster } from './film-master.ts'
import { exportFilmMp4, type Exported, type FilmExport } from './film-mp4.ts'
import { exportFilmStills } from './film-stills.ts'
import { exportFilmVideo } from './film-video.ts'
import { intoTarget } from './target.ts'

/** Remembers the file, so the next export may replace it. @throws Failure as `exportFilmMp4` */
export async function exportFilmAs(format: PictureFormat, project: Project, film: FilmExport): Promise<Exported> {
  if (format === 'png') return exportFilmStills(project, film) // a folder is never replaced, so it is not remembered
  const exported = await (format === 'mp4'
    ? exportFilmMp4(project, film)
    : isMasterFormat(format)
      ? exportFilmMaster(format, project, film)
      : exportFilmVideo(format, project, film))
  noteExported(project, film.path)
  return exported
}

/** Exports other kinds of whole files, and remembers the file. @throws Failure as `intoTarget` */
export async function exportFile(
  project: Project,
  path: string,
  replaces: FileMark | null,
  content: () => string | Promise<string | Uint8Array>
): Promise<void> {
  await intoTarget(path, replaces, async (partial) => writeFile(partial, await content()))
  noteExported(project, path)
}

/** How a text is timed. */
export interface TextTiming {
  /** For formats that are conformed; absent: the usual one. */
  readonly rate?: EditRate | undefined
  /** For formats timed like the exported film: one with stand-ins for what is not made. */
  readonly animatic?: boolean | undefined
}
type Timing = Required<{ readonly [Name in keyof TextTiming]: NonNullable<TextTiming[Name]> }>

/** Pictures have the model's size. */
const texts: Readonly<Record<TextFormat, (project: Project, facts: PackFacts, timing: Timing) => string>> = {
  shots: ({ film }, { base }) => printShotList(film, base),
  srt: (project, facts, { animatic }) => printSrt(cuesNow(project, facts, animatic)),
  vtt: (project, facts, { animatic }) => printVtt(cuesNow(project, facts, animatic)),
  otio: (project, facts, { rate }) => printOtio(cutNow(project, facts, rate)),
  fcpxml: (project, facts, { rate }) => printFcpxml(cutNow(project, facts, rate), facts),
  xmeml: (project, facts, { rate }) => printXmeml(cutNow(project, facts, rate), facts),
  edl: (project, facts, { rate }) => onlyEdl(cutNow(project, facts, rate)),
  csv: (project, facts, { rate }) => printCsv(cutNow(project, facts, rate))
}

/** Timed as the film is exported now. */
function cuesNow(project: Project, { base, model }: PackFacts, animatic: boolean): readonly Cue[] {
  const { film } = project
  if (animatic) return filmCues(film, base, ({ length }) => length)
  const ledger = ledgerOf(project, model)
  return filmCues(film, base, (card) => seenOf(card, ledger))
}

const cutNow = (project: Project, { base, model }: PackFacts, rate: EditRate): CutList =>
  cutList(project.film, ledgerOf(project, model), base, rate)

/** @throws Failure `export.edl-long` */
function onlyEdl(list: CutList): string {
  const [first, ...more] = printEdls(list)
  if (more.length === 0) return first!
  throw new Failure(
    'export.edl-long',
    `An EDL numbers at most ${mostEvents} events, and this film has ${list.events.length}.`,
    'Export an OTIO file instead.'
  )
}

/** @throws Failure `export.edl-long` */
export const filmAsText = (
  format: TextFormat,
  project: Project,
  facts: PackFacts,
  { rate = editRate(usualRate), animatic = false }: TextTiming = {}
): string => texts[format](project, facts, { rate, animatic })
