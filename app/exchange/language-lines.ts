/** Shot language and label in a shot list, one line each: `> size: MCU`, `> place: Barn`, `> over: 12`, `> label: red`. */
import { limits } from '../base/limits.ts'
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
import { displayFrame } from '../time.ts'
import { areEnough, checkText, lineFault, shortened, type LineFault } from './shot-list.ts'

type LanguageKey = LanguageField | 'over' | 'label'
type Language = Pick<Card, 'language' | 'transitionLength' | 'label'>

/** What is said, by key. */
export const languageLines = ({ language, transitionLength, label }: Language): readonly [LanguageKey, string][] => [
  ...languageFields.map((field): [LanguageKey, string] => [field, abbreviated(language, field)]),
  ['over', transitionLength === null ? '' : String(transitionLength)],
  ['label', label ?? '']
]

/** @param textOf the text of a key; empty: none */
export function readLanguage(textOf: (key: LanguageKey) => string, line: number, faults: LineFault[]): Language {
  if (areEnough(faults)) return { language: noLanguage, transitionLength: null, label: null }
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
  const over = textOf('over')
  const frames = /^\d{1,4}$/.test(over) ? Number(over) : 0
  const fits = frames >= 1 && frames <= limits.transitionFrames
  if (over !== '' && !fits) faults.push(noFrames(over, line))
  return {
    language: Object.assign({ ...noLanguage }, ...said) as ShotLanguage,
    transitionLength: fits ? displayFrame(frames) : null,
    label
  }
}

const noFrames = (text: string, line: number): LineFault =>
  lineFault(
    line,
    'over',
    `“${shortened(text)}” is no number of frames.`,
    `Write how many frames the transition takes, from 1 to ${limits.transitionFrames}.`
  )

const noTerm = (key: LanguageKey, text: string, terms: readonly string[], line: number): LineFault =>
  lineFault(line, 'term', `“${shortened(text)}” is not known as ${key}.`, `Write one of ${terms.join(', ')}.`)
