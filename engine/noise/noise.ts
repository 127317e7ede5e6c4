/**
 * The film's noise: addressed by (seed, chunk in the take, step), never drawn in order, so any chunk can be made again alone.
 *
 * Element e of step s of chunk c is word e mod 4 of Philox 4x32-10 with
 *   counter = (floor(e / 4), s, c, stream) and key = (seed mod 2^32, floor(seed / 2^32)),
 * turned normal by Box-Muller in float64 on pairs of 32-bit uniforms u = (word + 1) / 2^32 (radius; never 0) and
 * u = word / 2^32 (angle), rounded to float32. The largest value that can occur is sqrt(2 · 32 · ln 2) = 6.66.
 *
 * Determinism: Philox is integer arithmetic and sqrt is correctly rounded everywhere. Math.log, Math.cos and Math.sin are
 * V8's own software versions, not the machine's, so the same V8 gives the same bits on every machine; between V8
 * versions the last bit of a float64 may differ, which float32 rounding almost always hides.
 */
import { philox } from './philox.ts'

/** Independent sequences under one seed. */
const noiseStreams = { film: 0 } as const

export interface NoiseKey {
  /** Whole, 0 … 2^53 - 1. */
  readonly seed: number
  /** Index of the chunk in its take. */
  readonly chunk: number
  /** 0 = start noise; n = the fresh noise that brings the result of step n - 1 to the level of step n. */
  readonly step: number
}

/** Fills `out` with unit Gaussian noise. Allocates nothing per element. */
export function fillNoise(out: Float32Array, key: NoiseKey, stream: number = noiseStreams.film): void {
  const low = key.seed >>> 0
  const high = Math.floor(key.seed / 0x100000000) >>> 0
  const words = new Uint32Array(4)
  for (let at = 0, block = 0; at < out.length; at += 4, block++) {
    words[0] = block
    words[1] = key.step
    words[2] = key.chunk
    words[3] = stream
    philox(words, low, high)
    for (let pair = 0; pair < 4; pair += 2) {
      const radius = Math.sqrt(-2 * Math.log((words[pair]! + 1) / 0x100000000))
      const angle = (2 * Math.PI * words[pair + 1]!) / 0x100000000
      // Writes past the end of a typed array are ignored: a length that is no multiple of four needs no special case.
      out[at + pair] = radius * Math.cos(angle)
      out[at + pair + 1] = radius * Math.sin(angle)
    }
  }
}
