/**
 * Shots from a text of any origin: a shot list where it is one, else a shot for each paragraph, and where there is but one
 * paragraph for each line. Bullets and numbers that all of them begin with are no part of the words.
 */
import { Failure } from '../base/failure.ts'
import { emptyFilm, newCard, type Film } from '../film/film.ts'
import { limits } from '../base/limits.ts'
import { cleanText } from '../base/text.ts'
import { cardId } from '../ids.ts'
import type { Chunk, Timebase } from '../time.ts'
import { parseShotList } from './parse-shots.ts'

const mark = /^(?:[-*•–—]|\d{1,4}[.)])\s+/

/** What happens in each shot of a text that is no shot list, in order. */
export function promptsOf(text: string): readonly string[] {
  const { text: clean } = cleanText(text, { lines: true })
  const filled = (parts: readonly string[]): string[] => parts.map((part) => part.trim()).filter((part) => part !== '')
  const blocks = filled(clean.split(/\n[^\S\n]*\n/))
  const parts = blocks.length > 1 ? blocks : filled(clean.split('\n'))
  return parts.every((part) => mark.test(part)) ? parts.map((part) => part.replace(mark, '')) : parts
}

/** More than is looked at. */
export const hugeText = (): Failure =>
  new Failure('text.huge', 'This text is too long to be shots.', 'Copy a part of it.')

/** Whether a text has a heading of a shot. */
export const isShotList = (text: string): boolean => /^##(?!#)/m.test(text)

/**
 * @param length of the shots of a text that names none
 * @param idOf gives the id of the card at an index
 * @returns a film without a card where there are no words, with one card more than it may have where there are too many
 * @throws Failure the first fault of a shot list
 */
export function filmOfText(text: string, base: Timebase, length: Chunk, idOf: (index: number) => string): Film {
  const { text: clean } = cleanText(text, { lines: true })
  if (isShotList(clean)) {
    const { film, faults } = parseShotList(clean, base, idOf)
    if (film === null) throw faults[0]!.failure
    return film
  }
  const film = emptyFilm('')
  const prompts = promptsOf(clean).slice(0, limits.cards + 1)
  const cards = prompts.map((prompt, index) => newCard(cardId(idOf(index)), { prompt, length }))
  return { ...film, cards }
}
