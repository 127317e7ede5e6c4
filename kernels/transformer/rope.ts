/**
 * Rotary position embedding in three dimensions (memflow.md §2.7): the channel pairs of a head are shared out among
 * time, row and column, each axis starting at frequency 1. Pairs are interleaved. Angles are float64.
 */
import { headDim, tokenGrid, tokensPerFrame } from './shape.ts'
import type { Rotate, TransformerShape } from './types.ts'

export interface RopeTables {
  /** [positions · tokensPerFrame, headDim / 2] */
  readonly cos: Float32Array
  readonly sin: Float32Array
}

/** Cached tables per shape: all passes of a chunk, and all layers of its past, use the same two lists of positions. */
const tablesAtHand = 4
const atHand = new WeakMap<TransformerShape, Map<string, RopeTables>>()

/** Cosines and sines for frames at these temporal positions; rows and columns are each token's own. Shared: read-only. */
export function ropeTables(shape: TransformerShape, positions: readonly number[]): RopeTables {
  const known = atHand.get(shape) ?? new Map<string, RopeTables>()
  const key = positions.join()
  let tables = known.get(key)
  if (!tables) {
    tables = makeTables(shape, positions)
    if (known.size >= tablesAtHand) known.delete(known.keys().next().value!)
    atHand.set(shape, known.set(key, tables))
  }
  return tables
}

function makeTables(shape: TransformerShape, positions: readonly number[]): RopeTables {
  const { rows, columns } = tokenGrid(shape)
  const pairs = headDim(shape) / 2
  const [timePart, rowPart, columnPart] = shape.rope.split.map((channels) => frequencies(channels, shape.rope.theta))
  const cos = new Float32Array(positions.length * rows * columns * pairs)
  const sin = new Float32Array(cos.length)
  let at = 0
  const put = (position: number, part: readonly number[]): void => {
    for (const frequency of part) {
      cos[at] = Math.cos(position * frequency)
      sin[at++] = Math.sin(position * frequency)
    }
  }
  for (const position of positions)
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        put(position, timePart!)
        put(row, rowPart!)
        put(column, columnPart!)
      }
  return { cos, sin }
}

/** theta^(-2i / channels) for i = 0 … channels / 2 - 1 */
function frequencies(channels: number, theta: number): number[] {
  return Array.from({ length: channels / 2 }, (_, i) => theta ** ((-2 * i) / channels))
}

/**
 * Rotates keys or queries in place: `x` is [positions · tokensPerFrame, dim].
 * @throws RangeError when `x` does not have that many values.
 */
export const rotate: Rotate = (shape, x, positions) => {
  const tokens = positions.length * tokensPerFrame(shape)
  if (x.length !== tokens * shape.dim)
    throw new RangeError(`rotate: ${x.length} values are not ${tokens} tokens of ${shape.dim}`)
  const { cos, sin } = ropeTables(shape, positions)
  const pairs = headDim(shape) / 2
  let at = 0
  for (let token = 0; token < tokens; token++)
    for (let head = 0; head < shape.heads; head++)
      for (let pair = token * pairs; pair < (token + 1) * pairs; pair++) {
        const c = cos[pair]!
        const s = sin[pair]!
        const even = x[at]!
        const odd = x[at + 1]!
        x[at++] = even * c - odd * s
        x[at++] = even * s + odd * c
      }
}
