/**
 * Music is quieter under dialogue: by 12 dB, reached over 50 ms before somebody speaks and left over 300 ms afterwards. It
 * follows from the edges of the clips alone, so that it is the same everywhere.
 */
import { sampleRate } from '../time.ts'
import { factorOf, type Voice } from './voices.ts'

const ducked = factorOf(-12)
const attack = 0.05 * sampleRate
const release = 0.3 * sampleRate

/** Samples of the film in which somebody speaks: first, and the one after the last. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Where somebody speaks, in order; pauses too short for both ramps are none. */
export function spokenSpans(voices: readonly Voice[]): readonly Span[] {
  const spans: Span[] = []
  const spoken = voices
    .filter(({ part }) => part === 'dialogue')
    .map(({ at, length }) => ({ from: at, to: at + length }))
  for (const span of spoken.toSorted((one, other) => one.from - other.from)) {
    const last = spans.at(-1)
    if (last !== undefined && span.from - attack < last.to + release)
      spans[spans.length - 1] = { from: last.from, to: Math.max(last.to, span.to) }
    else spans.push(span)
  }
  return spans
}

/** The factors of music for `length` samples of the film from `from` on. */
export function duckingOf(spans: readonly Span[], from: number, length: number): Float64Array {
  const factors = new Float64Array(length).fill(1)
  for (const span of spans) {
    const first = Math.max(from, span.from - attack)
    const end = Math.min(from + length, span.to + release)
    for (let at = first; at < end; at += 1) factors[at - from] = within(span, at)
  }
  return factors
}

function within({ from, to }: Span, at: number): number {
  if (at < from) return ducked + ((1 - ducked) * (from - at)) / attack
  return at < to ? ducked : ducked + ((1 - ducked) * (at - to)) / release
}
