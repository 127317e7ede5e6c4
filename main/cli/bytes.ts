/** Bytes as people say them. */

/** `1.5 GB`: three figures, units of a thousand. */
export function size(bytes: number): string {
  if (bytes < 1e3) return `${bytes} bytes`
  const [unit, by] =
    bytes < 1e6 ? (['kB', 1e3] as const) : bytes < 1e9 ? (['MB', 1e6] as const) : (['GB', 1e9] as const)
  return `${(bytes / by).toLocaleString('en', { maximumSignificantDigits: 3 })} ${unit}`
}
