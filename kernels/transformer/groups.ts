/**
 * A long pass runs in groups of layers, each a graph of its own: between two of them messages are handled, and where memory is
 * short only some are prepared at a time. A short pass of a model that fits stays one graph.
 */
import { passFlops } from './flops.ts'
import type { LayerGroup } from './graphs.ts'
import type { TransformerShape } from './types.ts'

/** Floating-point operations of one run: about two seconds at the 100 GFLOP/s of two cores. A layer is never cut. */
export const mostFlopsOfRun = 2e11

/** What passes may take. */
export interface PassBounds {
  /** The largest pass: its own frames, those that it attends to, and rows of text. */
  readonly largest: { readonly frames: number; readonly pastFrames: number; readonly textTokens: number }
  /** Bytes that prepared weights of the layers may take. */
  readonly memory: number
  /** Of one run; default: `mostFlopsOfRun`. */
  readonly flops?: number
}

/** Parameters of one layer that a pass needs: without keys and values of the text, which are computed once per prompt. */
const parametersOfLayer = ({ dim, ffn }: TransformerShape): number => 6 * dim * dim + 2 * dim * ffn + 20 * dim + ffn

/** Bytes of memory that the runtime needs for one layer: float32, in its own order; with `int8` as much again in 8 bits. */
export const preparedBytesOfLayer = (shape: TransformerShape, int8: boolean): number =>
  parametersOfLayer(shape) * (int8 ? 5 : 4)

/** Of a layer group's graph. */
export const preparedBytes = (shape: TransformerShape, { from, to }: LayerGroup, int8 = false): number =>
  (to - from) * parametersOfLayer(shape) * (int8 ? 1 : 4)

/** At least as many groups as this share a memory that is too small for all. */
const groupsInMemory = 4

/** The groups of a shape's layers, equally large up to one layer; one where nothing asks for more. */
export function layerGroups(shape: TransformerShape, bounds: PassBounds | null, int8: boolean): readonly LayerGroup[] {
  const { layers } = shape
  if (bounds === null) return [{ from: 0, to: layers }]
  const { largest, memory, flops = mostFlopsOfRun } = bounds
  const all = layers * preparedBytesOfLayer(shape, int8)
  const byFlops = passFlops(shape, largest.frames, largest.pastFrames, largest.textTokens) / flops
  const byMemory = all <= memory ? 1 : (all / memory) * groupsInMemory
  const count = Math.min(layers, Math.ceil(Math.max(byFlops, byMemory)))
  const start = (group: number): number => Math.floor((group * layers) / count)
  return Array.from({ length: count }, (_, group) => ({ from: start(group), to: start(group + 1) }))
}

/** Floating-point operations of the largest group in the largest pass. */
export function longestRun(shape: TransformerShape, { largest }: PassBounds, groups: readonly LayerGroup[]): number {
  const { frames, pastFrames, textTokens } = largest
  const share = Math.max(...groups.map(({ from, to }) => to - from)) / shape.layers
  return passFlops(shape, frames, pastFrames, textTokens) * share
}

/**
 * Which graphs stay prepared: all that fit; or else, beside room for the largest of the others, the first that do. (The last used ones
 * would never be those that come next, as layers take turns.)
 * @param sizes bytes of each
 */
export function keptGroups(sizes: readonly number[], memory: number): readonly boolean[] {
  const all = sizes.reduce((a, b) => a + b, 0)
  let room = all <= memory ? memory : memory - Math.max(...sizes)
  return sizes.map((size) => {
    const isKept = size <= room
    if (isKept) room -= size
    return isKept
  })
}
