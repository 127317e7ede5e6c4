/** Looking for a shot by anything that is written of it. Pure. */
import { readablePrompt } from '../../app/film/prompt.ts'
import type { Film } from '../../app/film/film.ts'
import type { Shot } from '../model/shots.ts'

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** The shots that hold every word sought, in their order; the one of exactly that number first. All, while none is sought. */
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
