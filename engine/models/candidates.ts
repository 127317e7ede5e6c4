/** Which of the listed files could be part of a model, and how to read each. */
import { basename, dirname, join } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import { shardsOf } from '../../kernels/checkpoints/shards.ts'
import type { ListedFile } from './walk.ts'

export interface Candidate {
  readonly kind: 'weights' | 'shards' | 'tokenizer'
  /** The file, or the index file of a sharded set. */
  readonly path: string
  /** Total of its files that exist. */
  readonly bytes: number
  readonly root: string
  /** Its files that do not exist. */
  readonly missing: readonly string[]
}

/** A file that looks like a part and cannot be used, with the reason. */
export interface Passed {
  readonly path: string
  readonly bytes: number
  readonly reason: Failure
}

const weights = /\.(?:safetensors|sft|pt|pth|ckpt|bin|gguf)$/i
const partial = /\.(?:part|partial|crdownload|download|incomplete|aria2|!ut)$/i
const shard = /^(.*)-(\d{5})-of-(\d{5})\.(?:safetensors|bin|pt|pth)$/i

export function candidatesOf(files: readonly ListedFile[]): { found: readonly Candidate[]; passed: readonly Passed[] } {
  const found: Candidate[] = []
  const passed: Passed[] = []
  const taken = new Set<string>()
  const byPath = new Map(files.map((file) => [file.path, file]))
  for (const file of files.filter(({ path }) => /\.index\.json$/i.test(path))) {
    try {
      const shards = shardsOf(file.path).map((name) => join(dirname(file.path), name))
      const there = shards.flatMap((path) => byPath.get(path) ?? [])
      for (const path of shards) taken.add(path)
      const missing = shards.filter((path) => !byPath.has(path)).map((path) => basename(path))
      const bytes = there.reduce((sum, each) => sum + each.bytes, 0)
      found.push({ kind: 'shards', path: file.path, bytes, root: file.root, missing })
    } catch (error) {
      passed.push({ path: file.path, bytes: file.bytes, reason: Failure.from(error) })
    }
  }
  for (const file of files) {
    const name = basename(file.path)
    const { path, bytes, root } = file
    if (taken.has(path)) continue
    if (partial.test(name)) passed.push({ path, bytes, reason: unfinished(path) })
    else if (shard.test(name)) passed.push({ path, bytes, reason: withoutIndex(path) })
    else if (weights.test(name)) found.push({ kind: 'weights', path, bytes, root, missing: [] })
    else if (/\.model$/i.test(name)) found.push({ kind: 'tokenizer', path, bytes, root, missing: [] })
  }
  return { found, passed }
}

const unfinished = (path: string): Failure =>
  new Failure(
    'models.unfinished',
    `${path} is a download that has not ended.`,
    'Let it end, or delete it and fetch the file again.',
    { path }
  )

function withoutIndex(path: string): Failure {
  const [, stem = ''] = shard.exec(basename(path)) ?? []
  const extension = path.slice(path.lastIndexOf('.'))
  return new Failure(
    'weights.shard',
    `${path} is one of several files of a model, and the list of them is missing.`,
    `Fetch ${stem}${extension}.index.json into the same folder, and all files that it names.`,
    { path, file: `${stem}${extension}.index.json` }
  )
}
