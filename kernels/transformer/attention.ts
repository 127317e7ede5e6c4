/**
 * Self-attention over memory (memflow.md §2.6): one call per layer, no mask: exactly the tokens passed in are attended to.
 * `dense` attends to everything; `sparse` lets each head keep the most relevant memory frames (§4.6).
 */
import type { Graph, Value } from '../onnx/graph.ts'
import { attention, concat, mul, reshape, transpose } from '../onnx/ops.ts'
import { headDim, headsOf, tokensPerFrame } from './shape.ts'
import type { TransformerShape } from './types.ts'

/** Keys (rotated) and values, [1, tokens, dim] each. */
export interface KeysValues {
  readonly keys: Value
  readonly values: Value
}

/** Inputs of sparse attention that all layers of a pass share; all int64 [1]. */
export interface SparseControls {
  /** Frames each head keeps: min(k, candidates). */
  readonly keep: Value
  /** Tokens of the pass's own first frames that are candidates. */
  readonly ownCandidateTokens: Value
  /** First of its own tokens that is attended to without being a candidate. */
  readonly ownLocalFrom: Value
}

/** Queries [1, rows, dim] attend to the past and to the pass's own keys → [1, rows, dim] */
export function dense(g: Graph, shape: TransformerShape, q: Value, past: KeysValues, own: KeysValues): Value {
  const keys = concat(g, [past.keys, own.keys], 1)
  const values = concat(g, [past.values, own.values], 1)
  return attention(g, q, keys, values, headsOf(shape))
}

/**
 * Each head attends to the local tokens and to the `keep` candidate frames whose mean key agrees most with the mean
 * query of the pass; of equal candidates the earlier is kept. (The mean of the products is the product of the means.)
 * @returns the attended values [1, rows, dim], the relevance [heads, candidates] and the candidates kept, ascending [heads, keep]
 */
export function sparse(
  g: Graph,
  shape: TransformerShape,
  q: Value,
  candidates: KeysValues,
  local: KeysValues,
  keep: Value
): { output: Value; relevance: Value; selected: Value } {
  const { heads } = shape
  const size = headDim(shape)
  const tokens = tokensPerFrame(shape)
  const byHead = (x: Value): Value => transpose(g, reshape(g, x, [-1, tokens, heads, size]), [2, 0, 1, 3])
  const keysByHead = byHead(candidates.keys)
  const meanQuery = g.node('ReduceMean', [reshape(g, q, [-1, heads, size]), g.ints([0])], { keepdims: 0 })[0]
  const products = mul(g, keysByHead, reshape(g, meanQuery, [heads, 1, 1, size]))
  const agreement = rowSums(g, rowSums(g, products, size), tokens)
  const relevance = mul(g, reshape(g, agreement, [heads, -1]), g.floats([1 / tokens]))
  const best = g.node('TopK', [relevance, keep], { axis: -1, largest: 1, sorted: 1 }, { count: 2 })[1]!
  const selected = g.node('TopK', [best, keep], { axis: -1, largest: 0, sorted: 1 }, { count: 2 })[0]
  const indices = g.node('Unsqueeze', [selected, g.ints([-1])])[0]
  const gather = (x: Value): Value => {
    const kept = g.node('GatherND', [reshape(g, x, [heads, -1, tokens * size]), indices], { batch_dims: 1 })[0]
    return reshape(g, transpose(g, reshape(g, kept, [heads, -1, size]), [1, 0, 2]), [1, -1, shape.dim])
  }
  const kept = { keys: gather(keysByHead), values: gather(byHead(candidates.values)) }
  return { output: dense(g, shape, q, kept, local), relevance, selected }
}

/**
 * Sums rows of `length` → [rows], so that equal rows get bit-equal sums: the runtime's order of additions depends on a row's
 * alignment, so rows are padded to whole cache lines.
 */
function rowSums(g: Graph, x: Value, length: number): Value {
  const line = 16
  const padding = (line - (length % line)) % line
  const rows = reshape(g, x, [-1, length])
  const padded = padding ? g.node('Pad', [rows, g.ints([0, 0, 0, padding])])[0] : rows
  return g.node('ReduceSum', [padded, g.ints([-1])], { keepdims: 0 })[0]
}

/** Splits the pass's own frames into candidates and local tokens, then attends sparsely. */
export function sparseWithOwn(
  g: Graph,
  shape: TransformerShape,
  q: Value,
  past: { readonly memory: KeysValues; readonly window: KeysValues },
  own: KeysValues,
  controls: SparseControls
): { output: Value; selected: Value } {
  const slice = (x: Value, from: Value, to: Value): Value => g.node('Slice', [x, from, to, g.ints([1])])[0]
  const start = g.ints([0])
  const end = g.ints([Number.MAX_SAFE_INTEGER])
  const each = (part: keyof KeysValues): { candidates: Value; local: Value } => ({
    candidates: concat(g, [slice(own[part], start, controls.ownCandidateTokens), past.memory[part]], 1),
    local: concat(g, [past.window[part], slice(own[part], controls.ownLocalFrom, end)], 1)
  })
  const keys = each('keys')
  const values = each('values')
  const candidates = { keys: keys.candidates, values: values.candidates }
  return sparse(g, shape, q, candidates, { keys: keys.local, values: values.local }, controls.keep)
}
