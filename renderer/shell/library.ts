/**
 * Ready-made words for the storybook world: whole shots to begin with, and its cast, places and actions. They are what
 * the model reads, so they are English in every language of the window.
 */
import type { CastMember } from '../../app/film/film.ts'
import { sameName } from '../../app/film/prompt.ts'

/** Who or where a card is about, ready to be one of the film's cast. */
type Subject = Omit<CastMember, 'id'>

export interface LibraryCard {
  readonly prompt: string
  /** Null: nobody who returns. */
  readonly subject: Subject | null
  /** The prompt with somebody else's name in the place of the subject. */
  readonly about: (name: string) => string
}

export interface Shelf {
  readonly id: 'shots' | 'cast' | 'places' | 'actions'
  readonly cards: readonly LibraryCard[]
}

const shot = (prompt: string): LibraryCard => ({ prompt, subject: null, about: () => prompt })

function character(name: string): LibraryCard {
  const words = `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`
  const about = (who: string): string => `${who} stands still in a meadow.`
  return { prompt: about(words.replace(/^a/, 'A')), subject: { kind: 'character', name, words }, about }
}

function place([name, words]: readonly [string, string]): LibraryCard {
  const about = (where: string): string => `A dog waits ${where}.`
  return { prompt: about(words), subject: { kind: 'place', name, words }, about }
}

export const library: readonly Shelf[] = [
  {
    id: 'shots',
    cards: [
      'A purple cat walks to the right in a forest at night.',
      'The cat stands still in a forest at night.',
      'A yellow duck stands still by the sea.',
      'A dinosaur dances on the moon.',
      'A rabbit jumps up and down in a meadow on a sunny day.',
      'A penguin walks to the left and a dog waits in the snow.',
      'A red car runs to the right on a city street at night.',
      'A blue owl stands still in a forest at night.'
    ].map(shot)
  },
  {
    id: 'cast',
    cards: [
      'cat',
      'dog',
      'rabbit',
      'horse',
      'elephant',
      'penguin',
      'duck',
      'pig',
      'dinosaur',
      'owl',
      'monkey',
      'car'
    ].map(character)
  },
  {
    id: 'places',
    cards: (
      [
        ['meadow', 'in a meadow on a sunny day'],
        ['forest', 'in a forest at night'],
        ['beach', 'on a beach at sunset'],
        ['desert', 'in a desert by day'],
        ['snow', 'in the snow'],
        ['street', 'on a city street at night'],
        ['moon', 'on the moon under the stars'],
        ['farm', 'on a farm at dusk']
      ] as const
    ).map(place)
  },
  {
    id: 'actions',
    cards: [
      'stands still',
      'walks to the left',
      'walks to the right',
      'runs to the left',
      'runs to the right',
      'jumps up and down',
      'dances',
      'falls asleep',
      'enters from the left',
      'enters from the right',
      'leaves to the left',
      'leaves to the right'
    ].map((what) => shot(`The cat ${what} in a forest.`))
  }
]

/** Whom of the cast a card is about: the one with its words, whatever name the artist gave. */
export const memberOf = ({ subject }: LibraryCard, cast: readonly CastMember[]): CastMember | null =>
  (subject && cast.find(({ kind, words }) => kind === subject.kind && words === subject.words)) ?? null

/** What a card says in a film with this cast. */
export function promptFor(card: LibraryCard, cast: readonly CastMember[]): string {
  const member = memberOf(card, cast)
  return member ? card.about(`@${member.name}`) : card.prompt
}

/** A name nobody in the cast has: the one wished for, or that with a number. */
export function freeName(name: string, cast: readonly CastMember[]): string {
  const taken = new Set(cast.map((member) => sameName(member.name)))
  for (let count = 1; ; count++) {
    const tried = count === 1 ? name : `${name}-${count}`
    if (!taken.has(sameName(tried))) return tried
  }
}
