/** The sound of an export: mixed once into a file beside the target, which then is one more input of ffmpeg. */
import { open } from 'node:fs/promises'
import type { EditRate } from '../../app/exchange/handoff/rate.ts'
import type { Card, Film } from '../../app/film/film.ts'
import { mix, neededFor, peakOf } from '../../app/sound/mix.ts'
import { decibelsOf, voicesOf, type Voice } from '../../app/sound/voices.ts'
import { chunksToSamples, sampleRate, type Chunk, type Sample, type Timebase } from '../../app/time.ts'
import { dropPartial, partialPath, sweepPartials } from '../../engine/files/partial.ts'
import type { Project } from '../project/project.ts'
import type { Ffmpeg } from './ffmpeg.ts'
import { PieceReader } from './pcm.ts'

/** What is heard in an export, and its length: that of the pictures. */
export interface FilmSound {
  readonly voices: readonly Voice[]
  readonly length: Sample
}

/** Null for a film in which nothing is heard: it is exported without a sound stream. @param madeOf chunks of a card that are exported */
export function soundOf(film: Film, base: Timebase, chunks: Chunk, madeOf: (card: Card) => Chunk): FilmSound | null {
  const length = chunksToSamples(chunks, base)
  const voices = voicesOf(film, base, madeOf).filter((voice) => voice.at < length && voice.at + voice.length > 0)
  return voices.length === 0 ? null : { voices, length }
}

/** What a sound needs of the export that it is for. */
export interface SoundOrder {
  /** What is heard; absent or null: nothing. */
  readonly sound?: FilmSound | null | undefined
  /** Called when the mix is louder than a file can hold, with how far, in decibels: it is cut off there. */
  readonly tooLoud?: ((decibels: number) => void) | undefined
  /** For a file for an editing program; absent: the usual one. */
  readonly rate?: EditRate | undefined
  /** The file that is written. */
  readonly path: string
  readonly ffmpeg: Ffmpeg
  readonly signal?: AbortSignal | undefined
}

/** ffmpeg's arguments for the sound: as its first input, and for the output. Both empty where there is none. */
export interface SoundArgs {
  readonly input: readonly string[]
  readonly output: readonly string[]
}

/** AAC is in time only when it is made in the run that writes the file: its encoder's delay is then noted there. */
const encoders = {
  mp4: ['-c:a', 'aac', '-b:a', '192k'],
  webm: ['-c:a', 'libopus', '-b:a', '160k'],
  mov: ['-c:a', 'pcm_s24le']
} as const
type SoundForm = keyof typeof encoders

/** NTSC rates show the same pictures 1.001 times as long: so is the sound, or it would drift by 60 ms a minute. */
const slowed = ['-af', 'aresample=48048,asetrate=48000']

const mixExtension = '.f32'

/**
 * Runs `write` with the film's sound. The mix exists only meanwhile, under a hidden name beside the target.
 * @throws Failure `sound.lost`, `sound.many`, `project.damaged`, `ffmpeg.*`, `export.cancelled`, and what `write` throws
 */
export async function withSound<Result>(
  project: Project,
  { sound, path, ffmpeg, signal, rate, tooLoud }: SoundOrder,
  form: SoundForm,
  write: (args: SoundArgs) => Promise<Result>
): Promise<Result> {
  if (!sound) return write({ input: [], output: [] })
  sweepPartials(path, mixExtension)
  const file = partialPath(path, mixExtension)
  try {
    const peak = await writeMix(sound, new PieceReader(project, ffmpeg, signal), file)
    if (peak > 1) tooLoud?.(decibelsOf(peak))
    const maps = ['-map', '1:v', '-map', '0:a', ...(isSlowed(form, rate) ? slowed : [])]
    return await write({
      input: ['-f', 'f32le', '-ar', String(sampleRate), '-ac', '2', '-i', `file:${file}`],
      output: [...maps, ...encoders[form], '-ar', String(sampleRate)]
    })
  } finally {
    dropPartial(file)
  }
}

const isSlowed = (form: SoundForm, rate?: EditRate): boolean => form === 'mov' && rate?.slowed === true

/** Samples that are mixed at a time: five seconds. */
const blockSize = 5 * sampleRate

/** Writes the mix as Float32 samples (little-endian, as all machines that this runs on have them). @returns the peak, as a factor */
async function writeMix({ voices, length }: FilmSound, reader: PieceReader, path: string): Promise<number> {
  const file = await open(path, 'wx')
  let peak = 0
  try {
    for (let from = 0; from < length; from += blockSize) {
      const size = Math.min(blockSize, length - from)
      await reader.prepare(neededFor(voices, from, size))
      const block = mix(voices, from, size, reader.samplesOf)
      peak = Math.max(peak, peakOf(block))
      await file.writeFile(Buffer.from(block.buffer))
    }
    return peak
  } finally {
    await file.close()
  }
}
