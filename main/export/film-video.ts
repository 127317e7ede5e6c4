/** Exports a film to WebM or GIF in one ffmpeg run. */
import type { VideoFormat } from '../../app/exchange/formats.ts'
import type { Project } from '../project/project.ts'
import { withSound } from './film-sound.ts'
import { encoders } from './formats.ts'
import { nothingToExport, type Exported, type FilmExport } from './film-mp4.ts'
import { FilmReel } from './reel.ts'
import { runFfmpeg } from './run-ffmpeg.ts'
import { intoTarget } from './target.ts'

/** @throws Failure as `exportFilmMp4` */
export async function exportFilmVideo(
  format: Exclude<VideoFormat, 'mp4'>,
  project: Project,
  film: FilmExport
): Promise<Exported> {
  if (film.chunks.length === 0) throw nothingToExport()
  const reel = new FilmReel(project, film)
  const { input: pictures, resize } = reel.footage
  const args = [...pictures(film.fps), ...encoders[format](resize)]
  const heard = format === 'gif' ? { ...film, sound: null } : film
  await intoTarget(film.path, film.replaces, (partial) =>
    withSound(project, heard, 'webm', ({ input, output }) =>
      runFfmpeg(film.ffmpeg, [...input, ...args, ...output, partial], reel.frames(film.progress), film.signal)
    )
  )
  return { chunks: film.chunks.length, reused: 0, kept: 0 }
}
