/**
 * A sound as the film keeps it: pieces of a minute, each FLAC (48 kHz, stereo, 16 bits), the waveform, and a record that
 * names them. All three are assets, named by the SHA-256 of their bytes; the record's name is the sound's.
 */
import * as v from 'valibot'
import { few, hashSchema } from '../base/fields.ts'
import { limits } from '../base/limits.ts'
import { sample, sampleRate, type Sample } from '../time.ts'
import { channels } from './mix.ts'
import { waveformBytes } from './waveform.ts'

export const audioTypes = {
  record: 'application/vnd.throughline.sound+json',
  piece: 'audio/flac',
  waveform: 'application/vnd.throughline.waveform'
} as const

export interface AudioRecord {
  readonly samples: Sample
  /** SHA-256 of each piece. */
  readonly pieces: readonly string[]
  readonly waveform: string
}

const mostPieces = Math.ceil(limits.audioSamples / limits.audioPiece)
const recordSchema = v.pipe(
  v.strictObject({
    samples: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(limits.audioSamples), v.transform(sample)),
    pieces: few(hashSchema, mostPieces, 1),
    waveform: hashSchema
  }),
  v.check(({ samples, pieces }) => pieces.length === Math.ceil(samples / limits.audioPiece))
)

/** Samples of piece `index`: a minute, but for the last. */
export const pieceLength = ({ samples }: Pick<AudioRecord, 'samples'>, index: number): number =>
  Math.min(limits.audioPiece, samples - index * limits.audioPiece)

export const recordBytes = ({ samples, pieces, waveform }: AudioRecord): Uint8Array =>
  new TextEncoder().encode(JSON.stringify({ samples, pieces, waveform }))

/** Far more than the longest record has. */
const mostRecordBytes = 64 * 1024

/** Null when the bytes are no record. */
export function parseRecord(bytes: Uint8Array): AudioRecord | null {
  if (bytes.length > mostRecordBytes) return null
  try {
    const found = v.safeParse(recordSchema, JSON.parse(new TextDecoder().decode(bytes)))
    return found.success ? found.output : null
  } catch {
    return null
  }
}

/**
 * Whether bytes are a piece by their head (RFC 9639, 8.1 and 8.2: the marker, then the block STREAMINFO with rate, channels
 * and bits).
 */
export function isPiece(bytes: Uint8Array): boolean {
  if (bytes.length < 42 || bytes.length > limits.audioPieceBytes) return false
  const head = new DataView(bytes.buffer, bytes.byteOffset)
  const isFlac = head.getUint32(0) === 0x664c6143 && (bytes[4]! & 0x7f) === 0
  const facts = head.getUint32(18)
  const form = [facts >>> 12, ((facts >>> 9) & 7) + 1, ((facts >>> 4) & 31) + 1]
  return isFlac && form[0] === sampleRate && form[1] === channels && form[2] === 16
}

export const isWaveform = (bytes: Uint8Array): boolean => bytes.length <= waveformBytes(limits.audioSamples)
