/** A sharded model, `NAME-00001-of-00005.safetensors` …, with an index that maps tensors to files. */
import { dirname, join } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import { fileSource } from '../weights/byte-source.ts'
import { damaged, quoted } from '../weights/refusal.ts'
import { openCheckpoint, type Checkpoint } from './checkpoint.ts'
import type { LazyTensor } from './tensor.ts'

const mostIndexBytes = 2 ** 26
const mostShards = 1000

/** The files of an index, sorted by name. @throws Failure `weights.damaged`, `weights.missing` */
export const shardsOf = (index: string): readonly string[] => [...new Set(readIndex(index).values())].sort()

/**
 * Opens all files of an index as one checkpoint.
 * @param index path of `NAME.safetensors.index.json`, or `.bin.index.json`, with the files beside it
 * @throws Failure `weights.shard` when one is missing; as `openCheckpoint` for each; `weights.damaged` when index and files
 * do not agree
 */
export function openShards(index: string): Checkpoint {
  const placeOf = readIndex(index)
  const opened = new Map<string, Checkpoint>()
  for (const file of shardsOf(index)) opened.set(file, openShard(index, file))
  const tensors = new Map<string, LazyTensor>()
  for (const [name, file] of placeOf) {
    const tensor = opened.get(file)!.tensors.get(name)
    if (!tensor) throw damaged(join(dirname(index), file), `it lacks ${quoted(name)}, which ${index} says is in it`)
    tensors.set(name, tensor)
  }
  const parts = [...opened.values()]
  return {
    form: parts[0]!.form,
    paths: parts.flatMap(({ paths }) => paths),
    bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
    tensors,
    metadata: new Map(parts.flatMap(({ metadata }) => [...metadata]))
  }
}

function openShard(index: string, file: string): Checkpoint {
  try {
    return openCheckpoint(join(dirname(index), file))
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'weights.missing') throw error
    throw new Failure(
      'weights.shard',
      `${file} is missing beside ${index}: the model is in several files, and all are needed.`,
      'Fetch that file into the same folder.',
      { path: index, file }
    )
  }
}

/** Tensor → bare file name. */
function readIndex(index: string): ReadonlyMap<string, string> {
  const source = fileSource(index)
  if (source.size > mostIndexBytes) throw damaged(index, `an index has at most ${mostIndexBytes} bytes`)
  let raw: unknown
  try {
    raw = JSON.parse(source.read(0, source.size).toString('utf8'))
  } catch (error) {
    if (error instanceof Failure) throw error
    throw damaged(index, 'it is not JSON')
  }
  const map = (raw as { weight_map?: unknown } | null)?.weight_map
  if (typeof map !== 'object' || map === null || Array.isArray(map)) throw damaged(index, 'it has no list of tensors')
  const places = new Map<string, string>()
  for (const [name, file] of Object.entries(map)) {
    if (typeof file !== 'string' || file.length > 255 || !/^[^/\\:\0]+$/.test(file) || /^\.+$/.test(file))
      throw damaged(index, `it has ${quoted(name)} in ${quoted(String(file))}, which is no file beside it`)
    places.set(name, file)
  }
  if (places.size === 0) throw damaged(index, 'it lists no tensors')
  if (new Set(places.values()).size > mostShards) throw damaged(index, `it names more than ${mostShards} files`)
  return places
}
