import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { Failure } from '../../../app/base/failure.ts'
import { apply } from '../../../app/edits/apply.ts'
import { applyChanges, type Change } from '../../../app/edits/change.ts'
import { editSchema, type Edit } from '../../../app/edits/edit.ts'
import { emptyHistory, perform, undo, type Edited } from '../../../app/edits/history.ts'
import { parseEntry } from '../../../app/edits/stored-entry.ts'
import { emptyFilm, newCard, type Film } from '../../../app/film/film.ts'
import { limits } from '../../../app/base/limits.ts'
import { cardId, castId, pageId, takeId } from '../../../app/ids.ts'
import { chunk, displayFrame, latentFrame } from '../../../app/time.ts'

const id = cardId
const [a, b, c, d] = [id('a'), id('b'), id('c'), id('d')]
const film: Film = { ...emptyFilm('F'), cards: [a, b, c, d].map((each) => newCard(each, { prompt: `Shot ${each}.` })) }
const after = (...edits: Edit[]): Film => edits.reduce((state, edit) => apply(state, edit).film, film)
const order = (state: Film) => state.cards.map((card) => card.id).join('')
const lengths = (state: Film) => state.cards.map((card) => card.length)
const codeOf = (action: () => unknown): string => {
  try {
    action()
  } catch (error) {
    if (error instanceof Failure) return error.code
    throw error
  }
  return 'accepted'
}

describe('the order of shots', () => {
  test.each([
    [[b], 4, 'acdb'],
    [[d], 0, 'dabc'],
    [[c, a], 2, 'bacd'],
    [[a, d], 2, 'badc'],
    [[b], 1, 'abcd'],
    [[b], 2, 'abcd']
  ])('moves %j before place %i', (cards, to, result) => {
    expect(order(after({ type: 'moveCards', cards, to }))).toBe(result)
  })

  test('adds, duplicates and removes', () => {
    const copies = [id('x'), id('y')]
    expect(order(after({ type: 'addCards', at: 1, cards: [newCard(id('n'))] }))).toBe('anbcd')
    expect(order(after({ type: 'duplicateCards', cards: [c, a], copies }))).toBe('abcxyd')
    expect(order(after({ type: 'removeCards', cards: [d, a] }))).toBe('bc')
  })

  test('copies the plan, not the takes', () => {
    const copy = after(
      { type: 'addTake', card: a, take: takeId('t') },
      { type: 'duplicateCards', cards: [a], copies: [id('x')] }
    ).cards[1]!
    expect(copy).toMatchObject({ id: 'x', prompt: 'Shot a.', takes: [], activeTake: null })
  })
})

describe('texts of several shots', () => {
  const edit: Edit = { type: 'setTexts', cards: [a, c], field: 'notes', text: 'In the rain.' }

  test('are set in one undo step, which names how many', () => {
    const { film: now, history } = perform(film, emptyHistory, edit)
    expect(now.cards.map(({ notes }) => notes)).toEqual(['In the rain.', '', 'In the rain.', ''])
    expect(history.done.map(({ label }) => label)).toEqual([{ what: 'setText.notes', count: 2 }])
    expect(undo(now, history)!.film).toEqual(film)
  })

  test('are one entry as long as the same shots are meant', () => {
    const typed = (state: Edited, cards: typeof edit.cards, text: string): Edited =>
      perform(state.film, state.history, { ...edit, cards, text } as Edit, 'burst')
    let state: Edited = { film, history: emptyHistory }
    for (const text of ['I', 'In', 'In the']) state = typed(state, [a, c], text)
    expect(state.history.done).toHaveLength(1)
    expect(typed(state, [a, b], 'By').history.done).toHaveLength(2)
  })

  test('a number is for one shot', () => {
    expect(v.safeParse(editSchema, { ...edit, field: 'shot', text: '12' }).success).toBe(false)
  })
})

describe('lengths', () => {
  test('ripples, rolls and trims', () => {
    expect(lengths(after({ type: 'setLength', card: b, length: chunk(9) }))).toEqual([4, 9, 4, 4])
    expect(lengths(after({ type: 'lengthenCards', cards: [c, a], by: 2 }))).toEqual([6, 4, 6, 4])
    expect(lengths(after({ type: 'lengthenCards', cards: [a, b], by: -9 }))).toEqual([1, 1, 4, 4])
    expect(lengths(after({ type: 'roll', card: b, by: 3 }))).toEqual([4, 7, 1, 4])
    expect(lengths(after({ type: 'roll', card: b, by: -3 }))).toEqual([4, 1, 7, 4])
    expect(lengths(after({ type: 'trimHead', card: b, by: 1 }))).toEqual([4, 3, 4, 4])
  })

  test('rolling a cut keeps pictures in time; rolling back restores them', () => {
    const take = takeId('t')
    const rolled = after({ type: 'addTake', card: c, take }, { type: 'roll', card: b, by: 2 })
    expect(rolled.cards[2]!.takes[0]!.from).toBe(2)
    expect(apply(rolled, { type: 'roll', card: b, by: -2 }).film.cards[2]!.takes[0]!.from).toBe(0)
  })

  test('splits a shot into two that show the same pictures', () => {
    const marker = (at: number) => ({ chunk: chunk(at), frame: displayFrame(5), text: 'm' })
    const [first, second] = after(
      { type: 'addTake', card: a, take: takeId('t') },
      { type: 'setText', card: a, field: 'dialogue', text: 'Hello.' },
      { type: 'setMarkers', card: a, markers: [marker(2), marker(3)] },
      { type: 'splitCard', card: a, at: chunk(3), id: id('n') }
    ).cards
    expect(first).toMatchObject({
      length: 3,
      dialogue: 'Hello.',
      markers: [marker(2)],
      takes: [{ take: 't', from: 0 }]
    })
    expect(second).toMatchObject({ id: 'n', length: 1, dialogue: '', prompt: 'Shot a.', markers: [marker(0)] })
    expect(second).toMatchObject({ activeTake: 't', takes: [{ take: 't', from: 3 }] })
  })
})

describe('takes', () => {
  const made = after({ type: 'addTake', card: a, take: takeId('1') }, { type: 'addTake', card: a, take: takeId('2') })

  test('shows the new take, and the old one again when undone', () => {
    const step = perform(made, emptyHistory, { type: 'addTake', card: a, take: takeId('3') })
    expect(step.film.cards[0]!.activeTake).toBe('3')
    expect(undo(step.film, step.history)!.film).toStrictEqual(made)
  })

  test('stars, chooses and drops', () => {
    const starred = apply(made, { type: 'starTake', card: a, take: takeId('1'), on: true }).film
    expect(starred.cards[0]!.takes.map((use) => use.starred)).toEqual([true, false])
    expect(apply(made, { type: 'setActiveTake', card: a, take: takeId('1') }).film.cards[0]!.activeTake).toBe('1')
    expect(apply(made, { type: 'dropTake', card: a, take: takeId('2') }).film.cards[0]!.activeTake).toBe('1')
  })
})

describe('remembered frames', () => {
  const face = { page: pageId('a'.repeat(64)), frame: 1, at: latentFrame(7), name: 'the hero’s face' }
  const hat = { ...face, frame: 2, name: '' }
  const marks = (state: Film, index: number) => {
    const { pins, forgets } = state.cards[index]!
    return [pins.map(({ name }) => name), forgets.map(({ name }) => name)]
  }
  const mark = (as: 'pin' | 'forget' | null, frame = face, cards = [b, c]): Edit => ({
    type: 'markFrame',
    cards,
    mark: frame,
    as
  })

  test('are pinned or forgotten, never both, and unmarked', () => {
    const both = after(mark('pin'), mark('pin', hat), mark('forget', face, [b]))
    expect([marks(both, 0), marks(both, 1), marks(both, 2)]).toEqual([
      [[], []],
      [[''], ['the hero’s face']],
      [['the hero’s face', ''], []]
    ])
    expect(marks(after(mark('pin'), mark(null)), 1)).toEqual([[], []])
  })

  test('keep their order when renamed', () => {
    const named = after(mark('pin'), mark('pin', hat), mark('pin', { ...face, name: 'her face' }))
    expect(marks(named, 1)).toEqual([['her face', ''], []])
  })
})

describe('the cast', () => {
  const cat = { id: castId('k'), kind: 'character', name: 'cat', words: 'a purple cat' } as const
  const cast = after(
    { type: 'addCastMember', member: cat },
    { type: 'setText', card: a, field: 'prompt', text: '@cat and @Mia' },
    { type: 'setText', card: c, field: 'prompt', text: '@Cat sleeps' }
  )

  test('a rename is undone exactly, even where the new name was there before', () => {
    const step = perform(cast, emptyHistory, { type: 'setCastMember', member: { ...cat, name: 'Mia' } })
    expect(step.film.cards.map((card) => card.prompt)).toEqual(['@Mia and @Mia', 'Shot b.', '@Mia sleeps', 'Shot d.'])
    expect(undo(step.film, step.history)!.film).toStrictEqual(cast)
  })

  test('refuses a duplicate name', () => {
    expect(codeOf(() => apply(cast, { type: 'addCastMember', member: { ...cat, id: castId('j'), name: 'CAT' } }))).toBe(
      'edit.invalid'
    )
  })
})

describe('refusals', () => {
  test.each<[string, Edit]>([
    ['edit.card', { type: 'setLength', card: id('gone'), length: chunk(2) }],
    ['edit.card', { type: 'removeCards', cards: [a, a] }],
    ['edit.place', { type: 'moveCards', cards: [a], to: 5 }],
    ['edit.place', { type: 'addCards', at: 5, cards: [newCard(id('n'))] }],
    ['edit.invalid', { type: 'addCards', at: 0, cards: [newCard(a)] }],
    ['edit.invalid', { type: 'setLength', card: a, length: chunk(limits.cardChunks + 1) }],
    ['edit.length', { type: 'roll', card: a, by: 4 }],
    ['edit.length', { type: 'trimHead', card: a, by: 4 }],
    ['edit.neighbour', { type: 'roll', card: d, by: 1 }],
    ['edit.split', { type: 'splitCard', card: a, at: chunk(4), id: id('n') }],
    ['edit.split', { type: 'splitCard', card: a, at: chunk(0), id: id('n') }],
    ['edit.take', { type: 'setActiveTake', card: a, take: takeId('none') }],
    ['edit.copies', { type: 'duplicateCards', cards: [a, b], copies: [id('x')] }],
    ['edit.cast', { type: 'removeCastMember', id: castId('none') }]
  ])('%s', (code, edit) => {
    expect(codeOf(() => apply(film, edit))).toBe(code)
  })

  test('enforces the limit of shots', () => {
    const full = { ...film, cards: Array.from({ length: limits.cards }, (_, index) => newCard(id(`c${index}`))) }
    expect(codeOf(() => apply(full, { type: 'addCards', at: 0, cards: [newCard(id('n'))] }))).toBe('edit.invalid')
  })

  test.each([
    null,
    'undo',
    {},
    { type: 'explode' },
    { type: 'setLength', card: 'a', length: 0 },
    { type: 'setLength', card: 'a', length: 2, more: 1 },
    { type: 'setText', card: 'a', field: 'id', text: 'b' },
    { type: 'setText', card: 'a', field: 'title', text: 'x'.repeat(201) },
    { type: 'removeCards', cards: [] }
  ])('parses no garbage: %j', (value) => {
    expect(v.is(editSchema, value)).toBe(false)
  })

  test('refuses a damaged undo log', () => {
    expect(codeOf(() => parseEntry({}, 1))).toBe('edit.log')
  })
})

describe('primitive changes', () => {
  test('are taken back in reverse order', () => {
    const card = newCard(id('n'))
    const { film: changed, inverse } = applyChanges(film, [
      { kind: 'insert', places: [{ at: 0, card }] },
      { kind: 'set', cards: [{ card: card.id, fields: { title: 'T' }, takes: [] }] },
      { kind: 'move', places: [{ at: 4, card: card.id }] }
    ])
    expect(changed.cards[4]!.title).toBe('T')
    expect(applyChanges(changed, inverse).film).toStrictEqual(film)
  })

  test.each<Change>([
    { kind: 'insert', places: [{ at: 9, card: newCard(id('n')) }] },
    { kind: 'remove', cards: [id('n')] },
    { kind: 'move', places: [{ at: 4, card: a }] },
    { kind: 'set', cards: [{ card: id('n'), fields: {}, takes: [] }] }
  ])('are refused by a film they do not belong to: $kind', (change) => {
    expect(codeOf(() => applyChanges(film, [change]))).toBe('edit.mismatch')
  })
})

describe('the undo log', () => {
  const type = (state: Edited, text: string, burst: string | null) =>
    perform(state.film, state.history, { type: 'setText', card: a, field: 'prompt', text }, burst)
  const start: Edited = { film, history: emptyHistory }

  test('merges a burst of typing into one entry', () => {
    const typed = ['h', 'he', 'hel', 'hell', 'hello'].reduce((state, text) => type(state, text, '1'), start)
    expect(typed.history.done).toHaveLength(1)
    expect(typed.history.done[0]!.changes).toHaveLength(1)
    expect(type(typed, 'hello!', '2').history.done).toHaveLength(2)
    expect(undo(typed.film, typed.history)!.film).toStrictEqual(film)
  })

  test.each<Edit>([
    { type: 'setText', card: a, field: 'prompt', text: 'Shot a.' },
    { type: 'setSeed', card: a, seed: { ...film.cards[0]!.seed } },
    { type: 'moveCards', cards: [b, c], to: 2 },
    { type: 'setTitle', title: 'F' },
    { type: 'setActiveTake', card: a, take: null }
  ])('stores nothing for an edit that changes nothing, and keeps redo: $type', (edit) => {
    const undone = undo(type(start, 'x', null).film, type(start, 'x', null).history)!
    expect(perform(undone.film, undone.history, edit)).toEqual(undone)
  })

  test('drops a burst that ends as it began', () => {
    const before = film.cards.find((card) => card.id === a)!.prompt
    const typed = ['h', 'he', 'h', before].reduce((state, text) => type(state, text, '1'), start)
    expect(typed.film).toStrictEqual(film)
    expect(typed.history.done).toHaveLength(0)
    expect(type(typed, 'he', '1').history.done).toHaveLength(1)
  })

  test('clears the redo list on a new edit', () => {
    const undone = undo(type(start, 'x', null).film, type(start, 'x', null).history)!
    expect(undone.history.undone).toHaveLength(1)
    expect(type(undone, 'y', null).history.undone).toHaveLength(0)
  })

  test('labels the next undo', () => {
    const { history } = perform(film, emptyHistory, { type: 'moveCards', cards: [a, b], to: 4 })
    expect(history.done[0]!.label).toEqual({ what: 'moveCards', count: 2 })
  })
})
