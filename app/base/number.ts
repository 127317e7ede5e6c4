/** Whole numbers as a person writes them into a field. */
import { Failure } from './failure.ts'

/** Failure `number.range`, or null when it is a whole number from `least` to `most`. */
export function numberRefusal(value: number, least: number, most: number): Failure | null {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return null
  return new Failure(
    'number.range',
    'This is no number that can be used here.',
    `Write one from ${least} to ${most}.`,
    {
      least,
      most
    }
  )
}

/**
 * A whole number written in digits alone (no sign, exponent or separator), of any script.
 * @returns NaN otherwise
 */
export function writtenNumber(text: string): number {
  const digits = text.trim().replace(/\p{Nd}/gu, digitOf)
  return /^\d+$/.test(digits) ? Number(digits) : NaN
}

/** In Unicode, the digits 0 to 9 of each script are consecutive. */
function digitOf(sign: string): string {
  const code = sign.codePointAt(0)!
  let zero = code
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  return String(code - zero)
}
