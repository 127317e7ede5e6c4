import { describe, expect, test } from 'vitest'
import { resolvePrompt } from '../../../app/film/prompt.ts'
import { castMemberSchema } from '../../../app/film/schema.ts'
import { castId } from '../../../app/ids.ts'
import * as v from 'valibot'
import { readFileSync } from 'node:fs'
import type { Vocabulary } from '../../../app/contract/prompt.ts'
import { untaught } from '../../../renderer/inspector/untaught.ts'
import { freeName, libraryOf, memberOf, promptFor } from '../../../renderer/shell/library.ts'

const pack = new URL('../../../assets/packs/storybook/manifest.json', import.meta.url)
const { knows } = JSON.parse(readFileSync(pack, 'utf8')) as { knows: Vocabulary }
const cards = libraryOf(knows).flatMap(({ cards }) => cards)
const about = (name: string) => cards.find(({ subject }) => subject?.name === name)!

describe('a character or place on the tray', () => {
  test('can be added to the cast without changing what the model reads', () => {
    const subjects = cards.filter(({ subject }) => subject !== null)
    expect(subjects).toHaveLength(20)
    for (const card of subjects) {
      const member = { ...card.subject!, id: castId('member') }
      expect(v.is(castMemberSchema, member)).toBe(true)
      const prompt = promptFor(card, [member])
      expect(prompt).toContain(`@${member.name}`)
      expect(resolvePrompt({ cast: [member] }, { prompt }).toLowerCase()).toBe(card.prompt.toLowerCase())
    }
  })

  test('uses the artist’s name for it, found by its words', () => {
    const luna = { ...about('cat').subject!, id: castId('a'), name: 'Luna' }
    expect(promptFor(about('cat'), [luna])).toBe('@Luna stands still in a meadow.')
    expect(memberOf(about('dog'), [luna])).toBeNull()
    expect(memberOf(about('cat'), [{ ...luna, words: 'a purple cat' }])).toBeNull()
  })

  test('gets a free name', () => {
    const cat = { ...about('cat').subject!, id: castId('a'), name: 'Cat', words: 'a purple cat' }
    expect(freeName('cat', [cat])).toBe('cat-2')
    expect(freeName('cat', [cat, { ...cat, name: 'cat-2' }])).toBe('cat-3')
    expect(freeName('forest', [cat])).toBe('forest')
  })
})

describe('the tray offers what the model knows', () => {
  test('as cards: shots, cast, places, actions, all in vocabulary words', () => {
    expect(libraryOf(knows).map(({ id, cards }) => [id, cards.length])).toEqual([
      ['shots', 8],
      ['cast', 12],
      ['places', 8],
      ['actions', 12]
    ])
    expect(cards.flatMap(({ prompt }) => untaught(prompt, knows))).toEqual([])
    expect(cards.map(({ prompt }) => prompt)).toContain('An elephant stands still in a meadow.')
    expect(cards.map(({ prompt }) => prompt)).toContain('A cat stands still in the snow at sunset.')
  })

  test('without empty groups', () => {
    const robots = { cast: ['a robot'], colours: [], actions: [], places: [], times: [] }
    expect(libraryOf(robots).map(({ cards }) => cards.map(({ prompt }) => prompt))).toEqual([['A robot.']])
    expect(libraryOf(null)).toEqual([])
  })
})
