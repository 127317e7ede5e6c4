/** The summary as Markdown. */
import type { Column } from './column.ts'
import { difference, summary, type Results, type Unit } from './summary.ts'
import type { Spread } from './spread.ts'

/** A share with its interval from–to, other units ± the standard error; a single film has neither. */
function cell(unit: Unit, figure: Spread | undefined): string {
  if (!figure) return '–'
  const { mean, low, high } = figure
  const show = text[unit]
  const told = unit === 'share' || unit === 'part' ? `${show(mean)} %` : show(mean)
  if (!Number.isFinite(low)) return told
  return unit === 'share'
    ? `${told} (${show(Math.max(0, low))}–${show(Math.min(1, high))})`
    : `${told} ± ${show(high - mean)}`
}

const text: Record<Unit, (value: number) => string> = {
  share: (value) => String(Math.round(value * 100)),
  part: (value) => String(Math.round(value * 100)),
  ratio: (value) => value.toFixed(2),
  levels: (value) => value.toFixed(1),
  hue: (value) => value.toFixed(2)
}

/** A Markdown table of every row, groups as bold lines. */
export function asMarkdown(results: Results): string {
  const { policies } = results
  const lines = [`| | ${policies.join(' | ')} |`, `|---|${'---|'.repeat(policies.length)}`]
  let group = ''
  for (const row of summary(results)) {
    if (row.group !== group) lines.push(`| **${row.group}** |${' |'.repeat(policies.length)}`)
    group = row.group
    lines.push(`| ${row.name} | ${policies.map((policy) => cell(row.unit, row.values[policy])).join(' | ')} |`)
  }
  return [...lines, '', ...notes(results)].join('\n')
}

/** What the table was measured on, and the main comparison of the method. */
function notes(results: Results): string[] {
  const films = (list: readonly { readonly policy: Column }[]) =>
    list.filter(({ policy }) => policy === results.policies[0]).length
  const read = results.classifier
  return [
    `Pack \`${results.model}\`; per policy ${films(results.recall)} recall films, ${films(results.stories)} stories, ` +
      `${films(results.drift)} films of a minute. Shares with Wilson's 95 % interval, everything else ± its standard error over films.`,
    '',
    `Coded and decoded by the pack's autoencoder, true frames keep ${text.ratio(results.ceiling)} of their sharpness: no film can have more.`,
    ...(read
      ? [
          '',
          `The classifier on true frames: ${Object.entries(read)
            .map(([what, right]) => `${what} ${text.share(right)} %`)
            .join(', ')}.`
        ]
      : []),
    '',
    ...comparison(results)
  ]
}

/** `memflow` against every other policy after 8 seconds, on the same films. */
function comparison({ policies, recall }: Results): string[] {
  const others = policies.filter((policy) => policy !== 'memflow')
  if (others.length === policies.length) return []
  const later = recall.filter(({ opens }) => !opens)
  const line = (name: string, unit: Unit, of: typeof recall, measure: Parameters<typeof difference>[4]) => {
    const figures = others.map((other) => difference(of, 'memflow', other, 8, measure))
    return `| ${name} | ${figures.map((figure) => signed(unit, figure)).join(' | ')} |`
  }
  return [
    `| \`memflow\` after 8 s, film by film, minus … | ${others.join(' | ')} |`,
    `|---|${'---|'.repeat(others.length)}`,
    line('returns in its colour, points of a hundred', 'share', recall, (back) => back.sameColour),
    line('difference of home before and after, levels (less is better)', 'levels', recall, (b) => b.placeDistance),
    line('the same, seen first later', 'levels', later, (back) => back.placeDistance)
  ]
}

function signed(unit: Unit, figure: Spread | null): string {
  if (!figure) return '–'
  const { mean, high } = figure
  const told = `${mean < 0 ? '−' : '+'}${text[unit](Math.abs(mean))}`
  return Number.isFinite(high) ? `${told} ± ${text[unit](high - mean)}` : told
}
