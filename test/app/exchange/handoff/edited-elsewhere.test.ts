/** A cut that OpenTimelineIO's own Python library reordered, trimmed and wrote comes back: same takes, order, lengths. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect } from 'vitest'
import { cutList } from '../../../../app/exchange/handoff/cut-list.ts'
import { printOtio } from '../../../../app/exchange/handoff/otio.ts'
import { editRate, editRates } from '../../../../app/exchange/handoff/rate.ts'
import { reads, testReads } from '../../../kit/readers.ts'
import { made, storybook } from './kit/films.ts'
import { back, kinds, leftOf, type Kind } from './kit/reedited.ts'

const folder = mkdtempSync(join(tmpdir(), 'throughline-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const { film, ledger } = made([
  { length: 4, takes: [6, 3], from: 1, starred: [1], title: 'Dawn' },
  { length: 2, takes: [], title: 'Nothing yet' },
  { length: 3, takes: [3], shot: '12A' },
  { length: 2, takes: [5] }
])

/** The file that comes back. @param uses place among the events, frames off at head and tail */
function edited(kind: Kind, uses: readonly (readonly [number, number, number])[], rate: '24' | '25' | '30'): string {
  const [from, to] = [join(folder, `${kind}.otio`), join(folder, `back.${kind}`)]
  writeFileSync(from, printOtio(cutList(film, ledger, storybook, editRate(rate))))
  expect(reads('edit.py', from, to, JSON.stringify(uses), rate)).toBe(uses.length)
  return readFileSync(to, 'utf8')
}
const shown = (cards: typeof film.cards) =>
  cards.map(({ id, length, activeTake, takes }) => [
    ...[id, length, activeTake, takes.find(({ take }) => take === activeTake)?.from]
  ])

describe.each(kinds)('%s', (kind) => {
  testReads.each(['24', '25', '30'] as const)('unchanged changes nothing, at %s frames a second', (rate) => {
    const { counted } = editRates[rate]
    const text = edited(
      kind,
      film.cards.map((_, index) => [index, 0, 0]),
      rate
    )
    const { edit, left } = back(kind, text, film, storybook, kind === 'edl' ? counted : undefined)
    expect(edit).toBeNull()
    // OpenTimelineIO writes no gaps into an EDL: the planned shot is one that is not in the cut.
    expect(leftOf({ left })).toEqual(kind === 'edl' ? { absent: 1, gap: 1 } : {})
  })

  testReads('reordered, trimmed and used twice is that film, with the same takes', () => {
    const uses = [
      [3, 24, 0],
      [0, 0, 72],
      [2, 0, 12],
      [0, 48, 0]
    ] as const
    const { after, left } = back(kind, edited(kind, uses, '24'), film, storybook)
    expect(shown(after.cards)).toEqual([
      ['card-4', 1, 'take-4-1', 1],
      ['card-1', 1, 'take-1-1', 1],
      ['card-2', 2, null, undefined],
      ['card-3', 3, 'take-3-1', 0],
      ['new-0', 2, 'take-1-1', 3]
    ])
    expect(leftOf({ left })).toEqual({ absent: 1, again: 1, rounded: 1 })
  })
})
