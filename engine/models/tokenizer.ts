/** A SentencePiece model (`spiece.model`, sentencepiece_model.proto): its number of pieces, which tells whose it is. */
import { Failure } from '../../app/base/failure.ts'
import { readWithin, Unreadable } from '../files/read-within.ts'
import { incomplete, unsuitable } from './refusal.ts'

export const mostTokenizerBytes = 2 ** 26
/** Minimum for umT5's; T5 of other models has 32,000. */
const fewest = 100_000

/** @throws Failure `model.unsuitable` for another model's tokenizer, `model.incomplete` for a file that is none, `weights.missing` */
export function readTokenizer(path: string): { readonly pieces: number; readonly bytes: Uint8Array } {
  const bytes = bytesOf(path)
  const pieces = countPieces(bytes)
  if (pieces === null || pieces === 0) throw incomplete(path, 'it is no SentencePiece model')
  if (pieces < fewest)
    throw unsuitable(
      path,
      `is the tokenizer of another model (it has ${pieces} pieces)`,
      'Take the spiece.model that was published with umT5-XXL.'
    )
  return { pieces, bytes }
}

function bytesOf(path: string): Uint8Array {
  try {
    return readWithin(path, mostTokenizerBytes)
  } catch (error) {
    const reason = error instanceof Unreadable ? error.code : String(error)
    throw new Failure('weights.missing', `${path} cannot be read (${reason}).`, 'Check the file and who may read it.', {
      path
    })
  }
}

/** Number of messages of field 1; null when it is not a valid protobuf. */
export function countPieces(bytes: Uint8Array): number | null {
  let [at, pieces] = [0, 0]
  const varint = (): number => {
    for (let value = 0, scale = 1, k = 0; k < 10; k++, scale *= 128) {
      const byte = bytes[at++]
      if (byte === undefined) return NaN
      value += (byte & 127) * scale
      if (byte < 128) return value
    }
    return NaN
  }
  while (at < bytes.length) {
    const key = varint()
    const [field, wire] = [Math.floor(key / 8), key % 8]
    if (wire === 0) varint()
    else if (wire === 1 || wire === 5) at += wire === 1 ? 8 : 4
    else if (wire === 2) {
      const length = varint()
      at += length
    } else return null
    if (!(at <= bytes.length)) return null
    if (field === 1 && wire === 2) pieces++
  }
  return pieces
}
