/** The film as an MP4, as every command that writes one does it. */
import { basename, dirname, extname, join } from 'node:path'
import { shotNumber } from '../../app/film/film.ts'
import { exportFilmMp4 } from '../export/film-mp4.ts'
import { filmChunks } from '../export/film-chunks.ts'
import { ffmpegInWords, findFfmpeg, type Ffmpeg } from '../export/ffmpeg.ts'
import { checkTarget } from '../export/target.ts'
import { ledgerOf } from '../production/ledger.ts'
import type { Project } from '../project/project.ts'
import type { Supervisor } from '../supervisor/supervisor.ts'
import type { Context } from './context.ts'
import type { PackFacts } from './pack.ts'
import { progressFor } from './progress.ts'

export interface Video {
  readonly path: string
  readonly seconds: number
  readonly chunks: number
  /** Chunks whose encoded video was at hand from an earlier export. */
  readonly reused: number
}

/** Asked before any work, so that an hour of it is not wasted. @throws Failure `export.*`, `ffmpeg.missing` */
export async function checkVideo(path: string): Promise<{ path: string; ffmpeg: Ffmpeg }> {
  return { path: checkTarget(path), ffmpeg: await findFfmpeg() }
}

/** @throws Failure `export.*`, `ffmpeg.*`, `disk.full`, … */
export async function writeVideo(
  { output }: Context,
  project: Project,
  supervisor: Supervisor,
  facts: PackFacts,
  { path, ffmpeg }: { path: string; ffmpeg: Ffmpeg }
): Promise<Video> {
  const { film } = project
  const { chunks, incomplete } = filmChunks(film, ledgerOf(project, facts.model))
  const { base, width, height } = facts
  for (const card of incomplete) {
    const shot = shotNumber(card, film.cards.indexOf(card))
    output.note(`Shot ${shot} is not complete yet; the film shows what there is.`)
  }
  if (ffmpeg.origin === 'system') output.note(`Encoding with ${ffmpegInWords(ffmpeg)}.`)
  const bar = progressFor(process.stderr, output.json)
  const progress = (done: number) =>
    bar.update({ done, total: chunks.length, place: 'writing the film', part: 0, speed: undefined })
  const stop = new AbortController()
  const interrupt = () => stop.abort()
  process.once('SIGINT', interrupt)
  try {
    const decode = async (latents: Uint8Array) => (await supervisor.decode(latents)).frames
    const pictures = { from: 'latents', decode, width, height } as const
    const { signal } = stop
    const done = await exportFilmMp4(project, { chunks, pictures, fps: base.fps, path, ffmpeg, signal, progress })
    const seconds = (done.chunks * base.latentsPerChunk * base.framesPerLatent) / base.fps
    return { path, seconds, ...done }
  } finally {
    bar.end()
    process.off('SIGINT', interrupt)
  }
}

export const videoInWords = ({ path, seconds }: Video): string => `Film: ${path}, ${seconds} s`

/** `film.throughline` → `film.mp4` */
export const beside = (path: string, extension: string): string =>
  join(dirname(path), `${basename(path, extname(path))}${extension}`)
