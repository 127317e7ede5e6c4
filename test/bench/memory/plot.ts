/** A small line chart as SVG: one line a policy, bars for how sure each point is (spread.ts). */
import type { Spread } from './spread.ts'

export interface Series {
  readonly name: string
  readonly points: readonly { readonly x: number; readonly y: Spread }[]
}

export interface Chart {
  readonly title: string
  readonly xLabel: string
  readonly xs: readonly number[]
  /** Top of the scale, which begins at 0. */
  readonly top: number
  readonly format: (y: number) => string
  readonly series: readonly Series[]
}

const panel = { width: 380, height: 240, left: 44, right: 12, top: 34, bottom: 38 }
/** Told apart by people with any colour vision (Okabe and Ito's palette). */
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#000000']

/** Charts side by side with one legend below. */
export function svg(charts: readonly Chart[]): string {
  const names = charts[0]!.series.map(({ name }) => name)
  const width = panel.width * charts.length
  const height = panel.height + 28
  const legend = names.map(
    (name, i) =>
      `<rect x="${20 + i * 96}" y="${panel.height + 6}" width="12" height="12" fill="${colourOf(i)}"/>` +
      `<text x="${37 + i * 96}" y="${panel.height + 16}">${name}</text>`
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="11">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...charts.map((chart, i) => `<g transform="translate(${i * panel.width} 0)">${drawing(chart)}</g>`),
    ...legend,
    '</svg>',
    ''
  ].join('\n')
}

function drawing({ title, xLabel, xs, top, format, series }: Chart): string {
  const right = panel.width - panel.right
  const bottom = panel.height - panel.bottom
  // Equal steps: pauses double, and a scale of seconds would squeeze the short ones.
  const x = (value: number) =>
    panel.left + 16 + (xs.indexOf(value) / Math.max(1, xs.length - 1)) * (right - panel.left - 32)
  const y = (value: number) => bottom - (Math.min(top, Math.max(0, value)) / top) * (bottom - panel.top)
  const grid = [0, 0.25, 0.5, 0.75, 1].map((part) => {
    const at = y(part * top)
    return (
      `<line x1="${panel.left}" x2="${right}" y1="${at}" y2="${at}" stroke="#ddd"/>` +
      `<text x="${panel.left - 5}" y="${at + 4}" text-anchor="end">${format(part * top)}</text>`
    )
  })
  const ticks = xs.map((value) => `<text x="${x(value)}" y="${bottom + 15}" text-anchor="middle">${value}</text>`)
  const lines = series.map(({ points }, i) => {
    // Bars of different policies stand beside each other.
    const at = (value: number) => x(value) + (i - (series.length - 1) / 2) * 3
    const path = points.map((point) => `${at(point.x).toFixed(1)},${y(point.y.mean).toFixed(1)}`).join(' ')
    const bars = points.map(({ x: value, y: { mean, low, high } }) => {
      const [lower, upper] = [low, high].map((edge) => y(Number.isFinite(edge) ? edge : mean).toFixed(1))
      return (
        `<line x1="${at(value).toFixed(1)}" x2="${at(value).toFixed(1)}" y1="${lower}" y2="${upper}" opacity="0.45"/>` +
        `<circle cx="${at(value).toFixed(1)}" cy="${y(mean).toFixed(1)}" r="2.6" fill="${colourOf(i)}"/>`
      )
    })
    return `<g stroke="${colourOf(i)}" stroke-width="1.6" fill="none"><polyline points="${path}"/>${bars.join('')}</g>`
  })
  return [
    `<text x="${panel.left}" y="18" font-weight="bold" font-size="12">${title}</text>`,
    ...grid,
    ...ticks,
    `<text x="${(panel.left + right) / 2}" y="${bottom + 31}" text-anchor="middle">${xLabel}</text>`,
    ...lines
  ].join('\n')
}

const colourOf = (index: number): string => colours[index % colours.length]!
