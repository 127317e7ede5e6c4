/**
 * Shots from any text: parsed as a shot list where it is one, else one shot per paragraph, or per line when there is only
 * one paragraph. Bullets and numbers that all of them begin with are removed.
 */
import { Failure } from '../base/failure.ts'
import { emptyFilm, newCard, type Film } from '../film/film.ts'
import { limits } from '../base/limits.ts'
import { cleanText } from '../base/text.ts'
import { cardId } from '../ids.ts'
import type { Chunk, Timebase } from '../time.ts'
import { parseShotList } from './parse-shots.ts'

const mark = /^(?:[-*•–—]|\d{1,4}[.)])\s+/

/** The texts of the shots, in order, of a text that is not a shot list. */
export function promptsOf(text: string): readonly string[] {
  const { text: clean } = cleanText(text, { lines: true })
  const filled = (parts: readonly string[]): string[] => parts.map((part) => part.trim()).filter((part) => part !== '')
  const blocks = filled(clean.split(/\n[^\S\n]*\n/))
  const parts = blocks.length > 1 ? blocks : filled(clean.split('\n'))
  return parts.every((part) => mark.test(part)) ? parts.map((part) => part.replace(mark, '')) : parts
}

/** Limit of what is looked at. */
export const hugeText = (): Failure =>
  new Failure('text.huge', 'This text is too long to be shots.', 'Copy a part of it.')

export const noShots = (): Failure =>
  new Failure('text.none', 'There are no words in this text.', 'Copy the lines that are to become shots.')

export const tooManyShots = (remedy = 'Copy a part of the text.'): Failure =>
  new Failure('text.many', `A film has at most ${limits.cards} shots.`, remedy, { most: limits.cards })

/** Whether a text has a shot-list heading. */
export const isShotList = (text: string): boolean => /^##(?!#)/m.test(text)

/**
 * @param length of shots without one
 * @param idOf gives the id of the card at an index
 * @returns a film without cards for an empty text, with one card more than allowed for too long a text
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
