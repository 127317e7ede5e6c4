/** Exports a film to MP4: every chunk is encoded once (cached), then joined without re-encoding. */
import { Failure } from '../../app/base/failure.ts'
import type { FileMark } from '../../engine/files/file-mark.ts'
import type { Project } from '../project/project.ts'
import { ahead } from './ahead.ts'
import { joinArgs } from './formats.ts'
import { encodedChunkOf } from './encoded-chunk.ts'
import { withSound, type SoundOrder } from './film-sound.ts'
import { FilmReel, type ReelOrder } from './reel.ts'
import { runFfmpeg } from './run-ffmpeg.ts'
import { intoTarget } from './target.ts'
import { checkWholeMp4 } from './whole-mp4.ts'

export interface FilmExport extends ReelOrder, SoundOrder {
  /** Frames per second. */
  readonly fps: number
  /** The file (for single pictures the folder), created when the film is complete. */
  readonly path: string
  /** The file it may replace (`mayReplace`), if any. */
  readonly replaces: FileMark | null
  /** Called after each chunk with the number of finished `chunks`. */
  readonly progress?: ((chunks: number) => void) | undefined
}

/** Result of an export. */
export interface Exported {
  readonly chunks: number
  /** Chunks taken from the cache. */
  readonly reused: number
  /** Chunks in the cache for the next export; fewer than `chunks` where the project is not writable. */
  readonly kept: number
}

/** One is decoded while another is encoded. */
const chunksAtOnce = 2

export const nothingToExport = (): Failure =>
  new Failure('export.empty', 'Nothing of this film has been made yet.', 'Generate at least one shot, then export.')

/** @throws Failure `export.*`, `ffmpeg.*`, `disk.full`, `project.damaged`, and whatever decoding throws */
export async function exportFilmMp4(project: Project, film: FilmExport): Promise<Exported> {
  const { chunks, fps, ffmpeg, signal } = film
  if (chunks.length === 0) throw nothingToExport()
  const reel = new FilmReel(project, film)
  let reused = 0
  let kept = 0
  async function* encoded(anew: boolean): AsyncIterable<Uint8Array> {
    const make = (index: number) => encodedChunkOf(project, reel.chunk(index), { fps, ffmpeg, signal, anew })
    let done = (reused = kept = 0)
    for await (const chunk of ahead([...chunks.keys()], chunksAtOnce, make)) {
      if (chunk.reused) reused += 1
      if (chunk.kept) kept += 1
      yield chunk.bytes
      film.progress?.((done += 1))
    }
  }
  await intoTarget(film.path, film.replaces, async (partial) => {
    await withSound(project, film, 'mp4', async ({ input, output }) => {
      const args = [...input, ...joinArgs(fps), ...output, partial]
      const join = (anew: boolean) => runFfmpeg(ffmpeg, args, encoded(anew), signal)
      await join(false).catch((error: unknown) => {
        // The cached chunks may be what ffmpeg could not join: retry without the cache.
        if (reused > 0 && error instanceof Failure && error.code === 'ffmpeg.failed') return join(true)
        throw error
      })
    })
    checkWholeMp4(partial)
  })
  return { chunks: chunks.length, reused, kept }
}
