/**
 * Films made to ask one question, in the grammar the model was trained on (recipe/words.py): does a character and a place
 * return as they left, and does a long film stay what it was?
 */
import { Dice } from './dice.ts'
import type { Words } from './heldout.ts'
import type { Shot } from './shoot.ts'
import type { SceneSet } from './world.ts'

/** Words can ask for a place and a time of day; the layout is the model's own choice, and nothing but memory can know it. */
export type ToldSet = Pick<SceneSet, 'place' | 'time'>

/** Pauses in seconds after which a hero returns. */
export const pauses = [2, 4, 8, 16] as const
export type Pause = (typeof pauses)[number]

export const cardSeconds = 2

export interface RecallScript {
  readonly seed: number
  readonly home: ToldSet
  readonly hero: string
  /** The colour its first card says, or null when none is ever said. */
  readonly colour: string | null
  /** Whether the hero's first card opens the film, and so becomes the sink, which every policy but `none` keeps for ever. */
  readonly opens: boolean
  /** Before the hero's first card; empty when it opens the film. */
  readonly before: readonly Shot[]
  readonly shown: Shot
  /** Somebody else somewhere else, for as long as the longest pause. */
  readonly away: readonly Shot[]
  /** The hero at home again, colour unsaid: made after every pause from the memory of that moment. */
  readonly back: Shot
}

/**
 * A hero with a colour at home, then 2 to 16 seconds of a guest elsewhere, then the hero again. Every second film has the
 * guest first, so that the hero is no part of the sink. In one of four the colour is never said.
 */
export function recallScript(words: Words, seed: number): RecallScript {
  const dice = new Dice(seed)
  const [homePlace, otherPlace] = dice.some(Object.keys(words.places), 2) as [string, string]
  const home = { place: homePlace, time: dice.pick(Object.keys(words.times)) }
  const other = { place: otherPlace, time: dice.pick(Object.keys(words.times)) }
  const [hero, guest] = dice.some(Object.keys(words.cast), 2) as [string, string]
  const worn = dice.pick(Object.keys(words.colours))
  const opens = seed % 2 === 0
  const colour = seed % 4 === 3 ? null : worn
  const tell = (name: string, set: ToldSet): Shot => ({
    prompt: sentence(words, dice, name, dice.pick(calm), set),
    seconds: cardSeconds
  })
  const away = Array.from({ length: pauses.at(-1)! / cardSeconds }, (_, card) =>
    tell(card === 0 && opens ? withArticle(guest) : `the ${guest}`, other)
  )
  return {
    seed,
    home,
    hero,
    colour,
    opens,
    before: opens ? [] : [tell(withArticle(guest), other)],
    shown: tell(withArticle(colour === null ? hero : `${colour} ${hero}`), home),
    away,
    back: tell(`the ${hero}`, home)
  }
}

export interface LongScript {
  readonly seed: number
  readonly set: ToldSet
  readonly shots: readonly Shot[]
}

/** One character in one set for a minute. */
export function longScript(words: Words, seed: number): LongScript {
  const dice = new Dice(seed)
  const set = { place: dice.pick(Object.keys(words.places)), time: dice.pick(Object.keys(words.times)) }
  const hero = dice.pick(Object.keys(words.cast))
  const colour = dice.pick(Object.keys(words.colours))
  const shots = Array.from({ length: 20 }, (_, card) => ({
    prompt: sentence(words, dice, card === 0 ? withArticle(`${colour} ${hero}`) : `the ${hero}`, dice.pick(calm), set),
    seconds: 3
  }))
  return { seed, set, shots }
}

/** Actions in which every character stays to be seen, the car too. */
export const calm = ['stand', 'walk_l', 'walk_r', 'jump']

export const withArticle = (noun: string): string => (/^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`)

/** The stories' own phrases are the first of every list; the richer ones follow. */
const plain = 2

export function sentence(words: Words, dice: Dice, name: string, action: string, { place, time }: ToldSet): string {
  const told =
    `${name} ${dice.pick(words.actions[action]!.slice(0, plain))} ` +
    `${dice.pick(words.places[place]!.slice(0, plain))}${dice.pick(words.times[time]!.slice(0, plain))}.`
  return told[0]!.toUpperCase() + told.slice(1)
}
