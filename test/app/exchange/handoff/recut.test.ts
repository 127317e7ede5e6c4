/** A cut that went out, was edited and comes back: the film is as the cut has it, and what is not is listed. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutList } from '../../../../app/exchange/handoff/cut-list.ts'
import { editRate, editRateNames } from '../../../../app/exchange/handoff/rate.ts'
import { apply } from '../../../../app/edits/apply.ts'
import { emptyHistory, perform, undo } from '../../../../app/edits/history.ts'
import { cardId } from '../../../../app/ids.ts'
import { chunk } from '../../../../app/time.ts'
import { anyShots, made, storybook, wan, type ShotSpec } from './kit/films.ts'
import { back, kinds, leftOf, printed, reedited, type Used } from './kit/reedited.ts'

const anyBase = fc.constantFrom(storybook, wan)
const anyRate = fc.constantFrom(...editRateNames).map(editRate)

/** Shots of which all is made, so that an EDL has them too; each take longer than what is shown. */
const wholeShots: fc.Arbitrary<readonly ShotSpec[]> = fc.array(
  fc.record({ length: fc.integer({ min: 1, max: 6 }), from: fc.nat(3), takes: fc.constantFrom([9], [9, 12]) }),
  { minLength: 1, maxLength: 8 }
)

describe('any film that goes out and comes back', () => {
  test('unchanged changes nothing, as OTIO', () => {
    fc.assert(
      fc.property(anyShots, anyBase, anyRate, (shots, base, rate) => {
        const { film, ledger } = made(shots)
        fc.pre(shots.length > 0)
        const { edit, left } = back('otio', printed('otio', cutList(film, ledger, base, rate)), film, base)
        expect(edit).toBeNull()
        // A shot that has a take and shows nothing of it is a gap, and says so.
        expect(left.filter(({ kind }) => kind !== 'gap')).toEqual([])
      }),
      { numRuns: 300 }
    )
  })

  test('unchanged changes nothing, as EDL', () => {
    fc.assert(
      fc.property(wholeShots, fc.subarray([0, 2, 4]), anyBase, anyRate, (shots, planned, base, rate) => {
        const { film, ledger } = made(
          shots.map((shot, index) => (planned.includes(index) ? { ...shot, takes: [] } : shot))
        )
        fc.pre(film.cards.some(({ takes }) => takes.length > 0))
        const list = cutList(film, ledger, base, rate)
        expect(back('edl', printed('edl', list), film, base)).toMatchObject({ edit: null, left: [] })
      }),
      { numRuns: 300 }
    )
  })

  test.each(kinds)('reordered and trimmed by whole chunks is that film, as %s', (kind) => {
    const anyUse = (at: number) =>
      fc.record({ shot: fc.constant(at), head: fc.nat(2), tail: fc.nat(2), key: fc.integer() })
    fc.assert(
      fc.property(
        wholeShots.chain((shots) => fc.tuple(fc.constant(shots), fc.tuple(...shots.map((_, at) => anyUse(at))))),
        anyBase,
        ([shots, drawn], base) => {
          const { film, ledger } = made(shots)
          const frames = base === storybook ? 24 : 18 // of a chunk, at 24 frames a second
          const order = drawn
            .map((use) => (shots[use.shot]!.length > use.head + use.tail ? use : { ...use, head: 0, tail: 0 }))
            .toSorted((one, other) => one.key - other.key)
          const uses = order.map(({ shot, head, tail }): Used => ({ shot, head: head * frames, tail: tail * frames }))
          const list = reedited(cutList(film, ledger, base, editRate('24')), uses)
          const { after, left } = back(kind, printed(kind, list), film, base)
          expect(left).toEqual([])
          const cards = order.map(({ shot, head, tail }) => {
            const card = film.cards[shot]!
            const takes = card.takes.map((use, at) => (at > 0 ? use : { ...use, from: chunk(use.from + head) }))
            return { ...card, length: chunk(card.length - head - tail), takes }
          })
          expect(after).toEqual({ ...film, cards })
        }
      ),
      { numRuns: 300 }
    )
  })
})

const shots: readonly ShotSpec[] = [
  { length: 4, takes: [6, 6], shot: '10', title: 'Dawn' },
  { length: 3, takes: [3], shot: '20', from: 0, markers: [{ chunk: 1, frame: 0, text: 'Here' }] },
  { length: 2, takes: [], shot: '30', title: 'Nothing yet' },
  { length: 2, takes: [5], shot: '40' }
]
const { film, ledger } = made(shots)
const list = cutList(film, ledger, storybook, editRate('24'), 'all')
const ids = (cards: readonly { readonly id: string }[]): readonly string[] => cards.map(({ id }) => id)

describe('what a cut has and a film cannot have', () => {
  test.each(kinds)('trims that are on no chunk are rounded and listed by shot and seconds, as %s', (kind) => {
    const cut = reedited(list, [{ shot: 0, head: 6, tail: 30 }, { shot: 1 }, { shot: 2 }, { shot: 3 }])
    const { after, left, shots } = back(kind, printed(kind, cut), film, storybook)
    expect(after.cards[0]).toMatchObject({ length: 3, takes: [{ from: 0 }, { from: 0 }] })
    expect(left).toEqual([{ kind: 'rounded', count: 1, examples: [{ line: null, quote: '10: 0.5 s' }] }])
    expect(shots.map(({ rounded }) => rounded)).toEqual([0.5, 0, 0, 0])
  })

  test.each(kinds)('shots that it lacks are listed and kept: planned ones in place, as %s', (kind) => {
    const cut = reedited(list, [{ shot: 3 }, { shot: 1 }])
    const { after, left, shots } = back(kind, printed(kind, cut), film, storybook)
    expect(ids(after.cards)).toEqual(['card-4', 'card-2', 'card-3', 'card-1'])
    expect(left).toEqual([{ kind: 'absent', count: 2, examples: ['10', '30'].map((quote) => ({ line: null, quote })) }])
    expect(shots.map(({ origin }) => origin)).toEqual(['cut', 'cut', 'kept', 'kept'])
  })

  test.each(kinds)('a shot used twice is two, with the same takes, as %s', (kind) => {
    const cut = reedited(list, [{ shot: 0, tail: 48 }, { shot: 3 }, { shot: 0, head: 48 }, { shot: 1 }, { shot: 2 }])
    const { after, left } = back(kind, printed(kind, cut), film, storybook)
    expect(ids(after.cards)).toEqual(['card-1', 'card-4', 'new-0', 'card-2', 'card-3'])
    const [first] = film.cards
    expect(after.cards[2]).toMatchObject({ length: 2, activeTake: first!.activeTake, title: '', notes: '' })
    expect(after.cards[2]!.takes.map(({ take, from }) => [take, from])).toEqual([
      ['take-1-1', 2],
      ['take-1-2', 0]
    ])
    expect(leftOf({ left })).toEqual({ again: 1 })
  })

  test.each(kinds)('a clip of another film is a planned shot with its name, as %s', (kind) => {
    const text = printed(kind, reedited(list, [{ shot: 1 }, { shot: 0 }, { shot: 2 }, { shot: 3 }]))
    const foreign = text.replaceAll(/card-2|take-2-1|020T1/g, 'OTHER').replaceAll('020_t1', 'Stock <fire>')
    const { after, left } = back(kind, foreign, film, storybook)
    expect(ids(after.cards)).toEqual(['new-0', 'card-1', 'card-3', 'card-4', 'card-2'])
    expect(after.cards[0]).toMatchObject({ title: 'Stock <fire>', length: 3, takes: [], prompt: '' })
    expect(leftOf({ left })).toEqual({ marker: 1, unknown: 1, absent: 1 })
  })

  test('another take chosen there is shown, from where it is seen', () => {
    const data = JSON.parse(printed('otio', list)) as {
      tracks: { children: [{ children: Record<string, unknown>[] }] }
    }
    data.tracks.children[0].children[0]!['active_media_reference_key'] = 'take 2'
    const { after, edit } = back('otio', JSON.stringify(data), film, storybook)
    expect(after.cards[0]!.activeTake).toBe('take-1-2')
    expect(edit?.added).toEqual([])
    const text = printed('edl', list).replaceAll('010_t1', '010_t2')
    expect(back('edl', text, film, storybook).after.cards[0]!.activeTake).toBe('take-1-2')
  })

  test('a take that the shot has not is listed, and its own stays', () => {
    const text = printed('otio', list).replaceAll('take-1-1', 'take-9-9')
    const { edit, left } = back('otio', text, film, storybook)
    expect(edit).toBeNull()
    expect(leftOf({ left })).toEqual({ take: 1 })
  })

  test('ids of a shot that is gone are not taken for the shot that has its name now', () => {
    const without = apply(film, { type: 'removeCards', cards: [cardId('card-2')] }).film
    const renamed = apply(without, { type: 'setText', card: cardId('card-4'), field: 'shot', text: '20' }).film
    const { after } = back('otio', printed('otio', list), renamed, storybook)
    expect(ids(after.cards)).toEqual(['card-1', 'new-0', 'card-3', 'card-4'])
  })

  test('halves of a split shot are told apart by what they show', () => {
    const split = apply(film, { type: 'splitCard', card: cardId('card-1'), at: chunk(2), id: cardId('half') }).film
    const halves = cutList(split, ledger, storybook, editRate('24'))
    const cut = reedited(halves, [{ shot: 1 }, { shot: 2 }, { shot: 0 }, { shot: 3 }, { shot: 4 }])
    for (const kind of kinds) {
      const text = printed(kind, cut).replaceAll(/^\* COMMENT(?!.*NOT MADE).*$/gm, '')
      const { after, left } = back(kind, text, split, storybook)
      expect(ids(after.cards)).toEqual(['half', 'card-2', 'card-1', 'card-3', 'card-4'])
      expect(leftOf({ left })['again']).toBeUndefined()
    }
  })

  test('it is one step of undo, and moves as few shots as possible', () => {
    const cut = reedited(list, [{ shot: 3, tail: 24 }, { shot: 0 }, { shot: 1 }, { shot: 2 }])
    const { edit, shots } = back('otio', printed('otio', cut), film, storybook)
    const done = perform(film, emptyHistory, edit!)
    expect(done.history.done).toHaveLength(1)
    expect(done.history.done[0]!.changes.find(({ kind }) => kind === 'move')).toEqual({
      kind: 'move',
      places: [{ at: 0, card: 'card-4' }]
    })
    expect(shots.map(({ moved }) => moved)).toEqual([true, false, false, false])
    expect(undo(done.film, done.history)!.film).toEqual(film)
  })
})
