/** A measured figure with a baseline from the same run, and its formatting. */

export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** The value it is compared with. */
  readonly baseline: { readonly name: string; readonly value: number }
  readonly goal?: { readonly text: string; readonly met: boolean }
}

const ratioOf = ({ value, baseline }: Figure): number => value / baseline.value

export const asJson = (figures: readonly Figure[], machine: object): string =>
  JSON.stringify({ machine, figures: figures.map((figure) => ({ ...figure, ratio: ratioOf(figure) })) }, null, 2)

export function asTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    `${short(figure.value)} ${figure.unit}`,
    `${short(ratioOf(figure))} × ${figure.baseline.name} (${short(figure.baseline.value)})`,
    figure.goal ? `${figure.goal.met ? 'met' : 'MISSED'}: ${figure.goal.text}` : ''
  ])
  const head = ['figure', 'measured', 'ratio to baseline', 'goal']
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)))
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd()
  return [head, widths.map((width) => '─'.repeat(width)), ...rows].map(line).join('\n')
}

/** Three significant digits. */
const short = (value: number): string =>
  Math.abs(value) >= 1000 ? value.toFixed(0) : String(Number(value.toPrecision(3)))

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** The value that a share `q` (0 … 1) of all values does not exceed. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)]!
}

export const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)
