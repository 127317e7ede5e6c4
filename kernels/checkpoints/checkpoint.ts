/** A weights file of any format as named tensors. The format is detected by content, not by file name. */
import { fileSource, type ByteSource } from '../weights/byte-source.ts'
import { readHeader } from '../weights/safetensors.ts'
import { refuseForeign } from './foreign.ts'
import { storedTensor, type LazyTensor } from './tensor.ts'
import { torchTensors } from './torch.ts'

export interface Checkpoint {
  readonly form: 'safetensors' | 'torch'
  /** Absolute paths; several for a sharded set. */
  readonly paths: readonly string[]
  /** Total of its files. */
  readonly bytes: number
  /** By name; of nested dicts the names are joined by dots: `generator.model.head.modulation`. */
  readonly tensors: ReadonlyMap<string, LazyTensor>
  /** Free-form notes of a .safetensors file. */
  readonly metadata: ReadonlyMap<string, string>
}

/**
 * Opens a file and reads its headers only.
 * @throws Failure `weights.missing`, `weights.damaged`, `weights.form` for a format that is recognised and not supported,
 * `weights.code`
 */
export const openCheckpoint = (path: string): Checkpoint => readCheckpoint(fileSource(path))

/** The same from an open source. */
export function readCheckpoint(source: ByteSource): Checkpoint {
  refuseForeign(source)
  const about = { paths: [source.path], bytes: source.size }
  if (isZip(source)) return { ...about, form: 'torch', tensors: torchTensors(source), metadata: new Map() }
  const { tensors, metadata } = readHeader(source)
  const lazy = [...tensors.values()].map(({ name, dtype, shape, offset, bytes }): [string, LazyTensor] => [
    name,
    storedTensor(name, dtype, shape, { source, offset, bytes })
  ])
  return { ...about, form: 'safetensors', tensors: new Map(lazy), metadata }
}

const isZip = (source: ByteSource): boolean => source.size >= 4 && source.read(0, 4).readUInt32LE(0) === 0x04034b50
