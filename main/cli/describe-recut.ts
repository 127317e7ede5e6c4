/** Prints what an edited cut makes of a film (docs/cli.md). */
import type { EditedCut } from '../../app/exchange/handoff/edited-cut.ts'
import type { RecutPlan, RecutShot } from '../../app/exchange/handoff/plan-recut.ts'
import { activeUse, type Card } from '../../app/film/film.ts'
import { chunksToSeconds, formatSeconds, seconds, type Chunk, type Timebase } from '../../app/time.ts'

/** For people: every shot as it will be, then what is not taken in. */
export function recutText({ edit, shots, left }: RecutPlan, { rates }: EditedCut, base: Timebase): string {
  const listed = left.map(({ kind, count, examples }) => {
    const quotes = examples.map(({ line, quote }) => (line === null ? quote : `line ${line}: ${quote}`))
    const more = count > quotes.length && quotes.length > 0 ? [`and ${count - quotes.length} more`] : []
    return `    ${kind} (${count})${[quotes, more].flat().length > 0 ? `: ${[...quotes, ...more].join('; ')}` : ''}`
  })
  return [
    ...(rates ? [`Read at ${rates.chosen} frames a second.`] : []),
    ...(edit === null ? ['The film is as this cut has it.'] : shots.map((shot) => shotLine(shot, base))),
    ...(listed.length > 0 ? ['Not taken in, or changed:', ...listed] : [])
  ].join('\n')
}

const origins: Readonly<Record<RecutShot['origin'], string>> = {
  cut: '',
  kept: 'not in the cut, kept',
  again: 'used again, with the same takes',
  unknown: 'no shot of this film, planned'
}

function shotLine({ card, number, was, origin, moved, rounded }: RecutShot, base: Timebase): string {
  const length = (chunks: Chunk): string => formatSeconds(chunksToSeconds(chunks, base))
  const before = was && was.card.length !== card.length ? `, was ${length(was.card.length)}` : ''
  const facts = [
    `${length(card.length)}${before}`,
    ...(was && (moved || was.number !== number) ? [`${moved ? 'moved, ' : ''}was ${was.number}`] : []),
    ...(was && was.card.activeTake !== card.activeTake ? [`take ${takeNumber(card)}`] : []),
    ...(was && startOf(was.card) !== startOf(card) ? [`begins ${length(startOf(card))} into its take`] : []),
    ...(rounded > 0 ? [`rounded by ${formatSeconds(seconds(rounded))}`] : []),
    ...(origins[origin] === '' ? [] : [origins[origin]])
  ]
  return `${number.padStart(5)}  ${[card.title, facts.join('; ')].filter((part) => part !== '').join('  ')}`
}

const startOf = (card: Card): Chunk => activeUse(card)?.from ?? (0 as Chunk)
const takeNumber = ({ takes, activeTake }: Card): number => takes.findIndex(({ take }) => take === activeTake) + 1

/** As JSON data. */
export const recutFacts = ({ shots, left }: RecutPlan, { rates }: EditedCut, base: Timebase) => ({
  rate: rates?.chosen ?? null,
  shots: shots.map(({ card, number, was, origin, moved, rounded }) => ({
    ...{ number, id: card.id, origin, moved, was: was?.number ?? null },
    seconds: chunksToSeconds(card.length, base),
    take: card.activeTake,
    from: chunksToSeconds(startOf(card), base),
    rounded
  })),
  left
})
