/** Numbers, lengths and times: formats shared by all languages, or known to the browser's Intl. */
export const percent = (share = 0): string => `${Math.round(share * 100)} %`

/** Minutes and seconds: `1:05`; under a minute `12 s`. */
export function time(value: number): string {
  const whole = Math.max(0, Math.round(value))
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

/** Hours and minutes, or minutes and seconds: `2 h 10 min`, `3 min 5 s`. */
export function duration(value: number): string {
  const seconds = Math.max(0, Math.round(value))
  const inHours = seconds >= 3600
  const whole = inHours ? Math.round(seconds / 60) : seconds
  const [many, few] = [Math.floor(whole / 60), whole % 60]
  const [large, small] = inHours ? ['h', 'min'] : ['min', 's']
  const parts = [many > 0 && `${many} ${large}`, (few > 0 || many === 0) && `${few} ${small}`]
  return parts.filter(Boolean).join(' ')
}

/** `940 kB`, `52 MB`, `5.3 GB` */
export const sizeIn =
  (locale: string) =>
  (bytes: number): string => {
    const [unit, by] =
      bytes < 1e6 ? (['kB', 1e3] as const) : bytes < 1e9 ? (['MB', 1e6] as const) : (['GB', 1e9] as const)
    return `${(bytes / by).toLocaleString(locale, { maximumSignificantDigits: 2 })} ${unit}`
  }

/** A date and time in a language's format: `23 Nov, 08:14`. */
export const momentIn =
  (locale: string) =>
  (at: Date): string =>
    at.toLocaleString(locale, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })

/** A day in a language's format: `23 November 2026`. */
export const dayIn =
  (locale: string) =>
  (at: Date): string =>
    at.toLocaleDateString(locale, { dateStyle: 'long' })

/** A length in words: `1 minute 16 seconds`. */
export function lengthIn(locale: string): (value: number) => string {
  const [minute, second] = (['minute', 'second'] as const).map(
    (unit) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' })
  ) as [Intl.NumberFormat, Intl.NumberFormat]
  return (value) => {
    const hundredths = Math.round(value * 100)
    const [minutes, rest] = [Math.floor(hundredths / 6000), (hundredths % 6000) / 100]
    const parts = [minutes > 0 && minute.format(minutes), (rest > 0 || minutes === 0) && second.format(rest)]
    return parts.filter(Boolean).join(' ')
  }
}
