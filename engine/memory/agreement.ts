/**
 * How well a remembered frame fits a coming prompt, for `recall`. What the frame asked of its own prompt (the mean over its tokens of
 * the queries of cross-attention) meets the keys of the coming prompt's words: two vectors that the model was trained to compare, which
 * text key and frame key of the plain score (score.ts) are not. Host arithmetic in float64.
 */

/** How a head's products with the words become one number; the score is the mean over heads. */
const readings = {
  /** All words alike: the linear score. */
  mean: (products: readonly number[]) => sum(products) / products.length,
  /** The word that fits best. */
  max: (products: readonly number[]) => Math.max(...products),
  /** As `max`, but several words that fit count more than one. */
  logSumExp,
  /**
   * How far the words that fit stand out from the others. Softmax does not see what is added to all products of a query, so that
   * training leaves it to chance; here it is taken off again.
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
