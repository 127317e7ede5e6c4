/**
 * The names allowed in a torch file and their meanings (torch/_utils.py, torch/storage.py): storages, and tensors as views
 * of them. Any other name is code, and the file is refused.
 */
import { elementBytes, type Dtype } from '../weights/header.ts'
import { damaged, quoted } from '../weights/refusal.ts'
import { PyDict, PyGlobal, PyTuple, type Meaning } from './pickle.ts'

/** Numbers of one type under a name in the zip. */
class TorchStorage {
  /** Of the entry `data/KEY`. */
  readonly key: string
  /** Null: untyped bytes; the tensor gives the type. */
  readonly dtype: Dtype | null
  readonly bytes: number

  constructor(key: string, dtype: Dtype | null, bytes: number) {
    this.key = key
    this.dtype = dtype
    this.bytes = bytes
  }
}

/** A tensor: row-major numbers from `offset` bytes in its storage. */
export class TorchTensor {
  readonly storage: TorchStorage
  readonly dtype: Dtype
  readonly shape: readonly number[]
  readonly offset: number
  readonly bytes: number

  constructor(storage: TorchStorage, dtype: Dtype, shape: readonly number[], offset: number, bytes: number) {
    this.storage = storage
    this.dtype = dtype
    this.shape = shape
    this.offset = offset
    this.bytes = bytes
  }
}

const storageTypes: Readonly<Record<string, Dtype>> = {
  ...{ 'torch.DoubleStorage': 'F64', 'torch.FloatStorage': 'F32', 'torch.HalfStorage': 'F16' },
  ...{ 'torch.BFloat16Storage': 'BF16', 'torch.LongStorage': 'I64', 'torch.IntStorage': 'I32' },
  ...{ 'torch.ShortStorage': 'I16', 'torch.CharStorage': 'I8', 'torch.ByteStorage': 'U8', 'torch.BoolStorage': 'BOOL' }
}
const dtypes: Readonly<Record<string, Dtype>> = {
  ...{ 'torch.float64': 'F64', 'torch.float32': 'F32', 'torch.float16': 'F16', 'torch.bfloat16': 'BF16' },
  ...{ 'torch.float8_e4m3fn': 'F8_E4M3', 'torch.float8_e5m2': 'F8_E5M2', 'torch.int64': 'I64', 'torch.int32': 'I32' },
  ...{ 'torch.int16': 'I16', 'torch.int8': 'I8', 'torch.uint8': 'U8', 'torch.bool': 'BOOL' }
}
const untyped = ['torch.storage.UntypedStorage', 'torch.storage.TypedStorage']
const mostAxes = 16

/** @param path for error messages */
export function torchMeaning(path: string): Meaning {
  const bad = (why: string): Error => damaged(path, why)
  const calls: Readonly<Record<string, (args: readonly unknown[]) => unknown>> = {
    'collections.OrderedDict': (args) => {
      if (args.length > 0) throw bad('a list of its tensors is not in the order of torch')
      return new PyDict()
    },
    'torch._utils._rebuild_tensor_v2': ([storage, offset, size, stride]) => {
      if (!(storage instanceof TorchStorage) || !storage.dtype) throw bad('a tensor has no storage')
      return tensorOf(storage, storage.dtype, offset, size, stride)
    },
    'torch._utils._rebuild_tensor_v3': ([storage, offset, size, stride, , , dtype]) => {
      const type = dtype instanceof PyGlobal && Object.hasOwn(dtypes, dtype.name) ? dtypes[dtype.name] : undefined
      if (!(storage instanceof TorchStorage) || !type) throw bad('a tensor has no storage or no type')
      return tensorOf(storage, type, offset, size, stride)
    },
    'torch._utils._rebuild_parameter': ([tensor]) => {
      if (!(tensor instanceof TorchTensor)) throw bad('a parameter is no tensor')
      return tensor
    },
    'torch.Size': ([size]) => {
      if (!(size instanceof PyTuple)) throw bad('a size is no list of numbers')
      return size
    },
    'torch.device': () => null
  }

  const tensorOf = (storage: TorchStorage, dtype: Dtype, offset: unknown, size: unknown, stride: unknown) => {
    const [shape, strides] = [sizes(size), sizes(stride, true)]
    if (!isSize(offset) || !shape || strides?.length !== shape.length) throw bad('a tensor has no valid place')
    if (strides.some((step) => step < 0)) throw bad(`a tensor is stored backwards (strides ${strides.join(', ')})`)
    const element = elementBytes[dtype]
    const bytes = shape.reduce((product, length) => product * length, element)
    if (!Number.isSafeInteger(bytes) || offset * element + bytes > storage.bytes)
      throw bad(`a tensor of shape [${shape.join(', ')}] is larger than what is stored of it`)
    if (!isRowMajor(shape, strides))
      throw bad(
        `a tensor of shape [${shape.join(', ')}] is stored in an order of its own (strides ${strides.join(', ')})`
      )
    return new TorchTensor(storage, dtype, shape, offset * element, bytes)
  }

  return {
    knows: (name) =>
      [calls, storageTypes, dtypes].some((known) => Object.hasOwn(known, name)) || untyped.includes(name),
    call: (name, args) => {
      if (!Object.hasOwn(calls, name)) throw bad(`it calls ${quoted(name)}, which is no function`)
      return calls[name]!(args)
    },
    persistent: (id) => {
      const [kind, type, key, , count] = id instanceof PyTuple ? id.items : []
      if (kind !== 'storage' || !(type instanceof PyGlobal) || typeof key !== 'string' || !isSize(count))
        throw bad('it refers to what is no storage')
      if (untyped.includes(type.name)) return new TorchStorage(key, null, count)
      const dtype = Object.hasOwn(storageTypes, type.name) ? storageTypes[type.name]! : null
      if (!dtype) throw bad(`it stores numbers of the unknown type ${quoted(type.name)}`)
      return new TorchStorage(key, dtype, count * elementBytes[dtype])
    }
  }
}

const isSize = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

/** Sizes of the axes; null for anything else. */
function sizes(value: unknown, signed = false): readonly number[] | null {
  if (!(value instanceof PyTuple) || value.items.length > mostAxes) return null
  const all = value.items.every((item) => (signed ? Number.isSafeInteger(item) : isSize(item)))
  return all ? (value.items as number[]) : null
}

/** Whether the layout is contiguous with the last axis fastest. Axes of length one, and empty tensors, have no order. */
function isRowMajor(shape: readonly number[], strides: readonly number[]): boolean {
  if (shape.includes(0)) return true
  let step = 1
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] !== 1 && strides[axis] !== step) return false
    step *= shape[axis]!
  }
  return true
}
