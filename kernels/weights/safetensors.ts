/**
 * A .safetensors file as a table of tensors. Nothing but the header is read on opening: graphs point into the file by
 * offset and length (kernels/onnx/graph.ts), single tensors are read on demand.
 */
import { closeSync, fstatSync, openSync, readSync, realpathSync } from 'node:fs'
import { Failure } from '../../app/base/failure.ts'
import { fromHalf } from './float16.ts'
import { maxHeaderBytes, parseHeader, type Dtype, type Header, type TensorEntry } from './header.ts'

export interface Weights extends Header {
  /** Absolute, symbolic links resolved: ONNX Runtime refuses links that leave the folder. */
  readonly path: string
}

/**
 * Opens a weights file and validates its header.
 * @throws Failure `weights.missing` when it cannot be opened, `weights.damaged` when it is not a sound .safetensors file.
 */
export function openWeights(path: string): Weights {
  return withFile(path, (file) => {
    const fileBytes = fstatSync(file).size
    const length = fileBytes < 8 ? -1 : Number(readAt(path, file, 0, 8).readBigUInt64LE())
    if (length < 0 || length > Math.min(fileBytes - 8, maxHeaderBytes))
      throw new Failure(
        'weights.damaged',
        `The weights file ${path} cannot be read: its header does not fit the file.`,
        'The file is cut short or not a .safetensors file. Fetch or copy it again.',
        { path }
      )
    return { path: realpathSync(path), ...parseHeader(path, readAt(path, file, 8, length), fileBytes) }
  })
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
 * Reads a floating-point tensor (F64, F32, F16 or BF16) as float32.
 * @throws Failure `weights.tensor` when it is missing, of another shape or not floating-point.
 */
export function readFloats(weights: Weights, name: string, shape?: readonly number[]): Float32Array {
  const entry = entryOf(weights, name, shape)
  const convert = floatsOf[entry.dtype]
  if (!convert) throw mismatch(weights, `holds "${name}" as ${entry.dtype}, not as floating-point numbers`)
  return convert(readEntry(weights, entry))
}

/**
 * Reads some rows of a floating-point matrix, one after the other, as float32: the matrix itself may be larger than memory.
 * @throws Failure `weights.tensor` when it is missing, no matrix, not floating-point, or has no such row
 */
export function readRows(weights: Weights, name: string, rows: readonly number[]): Float32Array {
  const entry = entryOf(weights, name)
  const [height = 0, width = 0] = entry.shape
  const convert = floatsOf[entry.dtype]
  if (entry.shape.length !== 2 || !convert) throw mismatch(weights, `holds "${name}" not as a matrix of numbers`)
  const rowBytes = height === 0 ? 0 : entry.bytes / height
  const read = new Float32Array(rows.length * width)
  withFile(weights.path, (file) => {
    for (const [at, row] of rows.entries()) {
      if (!(row >= 0 && row < height)) throw mismatch(weights, `has no row ${row} in "${name}"`)
      read.set(convert(readAt(weights.path, file, entry.offset + row * rowBytes, rowBytes).buffer), at * width)
    }
  })
  return read
}

const floatsOf: Partial<Record<Dtype, (buffer: ArrayBuffer) => Float32Array>> = {
  F64: (buffer) => Float32Array.from(new Float64Array(buffer)),
  F32: (buffer) => new Float32Array(buffer),
  F16: (buffer) => fromHalf(new Uint16Array(buffer)),
  // The upper half of a float32.
  BF16: (buffer) => new Float32Array(Uint32Array.from(new Uint16Array(buffer), (bits) => bits << 16).buffer)
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

const integersOf: Partial<Record<Dtype, (buffer: ArrayBuffer) => number[]>> = {
  I64: (buffer) => Array.from(new BigInt64Array(buffer), Number),
  I32: (buffer) => Array.from(new Int32Array(buffer)),
  I16: (buffer) => Array.from(new Int16Array(buffer)),
  I8: (buffer) => Array.from(new Int8Array(buffer)),
  U8: (buffer) => Array.from(new Uint8Array(buffer)),
  BOOL: (buffer) => Array.from(new Uint8Array(buffer))
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
function readEntry(weights: Weights, entry: TensorEntry): ArrayBuffer {
  return withFile(weights.path, (file) => readAt(weights.path, file, entry.offset, entry.bytes).buffer)
}

function withFile<Result>(path: string, use: (file: number) => Result): Result {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    throw new Failure(
      'weights.missing',
      `The weights file ${path} cannot be opened (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`,
      'Check that the model is complete and readable, or fetch it again.',
      { path }
    )
  }
  try {
    return use(file)
  } finally {
    closeSync(file)
  }
}

function readAt(path: string, file: number, offset: number, length: number): Buffer<ArrayBuffer> {
  const bytes = Buffer.from(new ArrayBuffer(length))
  for (let done = 0; done < length;) {
    // One read call takes less than 2 GB.
    const got = readOnce(path, file, bytes, done, Math.min(length - done, 2 ** 30), offset + done)
    if (got === 0)
      throw new Failure('weights.damaged', `The weights file ${path} ends too early.`, 'Fetch or copy it again.', {
        path
      })
    done += got
  }
  return bytes
}

function readOnce(path: string, file: number, into: Buffer, at: number, length: number, position: number): number {
  try {
    return readSync(file, into, at, length, position)
  } catch (error) {
    throw new Failure(
      'weights.missing',
      `The weights file ${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`,
      'Check the disk and the path: it must be a file.',
      { path }
    )
  }
}
