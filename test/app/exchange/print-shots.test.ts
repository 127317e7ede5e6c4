/** A printed shot list is read back as the same film. */
import * as fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { parseShotList } from '../../../app/exchange/parse-shots.ts'
import { printShotList } from '../../../app/exchange/print-shots.ts'
import type { Card, Film } from '../../../app/film/film.ts'
import { scenesOf } from '../../../app/film/scene.ts'
import { sameName } from '../../../app/film/prompt.ts'
import { cardId } from '../../../app/ids.ts'
import { anyFilm } from '../film/kit/arbitrary.ts'
import { base, wan, idOf, parse, film, faults, purple } from './kit/shot-list.ts'

describe('a printed shot list', () => {
  /** What of a scene is read back: its name, its colour, and which of them all it is. */
  const sceneIn = ({ scene }: Card, cards: readonly Card[]) =>
    scene && [scene.name.trim(), scene.colour, scenesOf(cards).findIndex(({ id }) => id === scene.id)]
  const planOf = ({ title, cards, cast, settings }: Film) => ({
    title: title.trim(),
    settings,
    cast: cast.map(({ kind, name, words }) => [kind, name, words.trim()]),
    cards: cards.map((card: Card) => [
      ...[card.title, card.shot, card.prompt, card.notes, card.dialogue].map((text) => text.trim()),
      sceneIn(card, cards),
      { ...card.language, lens: card.language.lens.trim(), place: card.language.place.trim() },
      card.label,
      card.length,
      card.seed.locked ? card.seed.value : null,
      card.policy,
      card.lookAhead,
      card.titleCard
    ])
  })
  const titlesDiffer = ({ cards }: Film) => {
    const titles = cards.map(({ title }) => sameName(title.trim())).filter((title) => title !== '')
    return new Set(titles).size === titles.length
  }

  test.each([
    ['storybook', base],
    ['Wan', wan]
  ])('is read back as the same plan (%s)', (_, time) => {
    fc.assert(
      fc.property(
        anyFilm().filter((any) => any.cards.length > 0 && titlesDiffer(any)),
        (any) => {
          const { film: read, faults: found } = parseShotList(printShotList(any, time), time, idOf)
          expect(found).toEqual([])
          expect(planOf(read!)).toEqual(planOf(any))
        }
      ),
      { seed: 4, numRuns: 1000 }
    )
  })

  test('distinguishes equal scenes, and a colour from the end of a name', () => {
    const list = [
      ['> scene: Barn (sky)', '> scene: Barn (sky 2)', '> scene: Barn (sky)'],
      ['> scene: Barn (old) (Red)', '> scene: Barn (old)', '> scene:']
    ].flat()
    const { cards } = film(list.map((line) => `##\nA cat.\n${line}`).join('\n'))
    const told = cards.map(({ scene }) => scene && [scene.name, scene.colour])
    expect(told).toEqual([
      ...[['Barn', 'sky'], ['Barn', 'sky'], ['Barn', 'sky'], ['Barn (old)', 'red'], ['Barn (old)', 'green'], null]
    ])
    expect(cards[0]!.scene!.id).toBe(cards[2]!.scene!.id)
    expect(scenesOf(cards)).toHaveLength(4)
    expect(faults(`##\nA cat.\n> scene: ${'x'.repeat(201)}`)).toEqual(['1 shots.text'])
  })

  test('says shot language in abbreviations, and reads names too', () => {
    const [card] = film('##\nA cat.\n> size: Medium close-up\n> angle: ots\n> place: Barn\n> label: Red').cards
    expect([card!.language.size, card!.language.angle, card!.language.place, card!.label]).toEqual([
      ...['mediumCloseUp', 'overTheShoulder', 'Barn', 'red']
    ])
    expect(printShotList(film('##\nA cat.\n> time: night\n> size: cu'), base)).toContain('> size: CU\n> time: NIGHT\n')
    expect(faults('##\nA cat.\n> size: huge\n> label: mauve')).toEqual(['1 shots.term', '1 shots.term'])
    expect(faults(`##\nA cat.\n> lens: ${'x'.repeat(41)}`)).toEqual(['1 shots.text'])
  })

  test('says how many frames a transition takes', () => {
    const [card] = film('##\nA cat.\n> transition: fade in\n> over: 12').cards
    expect([card!.language.transition, card!.transitionLength]).toEqual(['fadeIn', 12])
    const text = printShotList(film('##\nA cat.\n> over: 12\n> transition: dissolve'), base)
    expect(text).toContain('> transition: DISSOLVE\n> over: 12\n')
    for (const over of ['0', '241', '1.5', 'long'])
      expect(faults(`##\nA cat.\n> over: ${over}`)).toEqual(['1 shots.over'])
  })

  test('numbers duplicate scenes in linear time', () => {
    const one = film('## Night\nIt sleeps.')
    const titles = [...Array.from({ length: 499 }, (_, index) => (index % 2 ? 'Night' : 'NIGHT')), 'night 3']
    const cards = titles.map((title, index) => ({ ...one.cards[0]!, id: cardId(`card-${index}`), title }))
    const has = vi.spyOn(Set.prototype, 'has')
    const text = printShotList({ ...one, cards }, base)
    expect(has.mock.calls.length).toBeLessThan(3 * titles.length)
    has.mockRestore()
    const printed = film(text).cards.map(({ title }) => title)
    expect(printed.slice(0, 4)).toEqual(['NIGHT', 'Night 2', 'NIGHT 4', 'Night 5'])
    expect(printed.at(-1)).toBe('night 3')
  })

  test('numbers titles that occur twice, and is always readable', () => {
    fc.assert(
      fc.property(
        anyFilm().filter(({ cards }) => cards.length > 0),
        fc.constantFrom('A', 'x'.repeat(200)),
        (any, title) => {
          const same = { ...any, cards: any.cards.map((card) => ({ ...card, title })) }
          expect(parse(printShotList(same, base)).faults).toEqual([])
        }
      ),
      { seed: 5, numRuns: 100 }
    )
  })

  test('is formatted as if written by hand', () => {
    const text = purple.replace('// A comment.\n', '').replace('(1:30,', '(90 s,').replace('##\n', '## 3. (4 s)\n')
    expect(printShotList(film(purple), base)).toBe(text)
  })
})
