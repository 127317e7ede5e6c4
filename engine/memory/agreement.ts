/**
 * How well a remembered frame fits a coming prompt, for `recall`: the frame's gist (mean cross-attention query over its
 * tokens) against the keys of the coming prompt. The model was trained to compare these two vectors, unlike the text key and
 * frame key of the published score (score.ts). Host arithmetic in float64.
 */

/** How the dot products of one head with the words are reduced to one number; the score is the mean over heads. */
const readings = {
  /** All words alike: the linear score. */
  mean: (products: readonly number[]) => sum(products) / products.length,
  /** The word that fits best. */
  max: (products: readonly number[]) => Math.max(...products),
  /** As `max`, but several words that fit count more than one. */
  logSumExp,
  /**
   * How much the best words stand out from the others. Softmax ignores a constant added to all products of a query, so
   * training leaves it undetermined; subtracting the mean removes it.
   */
  contrast: (products: readonly number[]) => logSumExp(products) - sum(products) / products.length
} as const

export type Agreement = keyof typeof readings
export const agreements = Object.keys(readings) as [Agreement, ...Agreement[]]

/**
 * @param query mean query of a frame in a layer [dim]
 * @param keys cross-attention keys of the prompt's real tokens in that layer [tokens, dim]
 * @returns larger = fits better; comparable between frames of one layer under one prompt only
 */
export function agreement(kind: Agreement, query: Float32Array, keys: Float32Array, heads: number): number {
  const dim = query.length
  const width = dim / heads
  const read = readings[kind]
  let total = 0
  for (let head = 0; head < heads; head++) {
    const products: number[] = []
    for (let word = 0; word < keys.length; word += dim) {
      let product = 0
      for (let i = head * width; i < (head + 1) * width; i++) product += query[i]! * keys[word + i]!
      products.push(product / Math.sqrt(width))
    }
    total += read(products)
  }
  return total / heads
}

function logSumExp(values: readonly number[]): number {
  const highest = Math.max(...values)
  return highest + Math.log(sum(values.map((value) => Math.exp(value - highest))))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
