/**
 * The header of a .safetensors file, read as hostile input: an 8-byte little-endian length, then that much JSON naming
 * each tensor's dtype, shape and place, then the data, which the tensors cover without overlap or hole.
 */
import { Failure } from '../../app/base/failure.ts'
import { damaged as refused } from './refusal.ts'

/** dtypes of the format that this program reads, and the bytes of one element. */
export const elementBytes = {
  ...{ F64: 8, F32: 4, F16: 2, BF16: 2, F8_E4M3: 1, F8_E5M2: 1 },
  ...{ I64: 8, I32: 4, I16: 2, I8: 1, U8: 1, BOOL: 1 }
} as const
export type Dtype = keyof typeof elementBytes

/** Types that this program does not support: packed quantised numbers, or types no model here uses. */
const foreignTypes = ['U16', 'U32', 'U64', 'C64', 'F4', 'F6_E2M3', 'F6_E3M2', 'F8_E8M0', 'F8_E4M3FNUZ', 'F8_E5M2FNUZ']

/** One tensor: row-major data at `offset` (bytes from the start of the file). */
export interface TensorEntry {
  readonly name: string
  readonly dtype: Dtype
  readonly shape: readonly number[]
  readonly offset: number
  readonly bytes: number
}

export interface Header {
  /** The file's free-form `__metadata__`. */
  readonly metadata: ReadonlyMap<string, string>
  readonly tensors: ReadonlyMap<string, TensorEntry>
}

/** The format's own limit, 100 MB: a larger header is an attack or damage. */
export const maxHeaderBytes = 100_000_000

const damaged = (path: string, why: string): Failure => refused(path, why, 'damaged or not a .safetensors file')

/**
 * Parses and validates a header.
 * @param path named in errors only
 * @param json the header's bytes, after the length
 * @param fileBytes size of the whole file
 * @throws Failure `weights.damaged` for JSON that is not a header, unknown dtypes, bad shapes, sizes that do not match,
 *   data outside the file, overlaps and holes; `weights.form` for types of the format that are not read.
 */
export function parseHeader(path: string, json: Uint8Array, fileBytes: number): Header {
  const raw = parseJson(path, json)
  const dataStart = 8 + json.byteLength
  const metadata = new Map<string, string>()
  const tensors = new Map<string, TensorEntry>()
  for (const [name, value] of Object.entries(raw)) {
    if (!isRecord(value)) throw damaged(path, `the entry "${name}" is not an object`)
    if (name === '__metadata__') {
      for (const [key, text] of Object.entries(value)) {
        if (typeof text !== 'string') throw damaged(path, `the metadata "${key}" is not text`)
        metadata.set(key, text)
      }
    } else tensors.set(name, parseEntry(path, name, value, dataStart))
  }
  checkCover(path, [...tensors.values()], dataStart, fileBytes)
  return { metadata, tensors }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isSize = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

function parseJson(path: string, json: Uint8Array): Record<string, unknown> {
  let raw: unknown
  try {
    raw = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json))
  } catch {
    throw damaged(path, 'its header is not JSON')
  }
  if (!isRecord(raw)) throw damaged(path, 'its header is not an object')
  return raw
}

function parseEntry(path: string, name: string, value: Record<string, unknown>, dataStart: number): TensorEntry {
  const { dtype, shape, data_offsets: offsets } = value
  if (foreignTypes.includes(dtype as string))
    throw new Failure(
      'weights.form',
      `${path} holds the tensor "${name}" as ${String(dtype)}, a quantised form that this program does not read.`,
      'Take the same model in F16, BF16, F32 or fp8 (e4m3fn).',
      { path, detail: String(dtype) }
    )
  if (typeof dtype !== 'string' || !Object.hasOwn(elementBytes, dtype))
    throw damaged(path, `the tensor "${name}" has the unknown type ${JSON.stringify(dtype)}`)
  if (!Array.isArray(shape) || !shape.every(isSize)) throw damaged(path, `the tensor "${name}" has no valid shape`)
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isSize))
    throw damaged(path, `the tensor "${name}" has no valid place`)
  const [begin, end] = offsets as [number, number]
  const bytes = shape.reduce<number>((product, size) => product * size, elementBytes[dtype as Dtype])
  if (!Number.isSafeInteger(bytes) || end - begin !== bytes)
    throw damaged(
      path,
      `the tensor "${name}" of shape [${shape.join(', ')}] ${dtype} does not fit its ${end - begin} bytes`
    )
  return { name, dtype: dtype as Dtype, shape: shape as number[], offset: dataStart + begin, bytes }
}

/** Tensors, sorted by offset, must cover the data exactly. */
function checkCover(path: string, tensors: TensorEntry[], dataStart: number, fileBytes: number): void {
  let at = dataStart
  for (const tensor of tensors.sort((a, b) => a.offset - b.offset || a.bytes - b.bytes)) {
    if (tensor.offset < at) throw damaged(path, `the tensor "${tensor.name}" overlaps another`)
    if (tensor.offset > at) throw damaged(path, `there is unclaimed data before the tensor "${tensor.name}"`)
    at += tensor.bytes
  }
  if (at !== fileBytes) throw damaged(path, `it should be ${at} bytes long but is ${fileBytes}`)
}
