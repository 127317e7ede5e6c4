/** Finds shots by any of their texts. Pure. */
import { readablePrompt } from '../../app/film/prompt.ts'
import type { Film } from '../../app/film/film.ts'
import type { Shot } from '../model/shots.ts'

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** The shots that contain every word searched for, in film order; the one with exactly that number first. All, for an empty search. */
export function foundShots(film: Film, shots: readonly Shot[], sought: string): readonly Shot[] {
  const words = folded(sought).split(/\s+/).filter(Boolean)
  const said = ({ card, number }: Shot): string =>
    folded(
      [number, card.scene?.name, card.title, card.prompt, readablePrompt(film, card), card.dialogue, card.notes].join(
        '\n'
      )
    )
  const found = shots.filter((shot) => {
    const text = said(shot)
    return words.every((word) => text.includes(word))
  })
  const exact = ({ number }: Shot): boolean => folded(number) === folded(sought.trim())
  return [...found.filter(exact), ...found.filter((shot) => !exact(shot))]
}
