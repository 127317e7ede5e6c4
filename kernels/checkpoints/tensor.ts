/**
 * A lazily read tensor of any file. A "row" is a slice along the first axis; a scalar is one row. Files may exceed memory:
 * large tensors are converted some rows at a time.
 */
import { Failure } from '../../app/base/failure.ts'
import type { ByteSource } from '../weights/byte-source.ts'
import { toHalf } from '../weights/float16.ts'
import type { Dtype } from '../weights/header.ts'
import { floatsOf } from '../weights/numbers.ts'
import { quoted } from '../weights/refusal.ts'

/** Rows `first` to `first + count`. */
export interface Rows {
  readonly first: number
  readonly count: number
}

/** Position of a tensor's row-major, little-endian bytes in a file: a graph may point there. */
export interface Place {
  readonly source: ByteSource
  readonly offset: number
  readonly bytes: number
}

export interface LazyTensor {
  readonly name: string
  /** Stored data type. */
  readonly dtype: Dtype
  readonly shape: readonly number[]
  /** Null when its values are computed (scaled, merged). */
  readonly place: Place | null
  /**
   * Its values as float32, exact except for F64; all rows by default.
   * @throws Failure `weights.numbers` for NaN and infinity; `weights.tensor` when its type is not floating-point;
   * `weights.damaged`, `weights.missing` for the file; RangeError for rows it does not have
   */
  read(rows?: Rows): Float32Array
  /** The same as f16 bit patterns, rounded to nearest. @throws Failure as `read`, and for numbers that f16 cannot hold */
  readHalf(rows?: Rows): Uint16Array
}

/** Number of elements of a shape. */
export const elementsOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1)

/** Number of rows of a shape, and elements per row. */
export function rowsOf(shape: readonly number[]): { readonly rows: number; readonly width: number } {
  const [rows = 1, ...rest] = shape
  return { rows, width: elementsOf(rest) }
}

/** A tensor as it is stored. */
export function storedTensor(name: string, dtype: Dtype, shape: readonly number[], place: Place): LazyTensor {
  const { rows } = rowsOf(shape)
  const { path } = place.source
  const bytesOf = ({ first, count }: Rows): ArrayBuffer => {
    const inside = Number.isSafeInteger(first) && Number.isSafeInteger(count) && first >= 0 && count >= 0
    if (!inside || first + count > rows) throw new RangeError(`${name} has ${rows} rows, not ${first} + ${count}`)
    const row = rows === 0 ? 0 : place.bytes / rows
    return place.source.read(place.offset + first * row, count * row).buffer
  }
  const read = (asked: Rows = { first: 0, count: rows }): Float32Array => {
    const convert = floatsOf[dtype]
    if (!convert)
      throw new Failure(
        'weights.tensor',
        `The weights file ${path} holds ${quoted(name)} as ${dtype}, not as floating-point numbers.`,
        'It belongs to another model or version. Use the file that came with this model.',
        { path }
      )
    return finite(convert(bytesOf(asked)), path, name)
  }
  const readHalf = (asked: Rows = { first: 0, count: rows }): Uint16Array => {
    if (dtype !== 'F16') return halves(read(asked), path, name)
    const stored = new Uint16Array(bytesOf(asked))
    refuseEndless(stored, path, name)
    return stored
  }
  return { name, dtype, shape, place, read, readHalf }
}

/** A tensor computed from others. @param make the values of the requested rows */
export function derivedTensor(
  { name, dtype, shape }: Pick<LazyTensor, 'name' | 'dtype' | 'shape'>,
  path: string,
  make: (rows: Rows) => Float32Array
): LazyTensor {
  const all = { first: 0, count: rowsOf(shape).rows }
  const read = (rows: Rows = all): Float32Array => finite(make(rows), path, name)
  return { name, dtype, shape, place: null, read, readHalf: (rows) => halves(read(rows), path, name) }
}

/** The same tensor under another name. */
export const renamed = (tensor: LazyTensor, name: string): LazyTensor => ({ ...tensor, name })

function finite(values: Float32Array, path: string, name: string): Float32Array {
  for (let at = 0; at < values.length; at++) if (!Number.isFinite(values[at])) throw noNumber(path, name, values[at]!)
  return values
}

function halves(values: Float32Array, path: string, name: string): Uint16Array {
  const rounded = toHalf(values)
  const at = rounded.findIndex((half) => (half & 0x7c00) === 0x7c00)
  if (at < 0) return rounded
  throw new Failure(
    'weights.numbers',
    `${path} holds ${values[at]} in the tensor ${quoted(name)}, which is more than half precision can hold.`,
    'This model cannot be used in half precision. Choose another one.',
    { path, detail: name }
  )
}

function refuseEndless(stored: Uint16Array, path: string, name: string): void {
  const found = stored.find((half) => (half & 0x7c00) === 0x7c00)
  if (found !== undefined) throw noNumber(path, name, found & 0x3ff ? NaN : Infinity)
}

const noNumber = (path: string, name: string, value: number): Failure =>
  new Failure(
    'weights.numbers',
    `${path} holds ${value} in the tensor ${quoted(name)}: such a model can only make noise.`,
    'It was saved from a failed training, or is damaged. Fetch it again, or choose another one.',
    { path, detail: name }
  )
