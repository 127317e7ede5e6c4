/** A film of known pictures, a bright square that moves one step per frame over a plain colour; and checks of files by ffprobe. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { filmOf, madeChunk, memory, noLookBack, storybookFacts, takeOf } from './made.ts'
import { deliveredAs } from '../../../app/exchange/delivery.ts'
import { cardId } from '../../../app/ids.ts'
import type { Ffmpeg } from '../../../main/export/ffmpeg.ts'
import { filmChunks } from '../../../main/export/film-chunks.ts'
import type { FilmExport } from '../../../main/export/film-mp4.ts'
import type { Decode } from '../../../main/export/pictures.ts'
import { ledgerOf } from '../../../main/production/ledger.ts'
import { fileMark } from '../../../engine/files/file-mark.ts'
import { Project } from '../../../main/project/project.ts'
import { sha256 } from '../../../engine/files/sha256.ts'

export const width = 96
export const height = 64
export const fps = 12
export const framesPerChunk = 12
/** Bytes of one chunk's latents. */
export const latentBytes = 4

/** Frame `n` of the film, RGB. */
export function picture(n: number): Uint8Array {
  const pixels = new Uint8Array(width * height * 3)
  for (let i = 0; i < width * height; i += 1) pixels.set([40, 90, 140], i * 3)
  const left = (n * 2) % (width - 16)
  for (let y = 20; y < 36; y += 1)
    for (let x = left; x < left + 16; x += 1) pixels.set([230, 200, 60], (y * width + x) * 3)
  return pixels
}

/** The first frames of the film. */
export async function* pictures(count: number): AsyncIterable<Uint8Array> {
  for (let n = 0; n < count; n += 1) yield await Promise.resolve(picture(n))
}
export const shape = { width, height, fps }

/** The latents contain the chunk index, from which decoding makes its pictures. */
const latentsOf = (c: number): Uint8Array => Uint8Array.of(c >> 8, c & 255, 1, 2)
export const decode: Decode = (latents) => {
  const first = ((latents[0]! << 8) | latents[1]!) * framesPerChunk
  return Promise.resolve(Array.from({ length: framesPerChunk }, (_, frame) => picture(first + frame)))
}

/** A project with one card of `chunks` chunks, all made except the last `missing`. */
export function madeFilm(path: string, chunks: number, missing = 0): Project {
  const project = Project.create(path, filmOf(0))
  project.edit({
    type: 'addCards',
    at: 0,
    cards: filmOf(1).cards.map((card) => ({ ...card, length: chunks as never }))
  })
  const take = takeOf('take-1', chunks)
  project.startTake(take, memory('take-1', 0), { card: cardId('card-1'), burst: null })
  for (let index = 0; index < chunks - missing; index += 1) {
    const latents = latentsOf(index)
    project.commitChunk(take.id, { ...madeChunk(take.id, index), latents, latentsHash: sha256(latents) }, 'cpu')
  }
  return project
}

/** Exports a whole film from its latents at original size, replacing any file. */
export function exportTo(project: Project, path: string, ffmpeg: Ffmpeg, more: Partial<FilmExport> = {}): FilmExport {
  const { chunks } = filmChunks(project.film, ledgerOf(project, storybookFacts.model))
  const { model } = storybookFacts
  const pictures = { model, decode, width, height, latentBytes, ...noLookBack }
  return { chunks, pictures, fps, delivery: deliveredAs(1), path, replaces: fileMark(path), ffmpeg, ...more }
}

/** ffprobe's fields of the first video stream and the container. */
export function probe(path: string): Record<string, string> {
  const text = execFileSync('ffprobe', [
    ...['-v', 'error', '-count_frames', '-select_streams', 'v:0', '-of', 'default=noprint_wrappers=1'],
    ...['-show_entries', 'stream:format=duration', path]
  ]).toString()
  return Object.fromEntries(
    text
      .trim()
      .split('\n')
      .map((line) => line.split('=') as [string, string])
  )
}

/** All pictures of a video as RGB, scaled to the film's size. */
export function pixelsOf(path: string): Uint8Array[] {
  const small = `scale=${width}:${height}:flags=area+accurate_rnd+full_chroma_int`
  // ffmpeg takes a percent sign in a picture's name as a number pattern, hence the pipe; a GIF needs seeking, which a pipe lacks.
  const piped = path.endsWith('.png')
  const from = piped ? 'pipe:0' : path
  const args = ['-v', 'error', '-i', from, '-vf', small, '-f', 'rawvideo', '-pix_fmt', 'rgb24', 'pipe:1']
  const raw = execFileSync('ffmpeg', args, { ...(piped && { input: readFileSync(path) }), maxBuffer: 1 << 28 })
  const size = width * height * 3
  return Array.from({ length: raw.length / size }, (_, index) => raw.subarray(index * size, (index + 1) * size))
}

/** Peak signal-to-noise ratio of two pictures, in decibels. */
export function psnr(one: Uint8Array, other: Uint8Array): number {
  let sum = 0
  for (const [index, value] of one.entries()) sum += (value - other[index]!) ** 2
  return 10 * Math.log10((255 * 255 * one.length) / Math.max(sum, 1e-9))
}
