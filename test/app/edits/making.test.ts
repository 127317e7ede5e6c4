/** Edits and making do not disturb each other's history: docs/undo.md, "What undo takes back". */
import { describe, expect, test } from 'vitest'
import type { Edit } from '../../../app/edits/edit.ts'
import { emptyHistory, perform, redo, showMade, undo, type Edited } from '../../../app/edits/history.ts'
import { parseEntry } from '../../../app/edits/stored-entry.ts'
import { activeUse, emptyFilm, newCard, type Film } from '../../../app/film/film.ts'
import { limits } from '../../../app/base/limits.ts'
import { cardId, takeId } from '../../../app/ids.ts'
import { chunk } from '../../../app/time.ts'

const [a, b, c] = [cardId('a'), cardId('b'), cardId('c')]
const film: Film = { ...emptyFilm('F'), cards: [a, b, c].map((id) => newCard(id, { prompt: `Shot ${id}.` })) }
const start: Edited = { film, history: emptyHistory }

const does = ({ film, history }: Edited, edit: Edit): Edited => perform(film, history, edit)
const makes = ({ film, history }: Edited, card: typeof a, take: string, burst: string | null = null): Edited =>
  showMade(film, history, { card, use: { take: takeId(take), from: chunk(0), starred: false } }, burst)!
const undone = ({ film, history }: Edited): Edited => undo(film, history)!
const redone = ({ film, history }: Edited): Edited => redo(film, history)!
const text = (card: typeof a, value: string): Edit => ({ type: 'setText', card, field: 'prompt', text: value })

const cardOf = ({ film }: Edited, id: typeof a) => film.cards.find((card) => card.id === id)!
const takes = (state: Edited, id = a) => cardOf(state, id).takes.map(({ take }) => take)
const shown = (state: Edited, id = a) => activeUse(cardOf(state, id))?.take ?? null
const labels = ({ history }: Edited) => [
  history.done.map(({ label }) => label.what),
  history.undone.map(({ label }) => label.what).toReversed()
]

describe('a take that begins', () => {
  test('is shown; undo shows the one before and keeps it among the takes; redo works', () => {
    const made = makes(makes(start, a, '1'), a, '2')
    expect([takes(made), shown(made)]).toEqual([['1', '2'], '2'])
    const back = undone(made)
    expect([takes(back), shown(back)]).toEqual([['1', '2'], '1'])
    const none = undone(back)
    expect([takes(none), shown(none)]).toEqual([['1', '2'], null])
    expect(redone(redone(none)).film).toStrictEqual(made.film)
  })

  test('keeps the redo list, and is placed before it', () => {
    const state = makes(undone(does(does(start, text(a, 'x')), text(b, 'y'))), c, '1')
    expect(labels(state)).toEqual([['setText.prompt', 'addTake'], ['setText.prompt']])
    const again = redone(state)
    expect(cardOf(again, b).prompt).toBe('y')
    expect(shown(undone(undone(again)), c)).toBeNull()
    expect(cardOf(undone(undone(undone(again))), a).prompt).toBe('Shot a.')
  })

  test('takes of one run are one undo step, until another edit', () => {
    const run = makes(makes(start, a, '1', 'run'), b, '2', 'run')
    expect(run.history.done.map(({ label }) => label)).toEqual([{ what: 'addTake', count: 2 }])
    expect([shown(undone(run)), shown(undone(run), b)]).toEqual([null, null])
    expect(labels(makes(does(run, text(c, 'x')), c, '3', 'run'))[0]).toEqual(['addTake', 'setText.prompt', 'addTake'])
  })

  test.each<[string, Edit]>([
    ['deleting', { type: 'removeCards', cards: [a] }],
    ['splitting', { type: 'splitCard', card: a, at: chunk(2), id: cardId('half') }],
    ['trimming', { type: 'trimHead', card: a, by: 1 }],
    ['starring', { type: 'starTake', card: a, take: takeId('1'), on: true }],
    ['dropping a take', { type: 'dropTake', card: a, take: takeId('1') }],
    ['choosing a take', { type: 'setActiveTake', card: a, take: null }],
    ['writing', text(a, 'x')]
  ])('stays with its shot when %s is undone, redone, and undone again around it', (_, edit) => {
    const first = makes(start, a, '1')
    const meanwhile = makes(undone(does(first, edit)), a, '2')
    expect(takes(meanwhile)).toEqual(['1', '2'])
    const twice = undone(redone(meanwhile))
    expect(twice.film).toStrictEqual(meanwhile.film)
    if (edit.type === 'removeCards') return
    const after = undone(makes(does(first, edit), a, '2'))
    expect(takes(undone(after))).toEqual(['1', '2'])
    expect(shown(undone(after))).toBe('1')
  })

  test('is ignored for a missing shot or one with the maximum of takes', () => {
    const use = { take: takeId('t'), from: chunk(0), starred: false }
    expect(showMade(film, emptyHistory, { card: cardId('gone'), use }, null)).toBeNull()
    const uses = Array.from({ length: limits.takesPerCard }, (_, index) => ({ ...use, take: takeId(`t${index}`) }))
    const full = { ...film, cards: [{ ...film.cards[0]!, takes: uses }] }
    expect(showMade(full, emptyHistory, { card: a, use }, null)).toBeNull()
  })
})

describe('steps that earlier versions wrote, with whole cards', () => {
  const [card] = film.cards
  const one = { take: takeId('1'), from: chunk(0), starred: false }
  const two = { ...one, take: takeId('2') }
  const old = (what: string, before: object, after: object, number: number) =>
    parseEntry(
      {
        label: { what, count: 1 },
        changes: [{ kind: 'replace', cards: [{ ...card, ...after }] }],
        inverse: [{ kind: 'replace', cards: [{ ...card, ...before }] }],
        key: null
      },
      number
    )!

  test('undo only what they did, nothing made since', () => {
    const made = { takes: [one], activeTake: one.take }
    const done = [old('addTake', {}, made, 1), old('setText.prompt', made, { ...made, prompt: 'x' }, 2)]
    const now: Film = { ...film, cards: [{ ...card!, ...made, prompt: 'x' }, ...film.cards.slice(1)] }
    const state = makes({ film: now, history: { done, undone: [] } }, a, '2')
    const words = undone(undone(state))
    expect(cardOf(words, a)).toStrictEqual({ ...card, takes: [one, two], activeTake: '1' })
    expect(cardOf(undone(words), a)).toStrictEqual({ ...card, takes: [one, two] })
    expect(redone(redone(redone(undone(words)))).film).toStrictEqual(state.film)
  })

  test('bring a take back that was dropped', () => {
    const both = { takes: [one, two], activeTake: two.take }
    const left = { takes: [one], activeTake: one.take }
    const now: Film = { ...film, cards: [{ ...card!, ...left }] }
    const state = undone({ film: now, history: { done: [old('dropTake', both, left, 1)], undone: [] } })
    expect(cardOf(state, a)).toStrictEqual({ ...card, ...both })
  })
})
