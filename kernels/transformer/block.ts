/** One transformer block as a graph fragment (memflow.md §2.5). The residual stream is [tokens, dim] throughout. */
import type { Value } from '../onnx/graph.ts'
import { add, attention, geluTanh, layerNorm, mul, reshape, rotary, split } from '../onnx/ops.ts'
import type { KeysValues } from './attention.ts'
import type { Parameters } from './parameters.ts'
import { headsOf } from './shape.ts'
import type { TransformerShape } from './types.ts'

/** Shift, scale (1 already added) and gate of self-attention, then of the feed-forward; [dim] each. */
export interface Modulation {
  readonly attention: { readonly shift: Value; readonly scale: Value; readonly gate: Value }
  readonly feedForward: { readonly shift: Value; readonly scale: Value; readonly gate: Value }
}

/** Rotation tables of the pass's own tokens, [tokens, headDim / 2]. */
export interface Rotation {
  readonly cos: Value
  readonly sin: Value
}

/** Attends with rotated queries [1, tokens, dim] to the past, if any, and to the pass's own keys → [1, tokens, dim]. */
export type Attend = (query: Value, own: KeysValues) => Value

/** Called with the intermediate values of a block, for tests. */
export type Tap = (name: string, value: Value) => void
const noTap: Tap = () => undefined

/**
 * The modulations of some layers: block parameter + e0. One graph per layer: GPUs allow few outputs per operator.
 * @param e0 [6, dim]
 */
export function modulations(
  p: Parameters,
  shape: TransformerShape,
  layers: readonly number[],
  e0: Value
): Modulation[] {
  const g = p.graph
  const ones = g.floats([0, 1, 0, 0, 1, 0], [6, 1])
  return layers.map((layer) => {
    // 1 is added to both scales here, once, among the constants.
    const stored = add(g, p.get(`blocks.${layer}.modulation`, [1, 6, shape.dim]), ones)
    const parts = split(g, reshape(g, add(g, stored, e0), [-1]), 0, 6)
    const triple = (at: number) => ({ shift: parts[at]!, scale: parts[at + 1]!, gate: parts[at + 2]! })
    return { attention: triple(0), feedForward: triple(3) }
  })
}

/**
 * Self-attention of the modulated input u [tokens, dim] → its projected output [tokens, dim] and the pass's own keys
 * (after norm_k, not rotated) and values, [1, tokens, dim]; also the keys rotated.
 */
export function selfAttention(
  p: Parameters,
  shape: TransformerShape,
  layer: number,
  u: Value,
  rotation: Rotation,
  attend: Attend,
  tap: Tap = noTap
): { output: Value; own: KeysValues; rotatedKeys: Value } {
  const g = p.graph
  const { dim, heads } = shape
  const name = `blocks.${layer}.self_attn`
  const project = (part: string): Value => reshape(g, p.blockLinear(`${name}.${part}`, u, dim, dim), [1, -1, dim])
  const query = p.rmsNorm(`${name}.norm_q`, project('q'), dim)
  const keys = p.rmsNorm(`${name}.norm_k`, project('k'), dim)
  const values = project('v')
  const rotated = {
    query: rotary(g, query, rotation.cos, rotation.sin, heads),
    keys: rotary(g, keys, rotation.cos, rotation.sin, heads)
  }
  const attended = attend(rotated.query, { keys: rotated.keys, values })
  tap('q_norm', query)
  tap('k_norm', keys)
  tap('v', values)
  tap('q_rot', rotated.query)
  tap('k_rot', rotated.keys)
  tap('heads', attended)
  const output = p.blockLinear(`${name}.o`, reshape(g, attended, [-1, dim]), dim, dim)
  tap('attn', output)
  return { output, own: { keys, values }, rotatedKeys: rotated.keys }
}

/**
 * Cross-attention to a prompt's memory; neither gate nor modulation, no rotation (memflow.md §2.8).
 * @returns the projected output [tokens, dim] and the queries (after norm_q) [1, tokens, dim]
 */
function crossAttention(
  p: Parameters,
  shape: TransformerShape,
  layer: number,
  x: Value,
  text: KeysValues
): { output: Value; query: Value } {
  const g = p.graph
  const { dim } = shape
  const name = `blocks.${layer}.cross_attn`
  const norm = `blocks.${layer}.norm3`
  const z = layerNorm(g, x, p.get(`${norm}.weight`, [dim]), p.get(`${norm}.bias`, [dim]), shape.eps)
  const query = p.rmsNorm(`${name}.norm_q`, reshape(g, p.blockLinear(`${name}.q`, z, dim, dim), [1, -1, dim]), dim)
  const attended = attention(g, query, text.keys, text.values, headsOf(shape))
  return { output: p.blockLinear(`${name}.o`, reshape(g, attended, [-1, dim]), dim, dim), query }
}

/**
 * The whole block: x [tokens, dim] → the stream after it, the pass's own keys and values, the keys rotated, and what it asked
 * of the prompt: the queries of cross-attention [1, tokens, dim].
 */
export function block(
  p: Parameters,
  shape: TransformerShape,
  layer: number,
  x: Value,
  modulation: Modulation,
  text: KeysValues,
  rotation: Rotation,
  attend: Attend,
  tap: Tap = noTap
): { stream: Value; own: KeysValues; rotatedKeys: Value; asked: Value } {
  const g = p.graph
  const { dim, ffn, eps } = shape
  const u = layerNorm(g, x, modulation.attention.scale, modulation.attention.shift, eps)
  tap('u', u)
  const { output, own, rotatedKeys } = selfAttention(p, shape, layer, u, rotation, attend, tap)
  const afterSelf = add(g, x, mul(g, output, modulation.attention.gate))
  tap('after_self', afterSelf)
  const { output: cross, query: asked } = crossAttention(p, shape, layer, afterSelf, text)
  tap('cross', cross)
  const afterCross = add(g, afterSelf, cross)
  tap('after_cross', afterCross)
  const w = layerNorm(g, afterCross, modulation.feedForward.scale, modulation.feedForward.shift, eps)
  const hidden = geluTanh(g, p.blockLinear(`blocks.${layer}.ffn.0`, w, dim, ffn))
  const feedForward = p.blockLinear(`blocks.${layer}.ffn.2`, hidden, ffn, dim)
  const stream = add(g, afterCross, mul(g, feedForward, modulation.feedForward.gate))
  tap('after_ffn', stream)
  return { stream, own, rotatedKeys, asked }
}
