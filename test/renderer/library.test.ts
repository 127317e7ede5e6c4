import { describe, expect, it } from 'vitest'
import { resolvePrompt } from '../../app/film/prompt.ts'
import { castMemberSchema } from '../../app/film/schema.ts'
import { castId } from '../../app/ids.ts'
import * as v from 'valibot'
import { freeName, library, memberOf, promptFor } from '../../renderer/shell/library.ts'

const cards = library.flatMap(({ cards }) => cards)
const about = (name: string) => cards.find(({ subject }) => subject?.name === name)!

describe('a character or place on the tray', () => {
  it('can be one of the cast as it is, and with its name the model reads the same', () => {
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

  it('goes by the name the artist gave it, found by its words', () => {
    const luna = { ...about('cat').subject!, id: castId('a'), name: 'Luna' }
    expect(promptFor(about('cat'), [luna])).toBe('@Luna stands still in a meadow.')
    expect(memberOf(about('dog'), [luna])).toBeNull()
    expect(memberOf(about('cat'), [{ ...luna, words: 'a purple cat' }])).toBeNull()
  })

  it('takes no name that somebody has', () => {
    const cat = { ...about('cat').subject!, id: castId('a'), name: 'Cat', words: 'a purple cat' }
    expect(freeName('cat', [cat])).toBe('cat-2')
    expect(freeName('cat', [cat, { ...cat, name: 'cat-2' }])).toBe('cat-3')
    expect(freeName('forest', [cat])).toBe('forest')
  })
})
