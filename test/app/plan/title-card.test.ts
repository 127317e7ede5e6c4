/** For the memory a title card is not there. */
import { expect, test } from 'vitest'
import { newCard } from '../../../app/film/film.ts'
import { usualTitle } from '../../../app/film/title-card.ts'
import { cardId } from '../../../app/ids.ts'
import { Studio } from './kit/studio.ts'
import { a, again, b, c, failure, film, ids, made, ripple, states, whole } from './kit/work-film.ts'

const title = cardId('title')
const card = newCard(title, { prompt: 'One year later', titleCard: usualTitle })
const withTitle = (studio: Studio, at: number): Studio => {
  studio.edit({ type: 'addCards', at, cards: [card] })
  return studio
}

test('a film with a title card is made as the film without it', () => {
  const items = (studio: Studio) => studio.plan(whole).items.map(({ card, from, plan }) => ({ card, from, ...plan }))
  const plain = items(new Studio(film))
  for (const at of [0, 1, ids.length]) {
    const titled = items(withTitle(new Studio(film), at))
    expect(titled.map(({ card }) => card)).toEqual(ids)
    expect(titled.map(({ from, prompt }) => [from, prompt])).toEqual(plain.map(({ from, prompt }) => [from, prompt]))
  }
})

test('a title card between made shots leaves them as they are, and is never missing', () => {
  const studio = withTitle(made(), 1)
  expect(states(studio)).toEqual(['fits', 'fits', 'fits', 'fits', 'fits'])
  expect(studio.plan(whole).items).toEqual([])
  expect(studio.plan(again(b)).items[0]!.from).toEqual(made().plan(again(b)).items[0]!.from)
})

test('an unmade shot before a title card is told of behind it', () => {
  const studio = withTitle(new Studio(film), 1)
  studio.make(again(c))
  expect(states(studio)[0]).toBe('planned')
  expect(studio.plan(again(c)).items[0]!.reason).toContain('Shot 3 before it is not made')
})

test('nothing is made of a title card, alone or among others', () => {
  const studio = withTitle(made(), 1)
  expect(failure(() => studio.plan(again(title)))).toMatchObject({ code: 'work.title', facts: { shot: '2' } })
  expect(studio.plan({ kind: 'cards', cards: [a, title], ripple: false }).items.map(({ card }) => card)).toEqual([a])
  expect(studio.plan(ripple(a)).items.map(({ card }) => card)).toEqual(ids)
})
