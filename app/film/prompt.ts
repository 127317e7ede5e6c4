/**
 * Prompts and the cast: `@cat` in a prompt is replaced by the cat's words, so that a character is described alike in every
 * shot (which the memory rewards) and changed in one place. Replacement is not recursive; an `@` inside the words stays.
 */
import type { Card, CastMember, Film } from './film.ts'
import { Failure } from '../base/failure.ts'
import { limits } from '../base/limits.ts'

/** A mention: `@` not inside a word (so `a@b` is left alone), then a letter, then letters, marks, digits, and `-` or `_` between them. */
const mention = /(?<![\p{L}\p{M}\p{N}_@])@(\p{L}(?:[-_]*[\p{L}\p{M}\p{N}])*)/gu
const wholeName = /^\p{L}(?:[-_]*[\p{L}\p{M}\p{N}])*$/u

/** The form in which names are compared: `Zoë` and `ZOË` are one name, in any Unicode normalisation. */
export const sameName = (name: string): string => name.normalize('NFC').toLowerCase()

/** What is wrong with a cast name, or null. */
export function castNameFault(name: string): string | null {
  if (name.length > limits.castName) return `is ${name.length} characters long; the most is ${limits.castName}`
  return wholeName.test(name) ? null : 'must be one word that begins with a letter, of letters, digits, - and _'
}

/** The same as a Failure `cast.name`, or null. */
export function castNameRefusal(name: string): Failure | null {
  const fault = castNameFault(name)
  return fault === null
    ? null
    : new Failure('cast.name', `This name ${fault}.`, 'Choose another.', { most: limits.castName })
}

/**
 * A prompt as the model reads it: every `@name` of the cast replaced by its words. Unknown names stay; so do all if the
 * result would exceed the film's limit (`isTooLong`).
 */
export function resolvePrompt(film: Pick<Film, 'cast'>, card: Pick<Card, 'prompt'>): string {
  return isTooLong(film, card) ? card.prompt.trim() : inserted(film, card, (words) => words)
}

/** The same prompt for people: sentences begin with a capital, unlike the model's. */
export function readablePrompt(film: Pick<Film, 'cast'>, card: Pick<Card, 'prompt'>): string {
  if (isTooLong(film, card)) return card.prompt.trim()
  return inserted(film, card, (words, at) => (beginsSentence(card.prompt, at) ? capital(words) : words))
}

/** Whether a prompt with cast words exceeds the film's limit: a few names may stand for very many words. Nothing can be made of it. */
export function isTooLong({ cast }: Pick<Film, 'cast'>, { prompt }: Pick<Card, 'prompt'>): boolean {
  const most = limits.promptWithCast
  if (prompt.length + (prompt.split('@').length - 1) * limits.castWords <= most) return false
  const byName = wordsByName(cast)
  let length = prompt.length
  for (const name of mentions(prompt)) {
    const words = byName.get(sameName(name))
    if (words !== undefined) length += words.length - name.length - 1
  }
  return length > most
}

/** @param put the words to insert at a position of the prompt */
function inserted(
  { cast }: Pick<Film, 'cast'>,
  { prompt }: Pick<Card, 'prompt'>,
  put: (words: string, at: number) => string
): string {
  const byName = wordsByName(cast)
  const replace = (written: string, name: string, at: number): string => {
    const words = byName.get(sameName(name))
    return words === undefined ? written : put(words, at)
  }
  return prompt.replace(mention, replace).trim()
}

const opening = new Set('"\'“‘«(¿¡')
const closing = new Set('"\'”’»)')
const ending = new Set('.!?…')

/**
 * Whether a sentence begins at a position: before it is nothing, a line break, or the end of another sentence, ignoring
 * quotation marks. Scans backwards, so it takes no longer than the gap between two words.
 */
function beginsSentence(prompt: string, at: number): boolean {
  let end = at
  while (opening.has(prompt[end - 1]!)) end--
  const gap = end
  while (end > 0 && /\s/.test(prompt[end - 1]!)) if (prompt[--end] === '\n') return true
  if (end === 0) return true
  if (end === gap) return false
  while (closing.has(prompt[end - 1]!)) end--
  return ending.has(prompt[end - 1]!)
}

/** `A cat waits.` of `a cat waits.` */
export const capital = (words: string): string => words.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())

/** The `@names` of a prompt that are not in the cast, as typed, each once. */
export function unknownNames(film: Pick<Film, 'cast'>, card: Pick<Card, 'prompt'>): readonly string[] {
  const words = wordsByName(film.cast)
  return [...new Set(mentions(card.prompt).filter((name) => !words.has(sameName(name))))]
}

/** The `@names` of a prompt, as typed, with repetitions. */
export const mentions = (prompt: string): readonly string[] => [...prompt.matchAll(mention)].map(([, name]) => name!)

/** A prompt with every mention of one cast name replaced by another. */
export function renameMentions(prompt: string, from: string, to: string): string {
  return prompt.replace(mention, (written, name: string) => (sameName(name) === sameName(from) ? `@${to}` : written))
}

/** Lookup tables cached by cast list: one serves every card of a film, and cast lists are immutable. */
const tables = new WeakMap<readonly CastMember[], ReadonlyMap<string, string>>()

function wordsByName(cast: readonly CastMember[]): ReadonlyMap<string, string> {
  let table = tables.get(cast)
  if (table === undefined) {
    table = new Map(cast.map(({ name, words }) => [sameName(name), words]))
    tables.set(cast, table)
  }
  return table
}
