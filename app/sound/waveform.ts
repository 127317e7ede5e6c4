/**
 * The waveform of a sound: smallest and largest value of 256 samples each, of both channels together, then of four of these,
 * and so on. 30 KB a minute, computed once when a sound is brought in.
 */
import { channels } from './mix.ts'

/** Samples of a point of the finest level, and points of a level in one of the next. */
const samplesPerPoint = 256
const pointsPerPoint = 4

/** Collects samples as they come, and gives the levels at the end. */
export class WaveformMaker {
  readonly #points: number[] = []
  #low = 127
  #high = -128
  #count = 0

  /** @param pcm 16 bits, left and right in turn */
  add(pcm: Int16Array): void {
    for (let at = 0; at < pcm.length; at += channels) {
      for (let channel = 0; channel < channels; channel += 1) {
        const value = pcm[at + channel]! >> 8
        if (value < this.#low) this.#low = value
        if (value > this.#high) this.#high = value
      }
      if ((this.#count += 1) === samplesPerPoint) this.#end()
    }
  }

  #end(): void {
    this.#points.push(this.#low, this.#high)
    this.#low = 127
    this.#high = -128
    this.#count = 0
  }

  /** All levels, finest first, one after another; of each point the smallest value and the largest. */
  finish(): Int8Array<ArrayBuffer> {
    if (this.#count > 0) this.#end()
    const levels = [Int8Array.from(this.#points)]
    while (levels.at(-1)!.length > 2) levels.push(coarser(levels.at(-1)!))
    const all = new Int8Array(levels.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const level of levels) {
      all.set(level, at)
      at += level.length
    }
    return all
  }
}

function coarser(level: Int8Array): Int8Array<ArrayBuffer> {
  const next = new Int8Array(2 * Math.ceil(level.length / 2 / pointsPerPoint))
  for (let point = 0; point < next.length; point += 2) {
    const from = level.subarray(point * pointsPerPoint, (point + 2) * pointsPerPoint)
    next[point] = Math.min(...from.filter((_, index) => index % 2 === 0))
    next[point + 1] = Math.max(...from.filter((_, index) => index % 2 === 1))
  }
  return next
}

/** Bytes of all levels of a sound. */
export function waveformBytes(samples: number): number {
  let points = Math.ceil(samples / samplesPerPoint)
  let bytes = 2 * points
  while (points > 1) {
    points = Math.ceil(points / pointsPerPoint)
    bytes += 2 * points
  }
  return bytes
}

/** A level of a waveform: of each point the smallest value and the largest, −128 … 127. */
export interface WaveformLevel {
  readonly samplesPerPoint: number
  readonly points: Int8Array
}

/** The coarsest level that still has a point for every `wanted` samples, else the finest. */
export function levelFor(all: Int8Array, samples: number, wanted: number): WaveformLevel {
  let size = samplesPerPoint
  let [from, points] = [0, Math.ceil(samples / size)]
  while (points > 1 && size * pointsPerPoint <= wanted) {
    from += 2 * points
    points = Math.ceil(points / pointsPerPoint)
    size *= pointsPerPoint
  }
  return { samplesPerPoint: size, points: all.subarray(from, from + 2 * points) }
}
