/**
 * Shot numbers that stay. When every shot of a film has a number of its own, a shot that comes in gets one between its
 * neighbours (`12A`), as productions do, and the others keep theirs. No setting is stored for it: the numbers are.
 */
import { limits } from '../base/limits.ts'
import { shotNumber, type Card } from './film.ts'

/** A card, as far as its number is concerned. */
type Numbered = Pick<Card, 'shot'>

/** Whether the shot numbers of a film are locked. */
export const areLocked = (cards: readonly Numbered[]): boolean =>
  cards.length > 0 && cards.every(({ shot }) => shot !== '')

/** Gives every card the number it is shown with; one that another card has already gets the next free one. */
export function withNumbers(cards: readonly Card[]): readonly Card[] {
  const taken = new Set(cards.flatMap(({ shot }) => (shot === '' ? [] : [shot])))
  let before: string | null = null
  return cards.map((card, index) => {
    const shown = shotNumber(card, index)
    const shot = card.shot !== '' || !taken.has(shown) ? shown : between(before, null, taken)
    taken.add(shot)
    before = shot
    return { ...card, shot }
  })
}

/**
 * Cards that come into a film: if its numbers are locked, those without a free number of their own get one.
 * @param rest the cards of the film, without them
 * @param at index in `rest` before which they come
 */
export function numberedAt<C extends Numbered>(
  coming: readonly C[],
  rest: readonly Numbered[],
  at: number
): readonly C[] {
  if (!areLocked(rest)) return coming
  const taken = new Set(rest.map(({ shot }) => shot))
  const after = rest[at]?.shot ?? null
  let before = rest[at - 1]?.shot ?? null
  return coming.map((card) => {
    const shot = card.shot !== '' && !taken.has(card.shot) ? card.shot : between(before, after, taken)
    taken.add(shot)
    before = shot
    return { ...card, shot }
  })
}

/**
 * A free number for a shot between two others: `12A`, `12B` after 12; `A12A` between 12 and 12A; `A1` before 1; at the end the
 * next whole number.
 * @param before number of the shot before it; null: it is the first
 * @param after number of the shot behind it; null: it is the last
 */
function between(before: string | null, after: string | null, taken: ReadonlySet<string>): string {
  /** The first free one of as many as can be taken; null where `end` says that no later one will do, or none is short enough. */
  const free = (nth: (index: number) => string, end: (number: string) => boolean = () => false): string | null => {
    for (let index = 1; index <= taken.size + 1; index++) {
      const number = nth(index)
      if (end(number)) return null
      if (!taken.has(number) && number.length <= limits.shot) return number
    }
    return null
  }
  if (after === null) return free(counting(before ?? '0')) ?? free(String)!
  const lettered =
    before === null || isPrefixed(before, after) ? null : free(lettering(before), (number) => after.endsWith(number))
  return lettered ?? free((index) => letters(index) + after) ?? free(String)!
}

/** A12A before 12A. */
const isPrefixed = (before: string, after: string): boolean =>
  before.endsWith(after) && /^[A-Z]+$/.test(before.slice(0, before.length - after.length))

/** 12 → 13, 14 …; 12A → 13 …; SH010 → SH011 …; Opening → Opening 2 …  */
function counting(number: string): (index: number) => string {
  const [, stem = `${number} `, digits = '1'] = /^(.*?)(\d{1,9})\D*$/.exec(number) ?? []
  return (index) => stem + String(Number(digits) + index).padStart(digits.length, '0')
}

/** 12 → 12A, 12B …; 12A → 12B … */
function lettering(number: string): (index: number) => string {
  const [, stem = number, suffix = ''] = /^(.*\d)([A-HJ-NP-Z]{1,3})$/.exec(number) ?? []
  const last = [...suffix].reduce((sum, letter) => sum * alphabet.length + alphabet.indexOf(letter) + 1, 0)
  return (index) => stem + letters(last + index)
}

/** Without I and O, which are read as digits. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ'

/** 0 → nothing, 1 → A, 24 → Z, 25 → AA … */
export const letters = (count: number): string =>
  count === 0 ? '' : letters(Math.floor((count - 1) / alphabet.length)) + alphabet[(count - 1) % alphabet.length]
