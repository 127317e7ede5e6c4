/** How numbers, lengths and times are said in German. */
export const shots = (count: number): string => (count === 1 ? '1 Einstellung' : `${count} Einstellungen`)
/** Some shots by number, `Einstellungen 2, 3 und 5`; of many only how many. */
export const named = (numbers: readonly string[]): string =>
  numbers.length > 5
    ? shots(numbers.length)
    : `${numbers.length === 1 ? 'Einstellung' : 'Einstellungen'} ${list.format(numbers)}`
const list = new Intl.ListFormat('de')
export const number = (value: number, digits = 1): string =>
  value.toLocaleString('de', { maximumFractionDigits: digits })
export const seconds = (value: number): string => `${number(value)} s`
export const percent = (share = 0): string => `${Math.round(share * 100)} %`

/** When something was: `23. Nov., 08:14`. */
export const moment = (at: Date): string =>
  at.toLocaleString('de', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })

/** Minutes and seconds: `1:05`; under a minute `12 s`. */
export function time(value: number): string {
  const whole = Math.max(0, Math.round(value))
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

/** A length in words: `16 Sekunden`, `1 Minute 16 Sekunden`. */
export function lengthInWords(value: number): string {
  const hundredths = Math.round(value * 100)
  const [minutes, rest] = [Math.floor(hundredths / 6000), (hundredths % 6000) / 100]
  const parts = [minutes > 0 && minute.format(minutes), (rest > 0 || minutes === 0) && second.format(rest)]
  return parts.filter(Boolean).join(' ')
}
const minute = new Intl.NumberFormat('de', { style: 'unit', unit: 'minute', unitDisplay: 'long' })
const second = new Intl.NumberFormat('de', { style: 'unit', unit: 'second', unitDisplay: 'long' })
