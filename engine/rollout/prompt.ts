/** A prompt as the passes and the memory need it. */
import type { TextMemory, Transformer } from '../../kernels/transformer/types.ts'
import { meanRows } from '../memory/score.ts'

export class Prompt {
  readonly text: string
  /** Cross-attention keys and values, padding rows included where the model attends to them. */
  readonly memory: TextMemory
  /** Rows of the real tokens [tokens, textDim]. */
  readonly features: Float32Array
  readonly #realTokens: number
  readonly #dim: number
  readonly #means = new Map<number, Float64Array[]>()

  private constructor(text: string, features: Float32Array, memory: TextMemory, realTokens: number, dim: number) {
    this.text = text
    this.features = features
    this.memory = memory
    this.#realTokens = realTokens
    this.#dim = dim
  }

  /**
   * @param features rows of the real tokens [tokens, textDim]
   * @param paddedTo rows the model attends to; the ones beyond the real tokens are zero (memflow.md §2.4). Absent = no padding
   */
  static async prepare(
    transformer: Transformer,
    text: string,
    features: Float32Array,
    tokens: number,
    paddedTo = tokens
  ): Promise<Prompt> {
    const { textDim, dim } = transformer.shape
    const padded = new Float32Array(paddedTo * textDim)
    const real = features.subarray(0, tokens * textDim)
    padded.set(real)
    return new Prompt(text, real, await transformer.textMemory(padded, paddedTo), tokens, dim)
  }

  /** That its features and its cross-attention memory take. */
  get bytes(): number {
    const { keys, values } = this.memory
    return [this.features, ...keys, ...values].reduce((all, { byteLength }) => all + byteLength, 0)
  }

  /** Cross-attention keys of a layer, real tokens only [tokens, dim]; a view, not to be written. */
  realKeys(layer: number): Float32Array {
    return this.memory.keys[layer]!.subarray(0, this.#realTokens * this.#dim)
  }

  /** Mean cross-attention key of a layer over the real tokens, or over all rows; float64 [dim]. Pooled once. */
  meanKey(layer: number, includePadding: boolean): Float64Array {
    const rows = includePadding ? this.memory.tokens : this.#realTokens
    let means = this.#means.get(rows)
    if (!means) {
      means = this.memory.keys.map((keys) => meanRows(keys, this.#dim, 0, rows))
      this.#means.set(rows, means)
    }
    return means[layer]!
  }
}
