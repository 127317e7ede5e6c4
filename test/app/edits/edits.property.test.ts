import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { Failure } from '../../../app/base/failure.ts'
import { apply } from '../../../app/edits/apply.ts'
import { applyChanges } from '../../../app/edits/change.ts'
import { editSchema, type Edit } from '../../../app/edits/edit.ts'
import { emptyHistory, perform, redo, showMade, undo, type Edited } from '../../../app/edits/history.ts'
import type { Film } from '../../../app/film/film.ts'
import { isTitle } from '../../../app/film/title-card.ts'
import { parseFilm } from '../../../app/film/schema.ts'
import { takeId, type CardId, type TakeId } from '../../../app/ids.ts'
import { chunk } from '../../../app/time.ts'
import { anyFilm } from '../film/kit/arbitrary.ts'
import { anyEdit } from './kit/arbitrary.ts'
import { reread } from './kit/reread.ts'

/** A film, and edits drawn one after the other to suit the film as it then is; refused ones are left out. */
const stories = fc.tuple(anyFilm(), fc.integer({ min: 1, max: 30 }), fc.gen())

function* edits(
  film: Film,
  count: number,
  gen: fc.GeneratorValue
): Generator<{ before: Film; edit: Edit; after: Film }> {
  for (let index = 0; index < count; index++) {
    const before = film
    // A new builder each time: fast-check compares the arguments of one builder at great length.
    const edit = gen(() => anyEdit(before, String(index)))
    try {
      film = apply(before, edit).film
    } catch (error) {
      expect(error).toBeInstanceOf(Failure)
      continue
    }
    yield { before, edit, after: film }
  }
}

/** Deep equality, fast; the slow matcher only tells the difference. */
const same = (one: unknown, other: unknown): void => {
  if (!isDeepStrictEqual(one, other)) expect(one).toStrictEqual(other)
}
const json = <T>(value: T): unknown => JSON.parse(JSON.stringify(value))
const labels = ({ history }: Edited) => history.done.map(({ label }) => label)
const run = { seed: 42, numRuns: 400, endOnFailure: true }

describe('thousands of random edits', () => {
  test('keep the film valid and the order of other cards; inverses are exact', () => {
    let applied = 0
    fc.assert(
      fc.property(stories, ([start, count, gen]) => {
        for (const { before, edit, after } of edits(start, count, gen)) {
          applied++
          same(parseFilm(json(after)), after)
          same(v.parse(editSchema, json(edit)), edit)
          const again = apply(before, edit)
          same(applyChanges(after, again.inverse).film, before)
          same(applyChanges(before, again.changes).film, after)
          const reorders = edit.type === 'recut' ? edit.cards.map(({ card }) => card) : []
          const touched = new Set<string>(edit.type === 'moveCards' ? edit.cards : reorders)
          const kept = (film: Film, other: Film) =>
            film.cards
              .map(({ id }) => id)
              .filter((id) => !touched.has(id) && other.cards.some((card) => card.id === id))
          expect(kept(after, before)).toEqual(kept(before, after))
        }
      }),
      run
    )
    expect(applied).toBeGreaterThan(3_000)
  })

  test('undoing all gives the start, redoing all the end, also after a restart', () => {
    fc.assert(
      fc.property(stories, ([start, count, gen]) => {
        let state: Edited = { film: start, history: emptyHistory }
        for (const { edit } of edits(start, count, gen))
          state = perform(state.film, state.history, edit, gen(fc.constantFrom, null, 'a', 'b'))
        const end = state
        state = { film: parseFilm(json(end.film)), history: reread(end.history) }
        same(state, end)
        for (let next = undo(state.film, state.history); next !== null; next = undo(state.film, state.history))
          state = next
        same(state.film, start)
        state = { film: state.film, history: reread(state.history) }
        for (let next = redo(state.film, state.history); next !== null; next = redo(state.film, state.history))
          state = next
        same(state.film, end.film)
        same(labels(state), labels(end))
      }),
      run
    )
  })

  test('lose no take while film is being made; undo and redo stay exact', () => {
    let made = 0
    fc.assert(
      fc.property(stories, ([start, count, gen]) => {
        let state: Edited = { film: start, history: emptyHistory }
        const takes = new Map<TakeId, CardId>()
        for (let index = 0; index < 2 * count; index++) {
          const step = gen(fc.constantFrom, 'edit', 'edit', 'make', 'make', 'undo', 'redo')
          const { film, history } = state
          const shots = film.cards.filter((card) => !isTitle(card)) // nothing else is made
          if (step === 'edit') {
            const edit = gen(() => anyEdit(film, String(index)))
            if (edit.type !== 'dropTake') state = performed(state, edit, gen(fc.constantFrom, null, 'a'))
          } else if (step === 'make' && shots.length > 0) {
            const { id } = gen(fc.constantFrom, ...shots)
            const use = { take: takeId(`made-${index}`), from: chunk(0), starred: false }
            state = showMade(film, history, { card: id, use }, gen(fc.constantFrom, null, 'run'))!
            takes.set(use.take, id)
            made++
            expect(state.history.undone).toHaveLength(history.undone.length)
          } else if (step === 'undo' || step === 'redo') {
            const [there, back] = step === 'undo' ? [undo, redo] : [redo, undo]
            const next = there(film, history)
            if (next === null) continue
            same(back(next.film, next.history)!.film, film)
            state = next
          }
          same(parseFilm(json(state.film)), state.film)
          for (const [take, id] of takes) {
            const card = state.film.cards.find((each) => each.id === id)
            if (card) expect(card.takes.map((use) => use.take)).toContain(take)
          }
          const { done, undone } = state.history
          const numbers = [...done, ...undone.toReversed()].map(({ number }) => number)
          same(
            numbers,
            numbers.toSorted((one, other) => one - other)
          )
          same(new Set(numbers).size, numbers.length)
        }
      }),
      { ...run, numRuns: 150 }
    )
    expect(made).toBeGreaterThan(300)
  })
})

function performed(state: Edited, edit: Edit, burst: string | null): Edited {
  try {
    return perform(state.film, state.history, edit, burst)
  } catch (error) {
    expect(error).toBeInstanceOf(Failure)
    return state
  }
}
