/** Numbers, lengths and times. English. */
import { dayIn, lengthIn, momentIn } from './numbers.ts'

export { percent, time } from './numbers.ts'

export const shots = (count: number): string => (count === 1 ? '1 shot' : `${count} shots`)
/** Shot numbers as a list, `shots 2, 3 and 5`; only the count when there are many. */
export const named = (numbers: readonly string[]): string =>
  numbers.length > 5 ? shots(numbers.length) : `${numbers.length === 1 ? 'shot' : 'shots'} ${list.format(numbers)}`
const list = new Intl.ListFormat('en-GB')
export const seconds = (value: number): string => `${Number(value.toFixed(1))} s`
/** A part of a length: `3 of 5 s`. */
export const part = (made: number, all: number): string => `${Number(made.toFixed(1))} of ${seconds(all)}`

/** `23 Nov, 08:14` */
export const moment = momentIn('en-GB')
export const day = dayIn('en-GB')
/** `16 seconds`, `1 minute 16 seconds` */
export const lengthText = lengthIn('en-GB')
