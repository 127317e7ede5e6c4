/** The two drawings of docs/memory.md: recall over the pause, and a minute's drift. */
import type { Column } from './column.ts'
import type { Stretch } from './drift.ts'
import { svg, type Chart } from './plot.ts'
import type { Return } from './recall.ts'
import { pauses } from './scripts.ts'
import { share, spread, type Spread } from './spread.ts'
import type { Results } from './summary.ts'

const percent = (value: number): string => `${Math.round(value * 100)} %`

export function recallFigure(results: Results): string {
  const chart = (title: string, measure: (back: Return) => boolean | null): Chart => ({
    title,
    xLabel: 'seconds away',
    xs: pauses,
    top: 1,
    format: percent,
    series: series(results.policies, pauses, (policy, pause) =>
      share(
        results.recall
          .filter((film) => film.policy === policy)
          .flatMap(({ returns }) => returns.filter((back) => back.pause === pause).map(measure))
          .filter((answer) => answer !== null)
      )
    )
  })
  return svg([
    chart('A character returns in its colour', (back) => back.sameColour),
    chart('A place returns as the same set', (back) => back.sameSet)
  ])
}

export function driftFigure(results: Results): string {
  const xs = [5, 15, 25, 35, 45, 55]
  const chart = (title: string, top: number, format: Chart['format'], key: keyof Stretch): Chart => ({
    title,
    xLabel: 'seconds of film',
    xs,
    top,
    format,
    series: series(results.policies, xs, (policy, at) =>
      spread(
        results.drift
          .filter((film) => film.policy === policy)
          .flatMap(({ stretches }) => stretches[Math.floor(at / 10)]?.[key] ?? [])
      )
    )
  })
  return svg([
    chart('Sharpness over true frames', 1, percent, 'sharpness'),
    chart('Distance from the world’s palette', 40, (value) => value.toFixed(0), 'paletteError')
  ])
}

/** One line a policy; points that nobody measured are left out. */
const series = (
  policies: readonly Column[],
  xs: readonly number[],
  figure: (policy: Column, x: number) => Spread | null
): Chart['series'] =>
  policies.map((name) => ({
    name,
    points: xs.flatMap((x) => {
      const y = figure(name, x)
      return y ? [{ x, y }] : []
    })
  }))
