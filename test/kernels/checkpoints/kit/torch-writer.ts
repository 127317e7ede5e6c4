/** Writes files in torch's form, sound or deliberately broken, for tests: independent of the reader. */
import type { TensorToWrite } from '../../kit/safetensors-writer.ts'
import { writeZip, type EntryToWrite } from './zip-writer.ts'

/** A tensor, with strides and offset (elements) when they are not the plain ones, or a dict of such. */
export type ToWrite = number | string | PlacedTensor | { readonly [name: string]: ToWrite }
export interface PlacedTensor extends TensorToWrite {
  readonly strides?: readonly number[]
  readonly offset?: number
}

const storages: Readonly<Record<string, string>> = {
  ...{ F64: 'DoubleStorage', F32: 'FloatStorage', F16: 'HalfStorage', BF16: 'BFloat16Storage' },
  ...{ I64: 'LongStorage', U8: 'ByteStorage' }
}
const elementBytes: Readonly<Record<string, number>> = { F64: 8, F32: 4, F16: 2, BF16: 2, I64: 8, U8: 1 }

/** The entries of a file that holds `root`. */
export function torchEntries(root: ToWrite, prefix = 'archive/'): EntryToWrite[] {
  const data: EntryToWrite[] = []
  const body = written(root, (tensor) => {
    data.push({ name: `${prefix}data/${data.length}`, data: bytesOf(tensor.data) })
    return data.length - 1
  })
  return [
    { name: `${prefix}data.pkl`, data: Buffer.concat([Buffer.of(0x80, 2), body, Buffer.from('.')]) },
    { name: `${prefix}byteorder`, data: Buffer.from('little') },
    ...data,
    { name: `${prefix}version`, data: Buffer.from('3\n') }
  ]
}

export const writeTorch = (path: string, root: ToWrite): number => writeZip(path, torchEntries(root))

const bytesOf = (view: ArrayBufferView): Uint8Array => new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
const isTensor = (value: object): value is PlacedTensor => 'dtype' in value && 'data' in value

function written(value: ToWrite, store: (tensor: PlacedTensor) => number): Buffer {
  if (typeof value === 'number') return int(value)
  if (typeof value === 'string') return text(value)
  if (isTensor(value)) return tensor(value, store(value))
  const items = Object.entries(value).flatMap(([name, item]) => [text(name), written(item, store)])
  return Buffer.concat([Buffer.from('}('), ...items, Buffer.from('u')])
}

function tensor({ dtype, shape, data, strides, offset = 0 }: PlacedTensor, key: number): Buffer {
  const plain = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1))
  const count = int(data.byteLength / elementBytes[dtype]!)
  return Buffer.concat([
    ...[name('torch._utils', '_rebuild_tensor_v2'), Buffer.from('(')],
    ...[
      tuple(text('storage'), name('torch', storages[dtype]!), text(String(key)), text('cpu'), count),
      Buffer.from('Q')
    ],
    ...[int(offset), tuple(...shape.map(int)), tuple(...(strides ?? plain).map(int)), Buffer.of(0x89)],
    ...[name('collections', 'OrderedDict'), Buffer.from(')R'), Buffer.from('tR')]
  ])
}

const tuple = (...items: readonly Buffer[]): Buffer => Buffer.concat([Buffer.from('('), ...items, Buffer.from('t')])
export const name = (module: string, attribute: string): Buffer => Buffer.from(`c${module}\n${attribute}\n`)
export function text(value: string): Buffer {
  const bytes = Buffer.from(value)
  const length = Buffer.alloc(4)
  length.writeUInt32LE(bytes.length)
  return Buffer.concat([Buffer.from('X'), length, bytes])
}
export function int(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64LE(BigInt(value))
  return Buffer.concat([Buffer.of(0x8a, 8), bytes])
}
