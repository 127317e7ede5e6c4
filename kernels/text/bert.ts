/**
 * BERT's encoder as a graph (Devlin et al., arXiv 1810.04805): token ids in, the last layer's hidden states out.
 * Post-norm layers, learnt positions, exact (erf) GELU; sizes come from the manifest, tensors carry Hugging Face's names.
 */
import { Graph, type Value } from '../onnx/graph.ts'
import { add, attention, gelu, layerNorm, linear, reshape } from '../onnx/ops.ts'
import { entryOf, type Weights } from '../weights/safetensors.ts'
import { dequantized, gatheredRows } from './rows.ts'

/** Sizes of one encoder. */
export interface BertShape {
  readonly dim: number
  readonly heads: number
  readonly layers: number
  readonly ffn: number
  readonly eps: number
}

/**
 * Inputs `ids` and `positions` [tokens] int64; output `features` [tokens, dim]. One prompt, without padding, hence
 * without a mask. Matrices may be stored in f16, f32, or int8 with one scale a row (rows.ts).
 * @throws Failure `weights.tensor` when a tensor is missing or not of these sizes.
 */
export function bertGraph(weights: Weights, shape: BertShape): Graph {
  const { dim, ffn, heads, eps } = shape
  const g = new Graph('text encoder')

  const vector = (name: string, size: number): Value => {
    entryOf(weights, name, [size])
    return g.weight(weights, name)
  }
  const norm = (x: Value, name: string): Value =>
    layerNorm(g, x, vector(`${name}.weight`, dim), vector(`${name}.bias`, dim), eps)
  const dense = (x: Value, name: string, from: number, to: number): Value =>
    linear(g, x, dequantized(g, weights, `${name}.weight`, [to, from]), vector(`${name}.bias`, to))
  const table = (name: string, at: Value): Value => gatheredRows(g, weights, `embeddings.${name}.weight`, dim, at)

  /** The self-attention of all tokens to all tokens. x [tokens, dim] */
  const attended = (x: Value, name: string): Value => {
    const [q, k, v] = ['query', 'key', 'value'].map((role) =>
      reshape(g, dense(x, `${name}.self.${role}`, dim, dim), [1, -1, dim])
    )
    const mixed = reshape(g, attention(g, q!, k!, v!, { heads, size: dim / heads }), [-1, dim])
    return dense(mixed, `${name}.output.dense`, dim, dim)
  }
  const layer = (x: Value, name: string): Value => {
    const y = norm(add(g, x, attended(x, `${name}.attention`)), `${name}.attention.output.LayerNorm`)
    const wide = gelu(g, dense(y, `${name}.intermediate.dense`, dim, ffn))
    return norm(add(g, y, dense(wide, `${name}.output.dense`, ffn, dim)), `${name}.output.LayerNorm`)
  }

  const ids = g.input('ids', 'int64', ['tokens'])
  const positions = g.input('positions', 'int64', ['tokens'])
  const firstSegment = table('token_type_embeddings', g.ints([0]))
  let x = add(g, table('word_embeddings', ids), add(g, table('position_embeddings', positions), firstSegment))
  x = norm(x, 'embeddings.LayerNorm')
  for (let index = 0; index < shape.layers; index++) x = layer(x, `encoder.layer.${index}`)
  g.output(x, 'float32', ['tokens', dim], 'features')
  return g
}
