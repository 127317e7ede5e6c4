/**
 * The mixer: stereo at 48 kHz, block by block, with the same numbers whatever the blocks. A sample of the mix is the sum of
 * its voices in their order, in Float32; each is sample × gain × fades × ducking, in double precision.
 */
import type { AudioId } from '../ids.ts'
import { duckingOf, spokenSpans } from './ducking.ts'
import type { Voice } from './voices.ts'

export const channels = 2

/**
 * Samples of a sound, 16 bits, left and right in turn.
 * @param from first sample, and `count` how many are wanted: all lie within the sound
 */
export type SamplesOf = (audio: AudioId, from: number, count: number) => Int16Array

/** The part of a voice that sounds in a block, in samples: of the voice from its start, and of the block. */
interface Overlap {
  readonly voice: number
  readonly block: number
  readonly count: number
}

function overlap({ at, length }: Voice, from: number, size: number): Overlap | null {
  const first = Math.max(from, at)
  const count = Math.min(from + size, at + length) - first
  return count > 0 ? { voice: first - at, block: first - from, count } : null
}

/** What `mix` will ask `SamplesOf` for, for the same block. */
export function neededFor(voices: readonly Voice[], from: number, size: number) {
  return voices.flatMap((voice) => {
    const part = overlap(voice, from, size)
    return part ? [{ audio: voice.audio, name: voice.name, from: voice.in + part.voice, count: part.count }] : []
  })
}

/**
 * @param from first sample of the block in the film
 * @param size of the block, in samples
 * @returns left and right in turn; louder than 1 where too much comes together
 */
export function mix(
  voices: readonly Voice[],
  from: number,
  size: number,
  samplesOf: SamplesOf
): Float32Array<ArrayBuffer> {
  const out = new Float32Array(size * channels)
  let ducking: Float64Array | null = null
  for (const voice of voices) {
    const part = overlap(voice, from, size)
    if (part === null) continue
    const pcm = samplesOf(voice.audio, voice.in + part.voice, part.count)
    if (voice.part === 'music') ducking ??= duckingOf(spokenSpans(voices), from, size)
    for (let index = 0; index < part.count; index += 1) {
      const duck = voice.part === 'music' ? ducking![part.block + index]! : 1
      const factor = voice.gain * faded(voice, part.voice + index) * duck
      const to = (part.block + index) * channels
      out[to]! += (pcm[index * channels]! / 32_768) * factor
      out[to + 1]! += (pcm[index * channels + 1]! / 32_768) * factor
    }
  }
  return out
}

/** The factor of a voice's linear fades at its sample `at`. */
function faded({ length, fadeIn, fadeOut }: Voice, at: number): number {
  if (at < fadeIn) return at / fadeIn
  return length - at < fadeOut ? (length - at) / fadeOut : 1
}

/** The largest absolute value of a block. */
export function peakOf(block: Float32Array): number {
  let peak = 0
  for (const value of block) peak = Math.max(peak, Math.abs(value))
  return peak
}
