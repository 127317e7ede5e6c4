/** Opens what `inspect` found, again: tables of contents only. */
import { openCheckpoint, type Checkpoint } from '../../kernels/checkpoints/checkpoint.ts'
import { openShards } from '../../kernels/checkpoints/shards.ts'
import type { Copy } from './copies.ts'
import { recognise, type Recognised } from './recognise.ts'
import { readTokenizer } from './tokenizer.ts'

/** @param path a file of weights, or the index of a sharded set. @throws Failure as `openCheckpoint` and `openShards` */
export const openFound = (path: string): Checkpoint =>
  /\.index\.json$/i.test(path) ? openShards(path) : openCheckpoint(path)

/** The tensors of a part. @throws Failure as `openFound` and `recognise` */
export function openPart<Name extends Recognised['part']>(
  part: Name,
  path: string,
  copy: Copy | null = null
): Extract<Recognised, { part: Name }> {
  const found = recognise(openFound(path), copy)
  if (found.part !== part) throw new RangeError(`${path} was a ${part} a moment ago and is a ${found.part}`)
  return found as Extract<Recognised, { part: Name }>
}

/** The bytes of a tokenizer: a file of its own, or a tensor inside a text model. @throws Failure as `readTokenizer` */
export function tokenizerBytes(path: string): Uint8Array {
  if (/\.model$/i.test(path)) return readTokenizer(path).bytes
  const place = openPart('text', path).tokenizer?.place
  if (!place) throw new RangeError(`${path} had a tokenizer a moment ago`)
  return place.source.read(place.offset, place.bytes)
}
