/** How numbers, lengths and times are said in English. */
export const shots = (count: number): string => (count === 1 ? '1 shot' : `${count} shots`)
/** Some shots by number, `shots 2, 3 and 5`; of many only how many. */
export const named = (numbers: readonly string[]): string =>
  numbers.length > 5 ? shots(numbers.length) : `${numbers.length === 1 ? 'shot' : 'shots'} ${list.format(numbers)}`
const list = new Intl.ListFormat('en-GB')
export const seconds = (value: number): string => `${Number(value.toFixed(1))} s`

/** When something was: `23 Nov, 08:14`. */
export const moment = (at: Date): string =>
  at.toLocaleString('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })

export const percent = (share = 0): string => `${Math.round(share * 100)} %`

/** Minutes and seconds, as spoken of lengths: `1:05`; under a minute `12 s`. */
export function time(value: number): string {
  const whole = Math.max(0, Math.round(value))
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

/** A length in words: `16 seconds`, `1 minute 16 seconds`. */
export function lengthInWords(value: number): string {
  const hundredths = Math.round(value * 100)
  const [minutes, rest] = [Math.floor(hundredths / 6000), (hundredths % 6000) / 100]
  const parts = [minutes > 0 && minute.format(minutes), (rest > 0 || minutes === 0) && second.format(rest)]
  return parts.filter(Boolean).join(' ')
}
const minute = new Intl.NumberFormat('en-GB', { style: 'unit', unit: 'minute', unitDisplay: 'long' })
const second = new Intl.NumberFormat('en-GB', { style: 'unit', unit: 'second', unitDisplay: 'long' })
