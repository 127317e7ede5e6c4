/** Exports a film as numbered PNG pictures in a folder. */
import { join } from 'node:path'
import type { Project } from '../project/project.ts'
import { nothingToExport, type Exported, type FilmExport } from './film-mp4.ts'
import { stillArgs } from './formats.ts'
import { FilmReel } from './reel.ts'
import { runFfmpeg } from './run-ffmpeg.ts'
import { intoFolder } from './target-folder.ts'

/**
 * Writes `frame-000001.png` … into the folder `film.path`, which must be new or empty.
 * @throws Failure as `intoFolder`, `exportFilmMp4`
 */
export async function exportFilmStills(project: Project, film: FilmExport): Promise<Exported> {
  if (film.chunks.length === 0) throw nothingToExport()
  await intoFolder(film.path, async (partial) => {
    const to = join(escaped(partial), 'frame-%06d.png')
    const reel = new FilmReel(project, film)
    const { input, resize } = reel.footage
    const args = [...input(film.fps), ...stillArgs(resize), to]
    await runFfmpeg(film.ffmpeg, args, reel.frames(film.progress), film.signal)
  })
  return { chunks: film.chunks.length, reused: 0, kept: 0 }
}

/** ffmpeg would take a percent sign in a folder's name for the number's placeholder. */
const escaped = (path: string): string => path.replaceAll('%', '%%')
