/**
 * Ready-made cards from the model's training vocabulary: whole shots, cast, places and actions. The model reads these texts,
 * so they stay in its language whatever the window's.
 */
import type { Vocabulary } from '../../app/contract/prompt.ts'
import type { CastMember } from '../../app/film/film.ts'
import { capital, sameName } from '../../app/film/prompt.ts'

/** The person or place of a card, ready to be a cast member. */
type Subject = Omit<CastMember, 'id'>

export interface LibraryCard {
  readonly prompt: string
  /** Null: no recurring person or place. */
  readonly subject: Subject | null
  /** The prompt with the subject replaced by a name. */
  readonly about: (name: string) => string
}

export interface Shelf {
  readonly id: 'shots' | 'cast' | 'places' | 'actions'
  readonly cards: readonly LibraryCard[]
}

/** One group per kind that the pack lists; none where it lists nothing. */
export function libraryOf(knows: Vocabulary | null): readonly Shelf[] {
  if (knows === null) return []
  const { cast, actions, places, times } = knows
  const shelves: readonly Shelf[] = [
    { id: 'shots', cards: (knows.shots ?? []).map(shot) },
    {
      id: 'cast',
      cards: cast.map((words) => about('character', words, words, (who) => sentence(who, actions[0], places[0])))
    },
    {
      id: 'places',
      cards: places.map((where, index) =>
        about('place', where, phrase(where, times[index % times.length]), (there) =>
          sentence(cast[0], actions[0], there)
        )
      )
    },
    { id: 'actions', cards: actions.map((what) => shot(sentence(cast[0], what, places[0]))) }
  ]
  return shelves.filter(({ cards }) => cards.length > 0)
}

const phrase = (...parts: readonly (string | undefined)[]): string => parts.filter((part) => part).join(' ')
const sentence = (...parts: readonly (string | undefined)[]): string => `${capital(phrase(...parts))}.`
const shot = (prompt: string): LibraryCard => ({ prompt, subject: null, about: () => prompt })

function about(kind: Subject['kind'], noun: string, words: string, prompt: (subject: string) => string): LibraryCard {
  return { prompt: prompt(words), subject: { kind, name: lastWord(noun), words }, about: prompt }
}

/** `cat` of `a cat`, `snow` of `in the snow`. */
const lastWord = (words: string): string => words.slice(words.lastIndexOf(' ') + 1)

/** The cast member for a card's subject: the one with its words, whatever the name. */
export const memberOf = ({ subject }: LibraryCard, cast: readonly CastMember[]): CastMember | null =>
  (subject && cast.find(({ kind, words }) => kind === subject.kind && words === subject.words)) ?? null

/** A card's prompt in a film with this cast. */
export function promptFor(card: LibraryCard, cast: readonly CastMember[]): string {
  const member = memberOf(card, cast)
  return member ? card.about(`@${member.name}`) : card.prompt
}

/** A name that is free in the cast: the preferred one, or that with a number. */
export function freeName(name: string, cast: readonly CastMember[]): string {
  const taken = new Set(cast.map((member) => sameName(member.name)))
  for (let count = 1; ; count++) {
    const tried = count === 1 ? name : `${name}-${count}`
    if (!taken.has(sameName(tried))) return tried
  }
}
