/**
 * A .safetensors file as a table of tensors. Opening reads only the header: graphs point into the file by offset and length
 * (kernels/onnx/graph.ts), single tensors are read on demand.
 */
import { Failure } from '../../app/base/failure.ts'
import { fileSource, readPieces, type ByteSource } from './byte-source.ts'
import { maxHeaderBytes, parseHeader, type Header, type TensorEntry } from './header.ts'
import { floatsOf, integersOf } from './numbers.ts'
import { damaged } from './refusal.ts'

export interface Weights extends Header {
  /** Absolute, symbolic links resolved: ONNX Runtime refuses links that leave the folder. */
  readonly path: string
}

/**
 * Opens a weights file and validates its header.
 * @throws Failure `weights.missing` when it cannot be opened, `weights.damaged` when it is not a sound .safetensors file,
 *   `weights.form` when it holds a form that is not read.
 */
export function openWeights(path: string): Weights {
  const source = fileSource(path)
  return { path: source.path, ...readHeader(source) }
}

/** The header of a .safetensors file. @throws Failure as `openWeights` */
export function readHeader(source: ByteSource): Header {
  const { path, size } = source
  const length = size < 8 ? -1 : Number(source.read(0, 8).readBigUInt64LE())
  if (length < 0 || length > Math.min(size - 8, maxHeaderBytes))
    throw damaged(path, 'its header does not fit the file', 'cut short or not a .safetensors file')
  return parseHeader(path, source.read(8, length), size)
}

/**
 * The entry of a tensor, its shape checked when one is given.
 * @throws Failure `weights.tensor` when it is missing or of another shape.
 */
export function entryOf(weights: Weights, name: string, shape?: readonly number[]): TensorEntry {
  const entry = weights.tensors.get(name)
  if (!entry) throw mismatch(weights, `has no tensor "${name}"`)
  if (shape && (shape.length !== entry.shape.length || shape.some((size, axis) => size !== entry.shape[axis])))
    throw mismatch(weights, `holds "${name}" as [${entry.shape.join(', ')}], not [${shape.join(', ')}]`)
  return entry
}

/**
 * Reads a floating-point tensor as float32.
 * @throws Failure `weights.tensor` when it is missing, of another shape or not floating-point.
 */
export function readFloats(weights: Weights, name: string, shape?: readonly number[]): Float32Array {
  const entry = entryOf(weights, name, shape)
  const convert = floatsOf[entry.dtype]
  if (!convert) throw mismatch(weights, `holds "${name}" as ${entry.dtype}, not as floating-point numbers`)
  return convert(readEntry(weights, entry))
}

/**
 * Reads some rows of a floating-point matrix as float32: the matrix itself may exceed memory.
 * @throws Failure `weights.tensor` when it is missing, no matrix, not floating-point, or has no such row
 */
export function readRows(weights: Weights, name: string, rows: readonly number[]): Float32Array {
  const entry = entryOf(weights, name)
  const [height = 0, width = 0] = entry.shape
  const convert = floatsOf[entry.dtype]
  if (entry.shape.length !== 2 || !convert) throw mismatch(weights, `holds "${name}" not as a matrix of numbers`)
  const rowBytes = height === 0 ? 0 : entry.bytes / height
  const read = new Float32Array(rows.length * width)
  const offsets = rows.map((row) => {
    if (!(row >= 0 && row < height)) throw mismatch(weights, `has no row ${row} in "${name}"`)
    return entry.offset + row * rowBytes
  })
  readPieces(weights.path, offsets, rowBytes, (row, at) => read.set(convert(row.buffer), at * width))
  return read
}

/**
 * Reads an integer tensor as numbers.
 * @throws Failure `weights.tensor` when it is missing, of another shape, not of integers, or beyond 2^53.
 */
export function readIntegers(weights: Weights, name: string, shape?: readonly number[]): number[] {
  const entry = entryOf(weights, name, shape)
  const convert = integersOf[entry.dtype]
  if (!convert) throw mismatch(weights, `holds "${name}" as ${entry.dtype}, not as whole numbers`)
  const values = convert(readEntry(weights, entry))
  if (!values.every(Number.isSafeInteger)) throw mismatch(weights, `holds numbers beyond 2^53 in "${name}"`)
  return values
}

function mismatch(weights: Weights, what: string): Failure {
  return new Failure(
    'weights.tensor',
    `The weights file ${weights.path} ${what}.`,
    'It belongs to another model or version. Use the file that came with this model.',
    { path: weights.path }
  )
}

/** A tensor's bytes, in a buffer of their own. */
const readEntry = (weights: Weights, entry: TensorEntry): ArrayBuffer =>
  fileSource(weights.path).read(entry.offset, entry.bytes).buffer
