/** Exports a film to WebM or GIF in one ffmpeg run. */
import type { VideoFormat } from '../../app/exchange/formats.ts'
import type { Project } from '../project/project.ts'
import { encoders } from './formats.ts'
import { nothingToExport, type Exported, type FilmExport } from './film-mp4.ts'
import { inputArgs, picturesOf } from './pictures.ts'
import { runFfmpeg } from './run-ffmpeg.ts'
import { intoTarget } from './target.ts'

/** The pictures of an export, frame by frame. Checks for cancellation between chunks. */
export async function* filmFrames(
  project: Project,
  film: Pick<FilmExport, 'chunks' | 'pictures' | 'signal' | 'progress'>
): AsyncIterable<Uint8Array> {
  for (const [index, chunk] of film.chunks.entries()) {
    if (film.signal?.aborted) return
    yield* await picturesOf(project, chunk, film.pictures)
    film.progress?.(index + 1)
  }
}

/** @throws Failure as `exportFilmMp4` */
export async function exportFilmVideo(
  format: Exclude<VideoFormat, 'mp4'>,
  project: Project,
  film: FilmExport
): Promise<Exported> {
  if (film.chunks.length === 0) throw nothingToExport()
  const args = [...inputArgs(film.pictures, film.fps), ...encoders[format](film.scale)]
  await intoTarget(film.path, film.replaces, (partial) =>
    runFfmpeg(film.ffmpeg, [...args, partial], filmFrames(project, film), film.signal)
  )
  return { chunks: film.chunks.length, reused: 0, kept: 0 }
}
