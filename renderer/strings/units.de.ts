/** Numbers, lengths and times. German. */
import { dayIn, lengthIn, momentIn } from './numbers.ts'

export { percent, time } from './numbers.ts'

export const shots = (count: number): string => (count === 1 ? '1 Einstellung' : `${count} Einstellungen`)
/** Shot numbers as a list, `Einstellungen 2, 3 und 5`; only the count when there are many. */
export const named = (numbers: readonly string[]): string =>
  numbers.length > 5
    ? shots(numbers.length)
    : `${numbers.length === 1 ? 'Einstellung' : 'Einstellungen'} ${list.format(numbers)}`
const list = new Intl.ListFormat('de')
export const number = (value: number, digits = 1): string =>
  value.toLocaleString('de', { maximumFractionDigits: digits })
export const seconds = (value: number): string => `${number(value)} s`
export const part = (made: number, all: number): string => `${number(made)} von ${seconds(all)}`

/** `23. Nov., 08:14` */
export const moment = momentIn('de')
export const day = dayIn('de')
/** `16 Sekunden`, `1 Minute 16 Sekunden` */
export const lengthText = lengthIn('de')
