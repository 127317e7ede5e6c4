/**
 * Units of time. Seconds, display frames, latent frames and chunks are different types: they never mix by accident. A chunk
 * is `latentsPerChunk` latent frames made in one go; a latent frame is shown for `framesPerLatent` display frames, also the
 * very first one, of which a causal autoencoder makes fewer pictures (engine/decode/held.ts).
 */
declare const unit: unique symbol
type Unit<Name extends string> = number & { readonly [unit]: Name }

/** Seconds of film. May be fractional. */
export type Seconds = Unit<'seconds'>
/** A count or index of pictures as shown on the screen. Whole. */
export type DisplayFrame = Unit<'display frame'>
/** A count or index of latent frames. Whole. */
export type LatentFrame = Unit<'latent frame'>
/** A count or index of chunks. Whole. */
export type Chunk = Unit<'chunk'>
/** A count or index of samples of sound, at `sampleRate`. Whole. */
export type Sample = Unit<'sample'>
/** A distance in samples, which may be negative. Whole. */
export type SampleShift = Unit<'sample shift'> | Sample

/** Samples of sound per second, of everything that a film holds and plays. */
export const sampleRate = 48_000

/** How the units of one model relate. Comes from a pack's manifest. */
export interface Timebase {
  /** Display frames per second. */
  readonly fps: number
  readonly framesPerLatent: number
  readonly latentsPerChunk: number
}

const whole = (value: number, name: string): number => {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError(`${name} must be a whole number ≥ 0, got ${value}`)
  return value
}

/** @throws RangeError when negative or not finite. */
export function seconds(value: number): Seconds {
  if (!Number.isFinite(value) || value < 0) throw new RangeError(`seconds must be finite and ≥ 0, got ${value}`)
  return value as Seconds
}
/** @throws RangeError when negative or not whole. */
export const displayFrame = (value: number): DisplayFrame => whole(value, 'display frame') as DisplayFrame
/** @throws RangeError when negative or not whole. */
export const latentFrame = (value: number): LatentFrame => whole(value, 'latent frame') as LatentFrame
/** @throws RangeError when negative or not whole. */
export const chunk = (value: number): Chunk => whole(value, 'chunk') as Chunk
/** @throws RangeError when negative or not whole. */
export const sample = (value: number): Sample => whole(value, 'sample') as Sample
/** @throws RangeError when not whole. */
export const sampleShift = (value: number): SampleShift =>
  (value < 0 ? -whole(-value, 'sample shift') : whole(value, 'sample shift')) as SampleShift

const chunksToLatents = (chunks: Chunk, base: Timebase): LatentFrame => latentFrame(chunks * base.latentsPerChunk)

/** Display frames of the first `latents` latent frames of a film. */
export const latentsToFrames = (latents: LatentFrame, base: Timebase): DisplayFrame =>
  displayFrame(latents * base.framesPerLatent)

export const framesToSeconds = (frames: DisplayFrame, base: Timebase): Seconds => seconds(frames / base.fps)

/** Length of a chunk. */
export const chunkSeconds = (base: Timebase): Seconds =>
  seconds((base.latentsPerChunk * base.framesPerLatent) / base.fps)

export const chunksToSeconds = (chunks: Chunk, base: Timebase): Seconds => seconds(chunks * chunkSeconds(base))

/** The whole number of chunks nearest to a length, never less than one: cards snap to chunks. */
export function secondsToChunks(length: Seconds, base: Timebase): Chunk {
  return chunk(Math.max(1, Math.round(length / chunkSeconds(base))))
}

/** Display frames shown before chunk `chunks` of a film begins. */
export const chunksToFrames = (chunks: Chunk, base: Timebase): DisplayFrame =>
  latentsToFrames(chunksToLatents(chunks, base), base)

/** Samples before chunk `chunks` of a film begins. Exact at all rates whose frames are whole samples, else the nearest. */
export const chunksToSamples = (chunks: Chunk, base: Timebase): Sample =>
  sample(Math.round((chunksToFrames(chunks, base) * sampleRate) / base.fps))

export const samplesToSeconds = (samples: Sample): Seconds => seconds(samples / sampleRate)
export const secondsToSamples = (length: Seconds): Sample => sample(Math.round(length * sampleRate))

/** Timecode, `hh:mm:ss:ff`; `ff` counts frames within the second. */
export function timecode(frame: DisplayFrame, base: Timebase): string {
  const rate = Math.round(base.fps)
  const whole = Math.floor(frame / rate)
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60, frame % rate]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}

/** A time of a film for people, with hundredths where needed: `0:08`, `1:05`, `0:02.25`, `1:02:05`. */
export function clock(at: Seconds): string {
  const hundredths = Math.round(at * 100)
  const [whole, rest] = [Math.floor(hundredths / 100), hundredths % 100]
  const two = (value: number) => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  const part = rest === 0 ? '' : `.${two(rest)}`
  return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(whole % 60)}${part}`
}

/**
 * A length as people write it: `4`, `4 s`, `4.5s`, `4,5 Sek`, `2 seconds`, `1:30`, `2 min`, `４秒`. A point is a decimal
 * point; so is a comma, unless it clearly separates thousands: `1,500.5`, `1,500,000`.
 * @returns null when it is invalid, or ambiguous (`ambiguousSeconds`)
 */
export function parseSeconds(text: string): Seconds | null {
  const plain = text.normalize('NFKC').trim()
  const clock = /^(\d{1,4}):([0-5]\d)$/.exec(plain)
  if (clock !== null) return seconds(Number(clock[1]) * 60 + Number(clock[2]))
  const [, digits, unit] = amount.exec(plain) ?? []
  const value = digits === undefined || thousandth.test(digits) ? null : numberOf(digits)
  return value === null ? null : seconds(value * (minutes.test(unit ?? '') ? 60 : 1))
}

/** Both possible lengths of a text such as `1,500 s`, the one with a decimal comma first; null when it is not ambiguous. */
export function ambiguousSeconds(text: string): readonly [Seconds, Seconds] | null {
  const [, digits] = amount.exec(text.normalize('NFKC').trim()) ?? []
  if (digits === undefined || !thousandth.test(digits)) return null
  return [seconds(Number(digits.replace(',', '.'))), seconds(Number(digits.replace(',', '')))]
}

const amount =
  /^(\d[\d.,]{0,18})\s*((?:s|secs?|seconds?|sek|sekunden?|сек|秒|초|m|mins?|minutes?|minuten?|мин|分|분)\.?)?$/i
const minutes = /^(?:m|мин|分|분)/i
/** One comma followed by three digits: thousands in some languages, decimals in others. After a zero it is a decimal comma. */
const thousandth = /^[1-9]\d{0,2},\d{3}$/

function numberOf(digits: string): number | null {
  if (/^\d{1,9}(?:[.,]\d{1,9})?$/.test(digits)) return Number(digits.replace(',', '.'))
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d{1,9})?$/.test(digits)) return Number(digits.replaceAll(',', ''))
  if (/^\d{1,3}(?:\.\d{3})+(?:,\d{1,9})?$/.test(digits)) return Number(digits.replaceAll('.', '').replace(',', '.'))
  return null
}

/** A length in the form `parseSeconds` reads, to the millisecond: `4 s`, `0.75 s`. */
export const formatSeconds = (length: Seconds): string => `${Math.round(length * 1000) / 1000} s`
