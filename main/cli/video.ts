/** Exports the film as a video or pictures, for every command that does. */
import { existsSync } from 'node:fs'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import { shotNumber } from '../../app/film/film.ts'
import { fitting, type Delivery } from '../../app/exchange/delivery.ts'
import { isFolder, type PictureFormat } from '../../app/exchange/formats.ts'
import { exportFilmAs } from '../export/film-as.ts'
import { filmExport, shotsAsStored } from '../export/film-export.ts'
import type { BurnIn } from '../export/reel.ts'
import type { EditRate } from '../../app/exchange/handoff/rate.ts'
import { ffmpegText, findFfmpeg, type Ffmpeg } from '../export/ffmpeg.ts'
import { mayReplace, wasExported } from '../export/exported.ts'
import { checkFolder, checkTarget } from '../export/target.ts'
import type { FileMark } from '../../engine/files/file-mark.ts'
import { Project } from '../project/project.ts'
import type { Supervisor } from '../supervisor/supervisor.ts'
import type { Context } from './context.ts'
import type { Output } from './output.ts'
import type { FilmPack } from '../production/film-packs.ts'
import { progressFor } from './progress.ts'

export interface Video {
  readonly path: string
  readonly format: PictureFormat
  /** Of its pictures, in pixels. */
  readonly width: number
  readonly height: number
  readonly seconds: number
  readonly chunks: number
  /** Chunks whose encoded video was cached from an earlier export. */
  readonly reused: number
}

/** What is to be written. */
interface VideoShape {
  readonly format: PictureFormat
  readonly delivery: Delivery
  /** What is not made stands in. */
  readonly animatic?: boolean | undefined
  readonly burn?: BurnIn | undefined
  /** For a file for an editing program. */
  readonly rate?: EditRate | undefined
}

/** The user's options. */
export interface VideoOrder extends VideoShape {
  readonly output: string
  /** Whatever exists at `output` may be replaced. */
  readonly replace: boolean
}

/**
 * Checks before any work, so that no hour of it is wasted.
 * @param film the project to export; it may not exist yet
 * @throws Failure `export.*`, `ffmpeg.missing`
 */
export async function checkVideo({ output, replace, ...shape }: VideoOrder, film: string): Promise<VideoTarget> {
  const ffmpeg = await findFfmpeg()
  if (isFolder(shape.format)) {
    checkFolder(resolve(output))
    return { path: resolve(output), replaces: null, ...shape, ffmpeg }
  }
  return { ...checkFile(output, film, replace), ...shape, ffmpeg }
}

/** Destination of a file, and the file it replaces. @throws Failure `export.*` */
export function checkFile(output: string, film: string, replace: boolean): FileTarget {
  const path = checkTarget(output)
  return { path, replaces: told(() => mayReplace(path, () => isExportOf(film, path), replace)) }
}

/** @throws Failure `export.exists` with the command line's remedy */
function told<Value>(work: () => Value): Value {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'export.exists') throw error
    throw Failure.from({ ...error.toData(), remedy: 'Name another file with -o, or say --replace.' })
  }
}

function isExportOf(film: string, path: string): boolean {
  if (!existsSync(film)) return false
  const project = Project.open(film, { readOnly: true })
  try {
    return wasExported(project, path)
  } finally {
    project.close()
  }
}

export interface FileTarget {
  readonly path: string
  readonly replaces: FileMark | null
}

/** Destination, format and size of a film, and its encoder. */
export interface VideoTarget extends FileTarget, VideoShape {
  readonly ffmpeg: Ffmpeg
}

/** @throws Failure `export.*`, `ffmpeg.*`, `disk.full`, … */
export async function writeVideo(
  context: Context,
  project: Project,
  supervisor: Supervisor,
  pack: FilmPack,
  { format, ...target }: VideoTarget
): Promise<Video> {
  const { output } = context
  const { facts } = pack
  noteStored(output, project, pack)
  noteEncoder(output, target.ffmpeg)
  return whileWriting(context, async (signal, progress) => {
    const { film, incomplete } = filmExport(project, supervisor, pack, {
      ...{ ...target, signal, progress },
      tooLoud: (decibels) =>
        output.note(`The sound is ${decibels.toFixed(1)} dB too loud in places, and is cut off there.`)
    })
    for (const card of incomplete) {
      const shot = shotNumber(card, project.film.cards.indexOf(card))
      output.note(`Shot ${shot} is not complete yet; the film shows what there is.`)
    }
    const done = await exportFilmAs(format, project, film)
    const { base } = facts
    const { path, delivery } = target
    const { width, height } = fitting(facts, delivery)
    const seconds = (done.chunks * base.latentsPerChunk * base.framesPerLatent) / base.fps
    return { path, format, width, height, seconds, ...done }
  })
}

/** Shots of a model that is not in use are not drawn anew. */
export function noteStored(output: Output, project: Project, pack: FilmPack): void {
  const shots = shotsAsStored(project, pack)
  if (shots.length === 0) return
  const were = shots.length === 1 ? `Shot ${shots[0]} was` : `Shots ${shots.join(', ')} were`
  output.note(
    `${were} made with a model that is not in use: exported with the pictures that were stored, a little less fine.`
  )
}

export function noteEncoder(output: Output, ffmpeg: Ffmpeg): void {
  if (ffmpeg.origin === 'system') output.note(`Encoding with ${ffmpegText(ffmpeg)}.`)
}

/** Shows progress; Ctrl-C cancels. */
export async function whileWriting<Result>(
  { output }: Context,
  write: (signal: AbortSignal, progress: (done: number, total: number) => void) => Promise<Result>
): Promise<Result> {
  const bar = progressFor(process.stderr, output.json)
  const stop = new AbortController()
  const interrupt = () => stop.abort()
  process.once('SIGINT', interrupt)
  try {
    return await write(stop.signal, (done, total) =>
      bar.update({ done, total, place: 'writing the film', part: 0, speed: undefined })
    )
  } finally {
    bar.end()
    process.off('SIGINT', interrupt)
  }
}

export const videoText = ({ path, seconds }: Video): string => `Film: ${path}, ${seconds} s`

/** `film.throughline` → `film.mp4` */
export const beside = (path: string, extension: string): string =>
  join(dirname(path), `${basename(path, extname(path))}${extension}`)
