/** A film in any of its forms that need no window: one switch for the command line and the studio. */
import type { PictureFormat, TextFormat } from '../../app/contract/formats.ts'
import { printShotList } from '../../app/exchange/print-shots.ts'
import { printSrt } from '../../app/exchange/srt.ts'
import type { Film } from '../../app/film/film.ts'
import type { Timebase } from '../../app/time.ts'
import type { Project } from '../project/project.ts'
import { exportFilmMp4, type Exported, type FilmExport } from './film-mp4.ts'
import { exportFilmStills } from './film-stills.ts'
import { exportFilmVideo } from './film-video.ts'

/** @throws Failure as `exportFilmMp4` */
export function exportFilmAs(format: PictureFormat, project: Project, film: FilmExport): Promise<Exported> {
  if (format === 'mp4') return exportFilmMp4(project, film)
  if (format === 'png') return exportFilmStills(project, film)
  return exportFilmVideo(format, project, film)
}

export const filmAsText = (format: TextFormat, film: Film, base: Timebase): string =>
  format === 'srt' ? printSrt(film, base) : printShotList(film, base)
