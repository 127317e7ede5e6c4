/** A figure with how sure it is: every film of a seed counts once. */

/** `low` and `high` bound the 95 % interval; null values where nothing was measured. */
export interface Spread {
  readonly mean: number
  readonly low: number
  readonly high: number
  /** Films it was measured on. */
  readonly n: number
}

const z = 1.96

/** Mean ± 1.96 standard errors. One film alone bounds nothing: its interval is infinite. Null without films. */
export function spread(values: readonly number[]): Spread | null {
  const n = values.length
  if (n === 0) return null
  const mean = values.reduce((a, b) => a + b) / n
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1)
  const half = n > 1 ? z * Math.sqrt(variance / n) : Infinity
  return { mean, low: mean - half, high: mean + half, n }
}

/** A share of yes with Wilson's 95 % interval, which stays honest when all or none of a few films say yes. */
export function share(answers: readonly boolean[]): Spread | null {
  const n = answers.length
  if (n === 0) return null
  const mean = answers.filter(Boolean).length / n
  const centre = (mean + z ** 2 / (2 * n)) / (1 + z ** 2 / n)
  const half = (z / (1 + z ** 2 / n)) * Math.sqrt((mean * (1 - mean)) / n + z ** 2 / (4 * n ** 2))
  return { mean, low: centre - half, high: centre + half, n }
}
