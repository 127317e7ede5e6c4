/** Shot language and label in a shot list, one line each: `> size: MCU`, `> place: Barn`, `> label: red`. */
import { labelColours } from '../film/label.ts'
import type { Card } from '../film/film.ts'
import {
  abbreviated,
  isTermField,
  languageFields,
  noLanguage,
  shotTerms,
  termNamed,
  type LanguageField,
  type ShotLanguage
} from '../film/shot-language.ts'
import { areEnough, checkText, lineFault, shortened, type LineFault } from './shot-list.ts'

type LanguageKey = LanguageField | 'label'

/** What is said, by key. */
export const languageLines = ({
  language,
  label
}: Pick<Card, 'language' | 'label'>): readonly [LanguageKey, string][] => [
  ...languageFields.map((field): [LanguageKey, string] => [field, abbreviated(language, field)]),
  ['label', label ?? '']
]

/** @param textOf the text of a key; empty: none */
export function readLanguage(
  textOf: (key: LanguageKey) => string,
  line: number,
  faults: LineFault[]
): Pick<Card, 'language' | 'label'> {
  if (areEnough(faults)) return { language: noLanguage, label: null }
  const said = languageFields.map((field): Partial<ShotLanguage> => {
    const text = textOf(field)
    if (!isTermField(field)) {
      checkText(field, text, line, faults)
      return { [field]: text }
    }
    const term = termNamed(field, text)
    if (term === null && text !== '') faults.push(noTerm(field, text, Object.values(shotTerms[field]), line))
    return { [field]: term }
  })
  const text = textOf('label').toLowerCase()
  const label = labelColours.find((colour) => colour === text) ?? null
  if (label === null && text !== '') faults.push(noTerm('label', text, labelColours, line))
  return { language: Object.assign({ ...noLanguage }, ...said) as ShotLanguage, label }
}

const noTerm = (key: LanguageKey, text: string, terms: readonly string[], line: number): LineFault =>
  lineFault(line, 'term', `“${shortened(text)}” is not known as ${key}.`, `Write one of ${terms.join(', ')}.`)
