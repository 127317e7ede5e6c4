/** Finds shots by any of their texts, and by shot language and label as the window and the trade call them. */
import { readablePrompt } from '../../app/film/prompt.ts'
import type { Film } from '../../app/film/film.ts'
import {
  abbreviated,
  isTermField,
  languageFields,
  type LanguageField,
  type ShotLanguage
} from '../../app/film/shot-language.ts'
import { markOf } from '../../app/film/shot-marks.ts'
import { labelAction } from '../commands/actions.ts'
import { catalogue, t } from '../strings/strings.svelte.ts'
import type { Shot } from '../model/shots.ts'

/** A term by its name and its abbreviations, in English and as the window shows it. */
function wordsOf(language: ShotLanguage, field: LanguageField): readonly (string | undefined)[] {
  if (!isTermField(field)) return [language[field]]
  const names: Readonly<Record<string, string>> = t().shotLanguage.terms[field]
  return [names[language[field] ?? ''], abbreviated(language, field), markOf(language, field, catalogue.language)]
}

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** The shots that contain every word searched for, in film order; the one with exactly that number first. All, for an empty search. */
export function foundShots(film: Film, shots: readonly Shot[], sought: string): readonly Shot[] {
  const words = folded(sought).split(/\s+/).filter(Boolean)
  const said = ({ card, number }: Shot): string =>
    folded(
      [
        ...[number, card.scene?.name, card.title, card.prompt, readablePrompt(film, card), card.dialogue, card.notes],
        ...languageFields.flatMap((field) => wordsOf(card.language, field)),
        card.label && t().actions[labelAction[card.label]]
      ].join('\n')
    )
  const found = shots.filter((shot) => {
    const text = said(shot)
    return words.every((word) => text.includes(word))
  })
  const exact = ({ number }: Shot): boolean => folded(number) === folded(sought.trim())
  return [...found.filter(exact), ...found.filter((shot) => !exact(shot))]
}
