import { expect, test } from 'vitest'
import { emptyFilm, newCard, type Film, type FrameMark } from '../../../app/film/film.ts'
import { cardId, type CardId } from '../../../app/ids.ts'
import { cardStates } from '../../../app/plan/state.ts'
import { chunk } from '../../../app/time.ts'
import { Studio } from './kit/studio.ts'

const ids = ['a', 'b', 'c'].map(cardId) as [CardId, CardId, CardId]
const [a, b, c] = ids
const film: Film = {
  ...emptyFilm('F'),
  cards: ids.map((id) => newCard(id, { prompt: `Shot ${id}.`, length: chunk(4) }))
}

function made(): Studio {
  const studio = new Studio(film)
  studio.make({ kind: 'film' })
  return studio
}
const again = (studio: Studio, ripple = false) => studio.plan({ kind: 'cards', cards: [b], ripple }).items[0]!.plan
const states = (studio: Studio) => cardStates(studio.film, studio).map(({ name, code }) => `${name}: ${code}`)
const chunksOf = (studio: Studio, index: number) => studio.chunksOf(studio.film.cards[index]!.activeTake!)
const openingFrames = (studio: Studio, index: number) => studio.snapshot(chunksOf(studio, index)[0]!.after)!.layers[0]!

function mark(studio: Studio, name: string): FrameMark {
  return { ...openingFrames(studio, 0).sink[1]!, name }
}

test('a take without wishes has none in its plan', () => {
  expect(again(made())).not.toHaveProperty('wishes')
})

test('pins and forgets enter the plan without names; takes without them are stale', () => {
  const studio = made()
  const face = mark(studio, 'the hero’s face')
  studio.edit({ type: 'markFrame', cards: [b], mark: face, as: 'pin' })
  const { name: _, ...ref } = face
  expect(again(studio).wishes).toEqual({ pins: [ref], forgets: [], lookAhead: [] })
  expect(states(studio)[1]).toBe('stale: wishes-changed')
  studio.make({ kind: 'cards', cards: [b], ripple: false })
  expect(states(studio)[1]).toBe('fits: same-memory')
  studio.edit({ type: 'markFrame', cards: [b], mark: { ...face, name: 'her face' }, as: 'pin' })
  expect(states(studio)[1]).toBe('fits: same-memory')
  studio.edit({ type: 'markFrame', cards: [b], mark: face, as: 'forget' })
  expect(again(studio).wishes).toEqual({ pins: [], forgets: [ref], lookAhead: [] })
  expect(states(studio)[1]).toBe('stale: wishes-changed')
})

test('a policy without choice gets no wishes', () => {
  const studio = made()
  studio.edit({ type: 'markFrame', cards: [b], mark: mark(studio, ''), as: 'pin' })
  studio.edit({ type: 'setLookAhead', cards: [b], on: true })
  for (const policy of ['released', 'none', 'sink'] as const) {
    studio.edit({ type: 'setPolicy', cards: [b], policy })
    expect(again(studio), policy).not.toHaveProperty('wishes')
  }
})

test('looks ahead to the first frame of each of the first two chunks of the shot after', () => {
  const studio = made()
  studio.edit({ type: 'setLookAhead', cards: [b], on: true })
  const [first, second] = chunksOf(studio, 2)
  const opening = [first!, second!].map(({ before, after }) =>
    studio.snapshot(after)!.layers[0]!.window.find(({ at }) => at === studio.snapshot(before)!.next)
  )
  expect(opening).toHaveLength(2)
  expect(again(studio).wishes).toEqual({ pins: [], forgets: [], lookAhead: opening })
  expect(states(studio)[1]).toBe('fits: same-memory')
})

test('looks ahead only to pictures that are kept', () => {
  const studio = made()
  studio.edit({ type: 'setLookAhead', cards: [b, c], on: true })
  expect(again(studio, true)).not.toHaveProperty('wishes')
  const both = studio.plan({ kind: 'cards', cards: [b, c], ripple: false }).items
  for (const { plan } of both) expect(plan).not.toHaveProperty('wishes')
  studio.model = 'other@2'
  const first = studio.plan({ kind: 'cards', cards: [a], ripple: false }).items[0]!
  expect(first.plan).not.toHaveProperty('wishes')
})

test('an unfinished take is continued with the wishes it was begun with', () => {
  const studio = new Studio(film)
  studio.make({ kind: 'film' }, 4)
  studio.edit({ type: 'markFrame', cards: [b], mark: mark(studio, ''), as: 'pin' })
  studio.make({ kind: 'film' }, 2)
  const { wishes } = studio.plan({ kind: 'resume' }).items[0]!.plan
  expect(wishes?.pins).toHaveLength(1)
  studio.edit({ type: 'markFrame', cards: [b], mark: mark(studio, ''), as: null })
  expect(studio.plan({ kind: 'resume' }).items[0]!.plan).toMatchObject({ firstChunk: 2, wishes })
})
