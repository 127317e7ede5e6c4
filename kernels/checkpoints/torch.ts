/**
 * torch's file format: a zip of uncompressed entries, `PREFIX/data.pkl` (structure) and `PREFIX/data/KEY` (values). A tensor
 * is a range of the file, as in .safetensors.
 */
import type { ByteSource } from '../weights/byte-source.ts'
import { damaged, foreign, quoted } from '../weights/refusal.ts'
import { PyDict, PyList, PyTuple, readPickle } from './pickle.ts'
import { storedTensor, type LazyTensor } from './tensor.ts'
import { torchMeaning, TorchTensor } from './torch-names.ts'
import { zipEntries, type ZipEntry } from './zip.ts'

const mostPickleBytes = 2 ** 24
/** Limit of visited values: nested lists may share elements and grow exponentially. */
const mostVisited = 1_000_000
const mostDepth = 16

/** @throws Failure `weights.damaged`, `weights.form`, `weights.code` */
export function torchTensors(source: ByteSource): ReadonlyMap<string, LazyTensor> {
  const { path } = source
  const entries = zipEntries(source)
  const prefix = prefixOf(path, entries)
  const order = entries.get(`${prefix}byteorder`)
  if (order && source.read(order.offset, Math.min(order.bytes, 16)).toString('latin1') !== 'little')
    throw foreign(path, 'was saved on a machine of another byte order', 'Take a file that was saved as little-endian.')
  const pickle = entries.get(`${prefix}data.pkl`)!
  if (pickle.bytes > mostPickleBytes) throw damaged(path, `its list of tensors has ${pickle.bytes} bytes`)
  const root = readPickle(path, source.read(pickle.offset, pickle.bytes), torchMeaning(path))
  const tensors = new Map<string, LazyTensor>()
  for (const [name, tensor] of named(path, root)) {
    if (tensors.has(name)) throw damaged(path, `it holds two tensors by the name ${quoted(name)}`)
    tensors.set(name, placed(source, entries, prefix, name, tensor))
  }
  return tensors
}

/** The top folder in the zip, with its slash: the file's original name. */
function prefixOf(path: string, entries: ReadonlyMap<string, ZipEntry>): string {
  const found = [...entries.keys()].filter((name) => name.endsWith('/data.pkl'))
  const prefix = found[0]?.slice(0, -'data.pkl'.length)
  if (prefix === undefined || found.length > 1)
    throw foreign(
      path,
      'is a zip, but not one as torch writes it',
      'If it is an archive of several files, unpack it and give the folder.'
    )
  const isProgram = [...entries.keys()].some(
    (name) => name === `${prefix}constants.pkl` || name.startsWith(`${prefix}code/`)
  )
  if (isProgram)
    throw foreign(
      path,
      'is a TorchScript program and not plain weights',
      'Take the weights of the same model as .safetensors, .pt or .pth; programs are never run.'
    )
  const packed = [...entries.values()].find((entry) => entry.packed)
  if (packed)
    throw foreign(
      path,
      `is packed, which torch never does (${quoted(packed.name)} is compressed)`,
      'Fetch it again from its maker; if it is an archive of several files, unpack it.'
    )
  return prefix
}

/** All tensors of the saved structure, named by their path in it. */
function* named(path: string, root: unknown): Generator<[string, TorchTensor]> {
  let visited = 0
  function* walk(value: unknown, way: readonly string[]): Generator<[string, TorchTensor]> {
    if (++visited > mostVisited || way.length > mostDepth) throw damaged(path, 'its dicts hold each other without end')
    if (value instanceof TorchTensor) yield [way.join('.') || 'tensor', value]
    else if (value instanceof PyDict) for (const [key, item] of value.entries) yield* walk(item, [...way, String(key)])
    else if (value instanceof PyList || value instanceof PyTuple)
      for (const [index, item] of value.items.entries()) yield* walk(item, [...way, String(index)])
  }
  yield* walk(root, [])
}

function placed(
  source: ByteSource,
  entries: ReadonlyMap<string, ZipEntry>,
  prefix: string,
  name: string,
  { storage, dtype, shape, offset, bytes }: TorchTensor
): LazyTensor {
  const entry = entries.get(`${prefix}data/${storage.key}`)
  if (!entry) throw damaged(source.path, `the numbers of ${quoted(name)} are missing`)
  if (entry.bytes !== storage.bytes)
    throw damaged(source.path, `the numbers of ${quoted(name)} have ${entry.bytes} bytes instead of ${storage.bytes}`)
  return storedTensor(name, dtype, shape, { source, offset: entry.offset + offset, bytes })
}
