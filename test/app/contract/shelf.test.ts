/** Takes without a shot: what leaves every shot is on the shelf, and comes back from it by edits that can be undone. */
import { expect, test } from 'vitest'
import { ShelfReader, type ShelfTake } from '../../../app/contract/shelf.ts'
import { emptyHistory, perform, undo } from '../../../app/edits/history.ts'
import { namedTakes } from '../../../app/edits/named-takes.ts'
import { cardOfTake, emptyFilm, newCard } from '../../../app/film/film.ts'
import { cardId, type TakeId } from '../../../app/ids.ts'
import { cardStates } from '../../../app/plan/state.ts'
import { chunk } from '../../../app/time.ts'
import { Studio } from '../plan/kit/studio.ts'

const [a, b, c] = [cardId('a'), cardId('b'), cardId('c')]

/** Two shots of three chunks; `a` has two takes. */
function madeFilm(): Studio {
  const studio = new Studio({
    ...emptyFilm('F'),
    cards: [a, b].map((id) => newCard(id, { prompt: `Shot ${id}.`, length: chunk(3) }))
  })
  studio.make({ kind: 'film' })
  studio.make({ kind: 'cards', cards: [a], ripple: false })
  return studio
}

function shelfOf(studio: Studio): (grown?: readonly TakeId[]) => readonly ShelfTake[] {
  const reader = new ShelfReader(studio, () => studio.takes.keys())
  return (grown = []) => reader.read(studio.film, new Set(grown))
}

test('has the takes of deleted shots and removed takes, the newest first', () => {
  const studio = madeFilm()
  const shelf = shelfOf(studio)
  const [first, second] = studio.film.cards[0]!.takes.map(({ take }) => take)
  const [other] = studio.film.cards[1]!.takes.map(({ take }) => take)
  expect(shelf()).toEqual([])
  studio.edit({ type: 'dropTake', card: a, take: first! })
  expect(shelf().map(({ id }) => id)).toEqual([first])
  studio.edit({ type: 'removeCards', cards: [a, b] })
  expect(shelf().map(({ id }) => id)).toEqual([second, other, first])
  expect(shelf()[0]).toMatchObject({ prompt: 'Shot a.', chunksMade: 3, chunksPlanned: 3 })
})

test('is updated while a take is made, and lists no empty take', () => {
  const studio = madeFilm()
  const shelf = shelfOf(studio)
  studio.make({ kind: 'cards', cards: [b], ripple: false }, 1)
  const id = studio.film.cards[1]!.activeTake!
  studio.edit({ type: 'dropTake', card: b, take: id })
  const before = shelf()
  expect(before).toMatchObject([{ id, chunksMade: 1, chunksPlanned: 3 }])
  studio.chunks.get(id)!.push({ ...studio.chunks.get(id)![0]!, index: chunk(1) })
  expect(shelf([id])).toMatchObject([{ id, chunksMade: 2 }])
  studio.chunks.set(id, [])
  expect(shelf([id])).toEqual([])
})

test('is the same object while its content is unchanged', () => {
  const studio = madeFilm()
  const shelf = shelfOf(studio)
  studio.edit({ type: 'dropTake', card: a, take: studio.film.cards[0]!.takes[0]!.take })
  const before = shelf()
  studio.edit({ type: 'setText', card: a, field: 'title', text: 'Meadow' })
  studio.edit({ type: 'moveCards', cards: [b], to: 0 })
  expect(shelf([studio.film.cards[0]!.takes[0]!.take])).toBe(before)
  const [was] = before
  studio.edit({ type: 'removeCards', cards: [b] })
  expect(shelf().at(-1)).toBe(was) // one that was there stays that object
})

test('gives a take back as a shot or to a shot’s takes, and undo takes it out again', () => {
  const studio = madeFilm()
  studio.edit({ type: 'removeCards', cards: [a] })
  const shelf = shelfOf(studio)
  const before = shelf()
  const take = before[0]!
  const { film } = studio
  const alone = perform(film, emptyHistory, { type: 'addCards', at: 0, cards: [cardOfTake(take, c, film)] })
  studio.film = alone.film
  expect(shelf().map(({ id }) => id)).toEqual(before.slice(1).map(({ id }) => id))
  expect(cardStates(alone.film, studio)[0]).toMatchObject({ name: 'fits', made: 3 })
  studio.film = undo(alone.film, alone.history)!.film
  expect(studio.film).toEqual(film)
  expect(shelf().map(({ id }) => id)).toEqual(before.map(({ id }) => id))
  const among = perform(film, emptyHistory, { type: 'addTake', card: b, take: take.id })
  studio.film = among.film
  expect(among.film.cards[0]!.activeTake).toBe(take.id)
  expect(shelf()).toHaveLength(before.length - 1)
  expect(undo(among.film, among.history)!.film).toEqual(film)
})

test('knows which takes the undo list can bring back', () => {
  const studio = madeFilm()
  const [first, second] = studio.film.cards[0]!.takes.map(({ take }) => take)
  const dropped = perform(studio.film, emptyHistory, { type: 'dropTake', card: a, take: first! })
  expect([...namedTakes(dropped.history)]).toEqual([first])
  const deleted = perform(studio.film, emptyHistory, { type: 'removeCards', cards: [a] })
  expect([...namedTakes(deleted.history)].toSorted()).toEqual([first, second].toSorted())
  expect(namedTakes(emptyHistory).size).toBe(0)
})
