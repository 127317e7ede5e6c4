/** The recipe's held-out films: prompts with the truth of every second, and the words of the world (recipe/heldout.py). */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Hues } from './colour.ts'
import type { SceneSet } from './world.ts'

/** What a true film shows in one second. */
export interface Truth extends SceneSet {
  readonly actors: readonly {
    readonly name: string
    /** null = the character's own colours */
    readonly colour: string | null
    readonly action: string
    readonly said: boolean
    readonly x: number
  }[]
}

export interface HeldOutCard {
  readonly prompt: string
  readonly seconds: number
  /** The card starts in another set than the one before. */
  readonly cut: boolean
  readonly chunks: readonly Truth[]
}

export interface HeldOutFilm {
  readonly id: string
  readonly kind: 'story' | 'identity' | 'place'
  readonly seed: number
  readonly cards: readonly HeldOutCard[]
}

/** Every name with the phrases that tell it, the grammar's own first. */
type Phrases = Readonly<Record<string, readonly string[]>>

export interface Words {
  readonly cast: Phrases
  readonly colours: Hues
  readonly actions: Phrases
  readonly places: Phrases
  readonly times: Phrases
}

export interface HeldOut {
  /** Training used seeds below this one only. */
  readonly heldOutSeedsFrom: number
  readonly words: Words
  readonly films: readonly HeldOutFilm[]
}

/** @param pack the pack's folder */
export const readHeldOut = async (pack: string): Promise<HeldOut> =>
  JSON.parse(await readFile(join(pack, 'recipe', 'heldout.json'), 'utf8')) as HeldOut
