/** Reads character, action and colour from the pictures of a chunk, with the recipe's small classifier (recipe/classifier.py). */
import { existsSync } from 'node:fs'
import type { Pictures } from '../../../engine/generate/types.ts'
import { conv } from '../../../kernels/autoencoder/layers.ts'
import { Graph } from '../../../kernels/onnx/graph.ts'
import { concat, linear } from '../../../kernels/onnx/ops.ts'
import { loadGraph, type RuntimeOptions } from '../../../kernels/runtime/loaded-graph.ts'
import { openWeights, type Weights } from '../../../kernels/weights/safetensors.ts'

/** What the classifier says of a chunk. */
export interface Reading {
  /** Characters that are there. */
  readonly cast: ReadonlySet<string>
  readonly place: string
  readonly time: string
  /** Per character, as if it were present. */
  readonly action: Readonly<Record<string, string>>
  /** `own` or a colour's name; as `action`. */
  readonly colour: Readonly<Record<string, string>>
}

export interface Classifier {
  /** Shares of right answers on held-out true frames: cast (all and none else), place, time, action, colour. */
  readonly accuracy: Readonly<Record<string, number>>
  /** Actions it knows; entering and leaving count as walking that way. */
  readonly actions: readonly string[]
  read(chunk: Pictures): Promise<Reading>
  /** The network's logits, in the order of classifier.py. */
  logits(chunk: Pictures): Promise<Float32Array>
  release(): Promise<void>
}

/** Names of the logits, in order, from the file's metadata. */
interface Names {
  readonly cast: readonly string[]
  readonly places: readonly string[]
  readonly times: readonly string[]
  readonly actions: readonly string[]
  readonly colours: readonly string[]
}

/** Stride of each convolution. */
const strides = [2, 2, 2, 1, 2]
/** Every second picture of a chunk's twelve, and how wide it sees them. */
const pictures = 6
const columns = 144

/** @returns null when there is no such file: a bench then leaves its rows out */
export async function openClassifier(path: string, options: RuntimeOptions): Promise<Classifier | null> {
  if (!existsSync(path)) return null
  const weights = openWeights(path)
  const names = JSON.parse(weights.metadata.get('names')!) as Names
  const session = await loadGraph(classifierGraph(weights), options)
  const logits = async (chunk: Pictures): Promise<Float32Array> => {
    const by = chunk.width / columns
    const dims = [1, pictures * 3, chunk.height / by, columns]
    return (await session.run({ pictures: { data: reduced(chunk, by), dims } })).floats('logits')
  }
  return {
    accuracy: JSON.parse(weights.metadata.get('accuracyOnTrueFrames')!) as Record<string, number>,
    actions: names.actions,
    read: async (chunk) => reading(names, await logits(chunk)),
    logits,
    release: () => session.release()
  }
}

/** Input `pictures` [1, 18, rows, columns], output `logits` [1, names]: five convolutions with ReLU, mean and maximum, a matrix. */
function classifierGraph(weights: Weights): Graph {
  const g = new Graph('classifier')
  let x = g.input('pictures', 'float32', [1, pictures * 3, 'rows', 'columns'])
  for (const [index, stride] of strides.entries())
    x = g.node('Relu', [conv({ g, weights, eps: 0 }, x, `conv${index + 1}`, stride)])[0]
  const over = g.ints([2, 3])
  const mean = g.node('ReduceMean', [x, over], { keepdims: 0 })[0]
  const most = g.node('ReduceMax', [x, over], { keepdims: 0 })[0]
  const pooled = concat(g, [mean, most], 1)
  const logits = linear(g, pooled, g.weight(weights, 'head.weight'), g.weight(weights, 'head.bias'))
  g.output(logits, 'float32', null, 'logits')
  return g
}

/** Means of the pixels that become one, rounded, of every second picture: [picture · rgb, rows, columns], 0 … 1, minus one half. */
function reduced({ width, height, frames }: Pictures, by: number): Float32Array {
  const [w, h] = [width / by, height / by]
  const out = new Float32Array(pictures * 3 * h * w)
  for (let picture = 0; picture < pictures; picture++) {
    const frame = frames[picture * 2]!
    for (let c = 0; c < 3; c++)
      for (let y = 0; y < h; y++)
        for (let x = 0; x < w; x++) {
          let sum = 0
          for (let dy = 0; dy < by; dy++)
            for (let dx = 0; dx < by; dx++) sum += frame[((by * y + dy) * width + by * x + dx) * 3 + c]!
          out[((picture * 3 + c) * h + y) * w + x] = Math.floor(sum / by ** 2 + 0.5) / 255 - 0.5
        }
  }
  return out
}

function reading(names: Names, logits: Float32Array): Reading {
  let at = 0
  const next = (count: number) => logits.subarray(at, (at += count))
  const best = (list: readonly string[]) => {
    const values = next(list.length)
    return list[values.indexOf(Math.max(...values))]!
  }
  const there = next(names.cast.length)
  return {
    cast: new Set(names.cast.filter((_, i) => there[i]! > 0)),
    place: best(names.places),
    time: best(names.times),
    action: Object.fromEntries(names.cast.map((name) => [name, best(names.actions)])),
    colour: Object.fromEntries(names.cast.map((name) => [name, best(names.colours)]))
  }
}
