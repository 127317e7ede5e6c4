import { describe, expect, test } from 'vitest'
import { carry } from '../../../app/edits/carry.ts'
import { emptyHistory, perform, undo } from '../../../app/edits/history.ts'
import { emptyFilm, newCard, type Film } from '../../../app/film/film.ts'
import { resolvePrompt } from '../../../app/film/prompt.ts'
import { parseFilm } from '../../../app/film/schema.ts'
import { cardId, castId, pageId, takeId } from '../../../app/ids.ts'
import { chunk, latentFrame } from '../../../app/time.ts'

const member = (id: string, name: string, words: string) =>
  ({ id: castId(id), kind: 'character', name, words }) as const
const mark = { page: pageId('f'.repeat(64)), frame: 0, at: latentFrame(3), name: 'face' }
const made = newCard(cardId('a'), {
  prompt: '@mia meets @Rex at @pond.',
  takes: [{ take: takeId('t'), from: chunk(0), starred: true }],
  activeTake: takeId('t'),
  sketch: 'e'.repeat(64),
  notes: 'slowly',
  pins: [mark],
  forgets: [mark]
})
const from: Film = {
  ...emptyFilm('From'),
  cards: [made],
  cast: [member('1', 'Mia', 'a purple cat'), member('2', 'Rex', 'a red dog'), member('3', 'Ada', 'an owl')]
}
const to: Film = { ...emptyFilm('To'), cast: [member('1', 'rex', 'a green dinosaur')] }

describe('shots carried into another film', () => {
  let ids = 0
  const carried = carry([made], from, to, () => cardId(`fresh-${ids++}`))

  test('are plans: texts are copied, takes and pins are not', () => {
    expect(carried.cards).toEqual([
      { ...made, id: carried.cards[0]!.id, takes: [], activeTake: null, pins: [], forgets: [] }
    ])
    expect(carried.cards[0]!.id).not.toBe(made.id)
  })

  test('bring the cast members that the other film lacks', () => {
    expect(carried.cast).toEqual([{ ...from.cast[0], id: expect.stringMatching(/^fresh/) as string }])
  })

  test('are inserted by one edit, one undo step', () => {
    const edit = { type: 'bringCards' as const, at: 0, cards: [...carried.cards], cast: [...carried.cast] }
    const done = perform(to, emptyHistory, edit)
    expect(parseFilm(JSON.parse(JSON.stringify(done.film)))).toEqual(done.film)
    expect(resolvePrompt(done.film, done.film.cards[0]!)).toBe('a purple cat meets a green dinosaur at @pond.')
    expect(undo(done.film, done.history)!.film).toEqual(to)
  })
})
