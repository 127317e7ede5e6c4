/** How far an answer of a device is from the processor's. */
import type { AnswerPart } from '../../app/contract/probe.ts'

export type Numbers = Float32Array | Uint8Array
/** Arrays of numbers by part, in a fixed order. */
export type PackAnswer = Readonly<Record<AnswerPart, readonly Numbers[]>>

/**
 * The larger of two relative errors: the largest difference of the largest number, and both root mean square. The first is blind
 * to small numbers beside a large one, the second to a single wrong one.
 * @returns NaN when the answer has numbers that are none, or not as many
 */
export function errorOf(answer: Numbers, right: Numbers): number {
  if (answer.length !== right.length) return Number.NaN
  const rounding = right instanceof Uint8Array ? 1 : 0 // of a picture's brightness: nobody's fault
  let [most, largest, squares, all] = [0, 0, 0, 0]
  for (let at = 0; at < right.length; at++) {
    const [given, wanted] = [answer[at]!, right[at]!]
    if (!Number.isFinite(given)) return Number.NaN
    const off = Math.max(0, Math.abs(given - wanted) - rounding)
    most = Math.max(most, off)
    largest = Math.max(largest, Math.abs(wanted))
    squares += off * off
    all += wanted * wanted
  }
  return Math.max(most / (largest || 1), Math.sqrt(squares / (all || 1)))
}

/** The largest error of all arrays, and its part; null when any has numbers that are none. */
export function worstOf(answer: PackAnswer, right: PackAnswer): { error: number; part: AnswerPart } | null {
  let worst: { error: number; part: AnswerPart } = { error: 0, part: 'pass' }
  for (const [part, arrays] of Object.entries(right) as [AnswerPart, readonly Numbers[]][]) {
    for (const [at, wanted] of arrays.entries()) {
      const given = answer[part][at]
      const error = given ? errorOf(given, wanted) : Number.NaN
      if (Number.isNaN(error)) return null
      if (error > worst.error) worst = { error, part }
    }
  }
  return worst
}
