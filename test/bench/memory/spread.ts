/** A figure with its uncertainty: each film (seed) counts once. */

/** `low` and `high`: one standard error around a mean, Wilson's 95 % interval around a share. */
export interface Spread {
  readonly mean: number
  readonly low: number
  readonly high: number
  /** Number of films. */
  readonly n: number
}

/** Mean ± standard error. For a single film the error is infinite. Null without films. */
export function spread(values: readonly number[]): Spread | null {
  const n = values.length
  if (n === 0) return null
  const mean = values.reduce((a, b) => a + b) / n
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1)
  const error = n > 1 ? Math.sqrt(variance / n) : Infinity
  return { mean, low: mean - error, high: mean + error, n }
}

/** Half width of a 95 % interval, in standard errors of a normal distribution. */
const z = 1.96

/** A share of yes with Wilson's 95 % interval, which is valid also when all or none of a few films say yes. */
export function share(answers: readonly boolean[]): Spread | null {
  const n = answers.length
  if (n === 0) return null
  const mean = answers.filter(Boolean).length / n
  const centre = (mean + z ** 2 / (2 * n)) / (1 + z ** 2 / n)
  const half = (z / (1 + z ** 2 / n)) * Math.sqrt((mean * (1 - mean)) / n + z ** 2 / (4 * n ** 2))
  return { mean, low: centre - half, high: centre + half, n }
}
