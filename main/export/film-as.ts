/** A film in any of its forms that need no window: one switch for the command line and the studio. */
import { writeFile } from 'node:fs/promises'
import type { PictureFormat, TextFormat } from '../../app/exchange/formats.ts'
import { printShotList } from '../../app/exchange/print-shots.ts'
import { printSrt } from '../../app/exchange/srt.ts'
import { chunk } from '../../app/time.ts'
import type { FileMark } from '../../engine/files/file-mark.ts'
import { ledgerOf } from '../production/ledger.ts'
import type { PackFacts } from '../production/pack-facts.ts'
import type { Project } from '../project/project.ts'
import { noteExported } from './exported.ts'
import { filmChunks } from './film-chunks.ts'
import { exportFilmMp4, type Exported, type FilmExport } from './film-mp4.ts'
import { exportFilmStills } from './film-stills.ts'
import { exportFilmVideo } from './film-video.ts'
import { intoTarget } from './target.ts'

/** The next export may replace the file. @throws Failure as `exportFilmMp4` */
export async function exportFilmAs(format: PictureFormat, project: Project, film: FilmExport): Promise<Exported> {
  if (format === 'png') return exportFilmStills(project, film) // a folder: never replaced, so nothing is noted
  const exported = await (format === 'mp4' ? exportFilmMp4(project, film) : exportFilmVideo(format, project, film))
  noteExported(project, film.path)
  return exported
}

/** Whole files of other kinds. The next export may replace the file. @throws Failure as `intoTarget` */
export async function exportFile(
  project: Project,
  path: string,
  replaces: FileMark | null,
  content: () => string | Promise<string | Uint8Array>
): Promise<void> {
  await intoTarget(path, replaces, async (partial) => writeFile(partial, await content()))
  noteExported(project, path)
}

const texts: Readonly<Record<TextFormat, (project: Project, facts: PackFacts) => string>> = {
  shots: ({ film }, { base }) => printShotList(film, base),
  /** Timed as the film is exported now. */
  srt(project, { base, model }) {
    const { film } = project
    const ledger = ledgerOf(project, model)
    return printSrt(film, base, (card) => chunk(filmChunks(film, ledger, [card]).chunks.length))
  }
}

export const filmAsText = (format: TextFormat, project: Project, facts: PackFacts): string =>
  texts[format](project, facts)
