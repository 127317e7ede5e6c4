/** Shot language, labels and posters: what edits make of them. */
import { expect, test } from 'vitest'
import { apply } from '../../../app/edits/apply.ts'
import type { Edit } from '../../../app/edits/edit.ts'
import { emptyHistory, perform, undo } from '../../../app/edits/history.ts'
import { emptyFilm, newCard, type Card, type Film } from '../../../app/film/film.ts'
import { noLanguage } from '../../../app/film/shot-language.ts'
import { cardId, takeId } from '../../../app/ids.ts'
import { chunk, displayFrame } from '../../../app/time.ts'

const [one, two] = [cardId('one'), cardId('two')]
const at = (of: number) => ({ chunk: chunk(of), frame: displayFrame(3) })
const language = { ...noLanguage, size: 'wide', place: 'Barn' } as const
const take = { take: takeId('t'), from: chunk(1), starred: false }
const card = (fields: Partial<Card> = {}): Card =>
  newCard(one, { language, label: 'red', poster: at(2), takes: [take], activeTake: take.take, ...fields })
const filmOf = (...cards: Card[]): Film => ({ ...emptyFilm('Test'), cards })
const edited = (edit: Edit, of = card()): readonly Card[] => apply(filmOf(of), edit).film.cards
const posters = (edit: Edit, of = card()) => edited(edit, of).map(({ poster }) => poster)

test('a field of shot language is set for several shots; the others stay', () => {
  const film = filmOf(card(), newCard(two))
  const edit: Edit = { type: 'setLanguage', cards: [two, one], field: 'time', value: 'night' }
  const { film: after, history } = perform(film, emptyHistory, edit)
  expect(after.cards.map((each) => each.language)).toEqual([
    { ...language, time: 'night' },
    { ...noLanguage, time: 'night' }
  ])
  expect(history.done[0]!.label).toEqual({ what: 'setLanguage.time', count: 2 })
  expect(undo(after, history)!.film).toEqual(film)
})

test('typing a place is one step of undo, another field is another', () => {
  let state = { film: filmOf(card()), history: emptyHistory }
  const type = (field: 'place' | 'lens', value: string) =>
    (state = perform(state.film, state.history, { type: 'setLanguage', cards: [one], field, value }, 'typing'))
  type('place', 'B')
  type('place', 'Byre')
  type('lens', '35 mm')
  expect(state.history.done.map(({ label }) => label.what)).toEqual(['setLanguage.place', 'setLanguage.lens'])
})

test('a term that is none is refused', () => {
  const edit = { type: 'setLanguage', cards: [one], field: 'size', value: 'huge' } as unknown as Edit
  expect(() => edited(edit)).toThrow('language.size')
})

test('both parts of a split keep language and label; the poster stays at its picture', () => {
  const split = (where: number): Edit => ({ type: 'splitCard', card: one, at: chunk(where), id: two })
  const [first, second] = edited(split(2))
  expect([first!.language, first!.label]).toEqual([language, 'red'])
  expect([second!.language, second!.label]).toEqual([language, 'red'])
  expect(posters(split(2))).toEqual([null, at(0)])
  expect(posters(split(3))).toEqual([at(2), null])
})

test('a transition stays at its end of a shot that is split', () => {
  const split: Edit = { type: 'splitCard', card: one, at: chunk(2), id: two }
  const transitions = (transition: 'dissolve' | 'fadeIn') =>
    edited(split, card({ language: { ...language, transition } })).map((each) => each.language.transition)
  expect(transitions('dissolve')).toEqual([null, 'dissolve'])
  expect(transitions('fadeIn')).toEqual(['fadeIn', null])
})

test('the length of a transition is set for several shots', () => {
  const film = filmOf(card(), newCard(two))
  const length = displayFrame(9)
  const edit: Edit = { type: 'setTransitionLength', cards: [one, two], length }
  const { film: after, history } = perform(film, emptyHistory, edit)
  expect(after.cards.map(({ transitionLength }) => transitionLength)).toEqual([9, 9])
  expect(undo(after, history)!.film).toEqual(film)
  expect(() => edited({ ...edit, length: 241 } as unknown as Edit)).toThrow()
})

test('a copy has language, label and poster', () => {
  const [, copy] = edited({ type: 'duplicateCards', cards: [one], copies: [two] })
  expect(copy).toMatchObject({ language, label: 'red', poster: at(2), takes: [] })
})

test('a poster keeps to its picture when the head is trimmed', () => {
  expect(posters({ type: 'trimHead', card: one, by: 1 })).toEqual([at(1)])
  expect(posters({ type: 'trimHead', card: one, by: 3 })).toEqual([null])
  expect(posters({ type: 'trimHead', card: one, by: -1 })).toEqual([at(3)])
  expect(posters({ type: 'trimHead', card: one, by: -3 })).toEqual([at(3)]) // one chunk was hidden
  expect(posters({ type: 'trimHead', card: one, by: -3 }, card({ activeTake: null }))).toEqual([at(2)])
  const last = card({ poster: at(3_600), length: chunk(2) })
  expect(posters({ type: 'trimHead', card: one, by: -1 }, last)).toEqual([null])
})

test('a poster keeps to its picture when a cut comes back with another in-point', () => {
  const recut = (from: number): Edit => {
    const seen = { card: one, length: chunk(2), take: take.take, from: chunk(take.from + from) }
    return { type: 'recut', cards: [seen], added: [] }
  }
  expect(posters(recut(1))).toEqual([at(1)])
  expect(posters(recut(0))).toEqual([at(2)])
  expect(posters(recut(3))).toEqual([null])
})

test('a shorter shot keeps its poster for when it is longer again', () => {
  expect(posters({ type: 'setLength', card: one, length: chunk(1) })).toEqual([at(2)])
})
