/** What every edit of shots does to their scenes. */
import { describe, expect, test } from 'vitest'
import { apply } from '../../../app/edits/apply.ts'
import { carry } from '../../../app/edits/carry.ts'
import type { Edit } from '../../../app/edits/edit.ts'
import { emptyHistory, perform, undo } from '../../../app/edits/history.ts'
import { emptyFilm, newCard, type Film } from '../../../app/film/film.ts'
import { nextColour, sceneColours, type Scene } from '../../../app/film/scene.ts'
import { parseFilm } from '../../../app/film/schema.ts'
import { cardId as id, sceneId } from '../../../app/ids.ts'
import { chunk } from '../../../app/time.ts'

const barn: Scene = { id: sceneId('barn'), name: 'INT. BARN - NIGHT', colour: 'sky' }
const hill: Scene = { id: sceneId('hill'), name: 'EXT. HILL - DAY', colour: 'green' }
const known: Readonly<Record<string, Scene | null>> = { b: barn, h: hill, '-': null }

/** A film of a shot for each sign: of the barn, the hill or no scene. Ids count from 0. */
const film = (scenes: string): Film => ({
  ...emptyFilm('F'),
  cards: [...scenes].map((sign, index) => newCard(id(String(index)), { scene: known[sign]!, prompt: sign }))
})
/** The scenes of a film as signs; a scene that is called otherwise as `?`. */
const scenes = ({ cards }: Film): string =>
  cards.map(({ scene }) => Object.keys(known).find((sign) => known[sign]?.name === scene?.name) ?? '?').join('')
const after = (before: string, ...edits: Edit[]): Film =>
  edits.reduce((state, edit) => apply(state, edit).film, film(before))

describe('a scene', () => {
  test('is given to some shots, and taken from them', () => {
    expect(scenes(after('----', { type: 'setScene', cards: [id('1'), id('2')], scene: barn }))).toBe('-bb-')
    expect(scenes(after('bbhh', { type: 'setScene', cards: [id('1'), id('2')], scene: null }))).toBe('b--h')
  })

  test('is renamed on all of its shots', () => {
    const renamed = after('b-hb', { type: 'setScene', cards: [id('3')], scene: { ...barn, name: 'EXT. HILL - DAY' } })
    expect(renamed.cards.map(({ scene }) => scene?.name)).toEqual(['EXT. HILL - DAY', undefined, hill.name, hill.name])
    expect(renamed.cards.map(({ scene }) => scene?.id)).toEqual(['barn', undefined, 'hill', 'barn'])
  })

  test('must be equal on all of its shots, in files and after every edit', () => {
    const two = film('bb')
    const cards = [two.cards[0]!, { ...two.cards[1]!, scene: { ...barn, colour: 'pink' as const } }]
    expect(() => parseFilm({ ...two, cards })).toThrow('tells one scene in two ways')
  })

  test('a name typed letter by letter is one undo step, per scene', () => {
    let edited = { film: film('bh'), history: emptyHistory }
    for (const [scene, card, name] of [
      [barn, '0', 'A'],
      [barn, '0', 'AB'],
      [hill, '1', 'C']
    ] as const) {
      const edit: Edit = { type: 'setScene', cards: [id(card)], scene: { ...scene, name } }
      edited = perform(edited.film, edited.history, edit, 'writing-0')
    }
    expect(edited.history.done).toHaveLength(2)
    const back = undo(edited.film, edited.history)!
    expect(back.film.cards.map(({ scene }) => scene?.name)).toEqual(['AB', hill.name])
  })
})

describe('a shot', () => {
  test('keeps its scene wherever it is moved', () => {
    expect(scenes(after('bbhh', { type: 'moveCards', cards: [id('0')], to: 3 }))).toBe('bhbh')
  })

  test.each([
    ['inside a scene, belongs to it', 'bbhh', [0], 3, 'bhhh'],
    ['inside a scene, without one of its own', 'bb-', [2], 1, 'bbb'],
    ['between two scenes, keeps its own', 'b-bhh', [0], 3, '-bbhh'],
    ['between two scenes, has none still', '-bbhh', [0], 3, 'bb-hh'],
    ['of the same scene, stays in it', 'bbb', [0], 2, 'bbb'],
    ['with all of its scene, keeps it', 'bbhh', [0, 1], 3, 'hbbh'],
    ['with a part of its scene, does not', 'bbbhh', [0, 1], 4, 'bhhhh'],
    ['at the ends of the film, keeps its own', 'bbh', [0], 3, 'bhb']
  ])('a shot dropped %s', (_, before, cards, to, result) => {
    const drop: Edit = { type: 'moveCards', cards: cards.map((card) => id(String(card))), to, joins: true }
    const applied = apply(film(before), drop)
    expect(scenes(applied.film)).toBe(result)
  })

  test.each([
    ['new', 'bb', 1, '-', 'bbb'],
    ['new, behind a scene', 'bb', 2, '-', 'bb-'],
    ['of another scene that stays behind', 'bbh', 1, 'h', 'bbbh'],
    ['of a scene that comes with it', 'bb', 1, 'h', 'bhb']
  ])('an inserted shot, %s', (_, before, at, coming, result) => {
    const cards = film(coming).cards.map((card, index) => ({ ...card, id: id(`new-${index}`) }))
    for (const type of ['addCards', 'pasteCards'] as const)
      expect(scenes(after(before, { type, at, cards }))).toBe(result)
  })

  test('cut before its scene was renamed is pasted with the new name', () => {
    const cut = film('bb').cards[0]!
    const renamed: Scene = { ...barn, name: 'THE BARN', colour: 'pink' }
    const back = after(
      'bb',
      { type: 'removeCards', cards: [cut.id] },
      { type: 'setScene', cards: [id('1')], scene: renamed },
      { type: 'pasteCards', at: 0, cards: [cut] }
    )
    expect(back.cards.map(({ scene }) => scene)).toEqual([renamed, renamed])
  })

  test('split or duplicated stays in its scene', () => {
    expect(scenes(after('bh', { type: 'splitCard', card: id('0'), at: chunk(1), id: id('n') }))).toBe('bbh')
    expect(scenes(after('bh', { type: 'duplicateCards', cards: [id('1')], copies: [id('n')] }))).toBe('bhh')
  })

  test('carried into another film brings its scene', () => {
    const from = film('bb')
    const { cards } = carry(from.cards, from, film('-h'), () => id('fresh'))
    expect(cards.map(({ scene }) => scene)).toEqual([barn, barn])
  })
})

test('the next colour is the one used least, in their order', () => {
  const used: { colour: Scene['colour'] }[] = []
  for (const colour of [...sceneColours, ...sceneColours]) {
    expect(nextColour(used)).toBe(colour)
    used.push({ colour })
  }
  expect(nextColour([{ colour: 'sky' }, { colour: 'green' }])).toBe('red')
})
