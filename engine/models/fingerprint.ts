/**
 * A short name for the content of files of weights, without reading them whole: their tables of contents and the first
 * bytes of each tensor. Training changes every tensor, so two trainings, or two states of one, differ.
 */
import { createHash, type Hash } from 'node:crypto'
import type { LazyTensor } from '../../kernels/checkpoints/tensor.ts'

const bytesOfEach = 4096

/**
 * @param texts what else makes the model what it is
 * @returns 12 hexadecimal digits. @throws Failure `weights.*` when a file cannot be read
 */
export function fingerprint(tensors: Iterable<LazyTensor>, texts: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(texts))
  for (const tensor of tensors) addTensor(hash, tensor)
  return hash.digest('hex').slice(0, 12)
}

function addTensor(hash: Hash, { name, dtype, shape, place, read }: LazyTensor): void {
  hash.update(JSON.stringify([name, dtype, shape]))
  // One that is computed (fp8 with a scale) by its values.
  hash.update(
    place ? place.source.read(place.offset, Math.min(place.bytes, bytesOfEach)) : bytesOf(read({ first: 0, count: 1 }))
  )
}

const bytesOf = (values: Float32Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, Math.min(values.byteLength, bytesOfEach))
