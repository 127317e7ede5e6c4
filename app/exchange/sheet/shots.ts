/** The words of each shot on a contact sheet, only those that are chosen. Pure. */
import { shotNumber, type Card, type Film } from '../../film/film.ts'
import type { LabelColour } from '../../film/label.ts'
import { readablePrompt } from '../../film/prompt.ts'
import { sameScene } from '../../film/scene.ts'
import { cameraMarks, markOf } from '../../film/shot-marks.ts'
import { chunk, chunksToSeconds, clock, formatSeconds, type Timebase } from '../../time.ts'
import type { SheetChoices, SheetField } from './choices.ts'

/** Empty texts are not shown. */
export interface SheetShot {
  readonly card: Card
  readonly number: string
  readonly title: string
  readonly label: LabelColour | null
  /** From when to when in the film: `0:04 – 0:08`. */
  readonly times: string
  readonly length: string
  readonly scene: string
  /** It is the first of its scene. */
  readonly opens: boolean
  /** `MCU · OTS · 35 mm · Barn, NIGHT · → DISSOLVE` */
  readonly language: string
  readonly prompt: string
  readonly dialogue: string
  readonly notes: string
}

export function sheetShots(film: Film, base: Timebase, choices: SheetChoices): readonly SheetShot[] {
  const chosen = new Set(choices.fields)
  const chosenText = (field: SheetField, text: () => string): string => (chosen.has(field) ? text().trim() : '')
  let start = 0
  return film.cards.map((card, index) => {
    const [from, to, length] = [start, start + card.length, card.length].map((chunks) =>
      chunksToSeconds(chunk(chunks), base)
    )
    start += card.length
    return {
      card,
      number: chosenText('number', () => shotNumber(card, index)),
      title: chosenText('title', () => card.title),
      label: chosen.has('label') ? card.label : null,
      times: chosenText('length', () => `${clock(from!)} – ${clock(to!)}`),
      length: chosenText('length', () => formatSeconds(length!)),
      scene: chosenText('scene', () => card.scene?.name ?? ''),
      opens: !sameScene(card, film.cards[index - 1]),
      language: languageText(card, choices),
      prompt: chosenText('prompt', () => readablePrompt(film, card)),
      dialogue: chosenText('dialogue', () => card.dialogue),
      notes: chosenText('notes', () => card.notes)
    }
  })
}

function languageText({ language: said }: Card, { fields, language }: SheetChoices): string {
  const [camera, time] = [fields.includes('language'), fields.includes('time')]
  const where = [camera && markOf(said, 'place', language), time && markOf(said, 'time', language)]
  const transition = camera && markOf(said, 'transition', language)
  return [
    ...(camera ? cameraMarks(said, language) : []),
    where.filter(Boolean).join(', '),
    transition && `→ ${transition}`
  ]
    .filter(Boolean)
    .join(' · ')
}

/** Everything that is written on the sheet, for its fonts. */
export const wordsOn = (film: Film, shots: readonly SheetShot[], { summary, date, version }: SheetChoices): string =>
  [film.title, summary, date, version, '0123456789 –·…/—', ...shots.flatMap(textsOf)].join('\n')

const textsOf = ({ number, title, times, length, scene, language, prompt, dialogue, notes }: SheetShot): string[] => [
  ...[number, title, times, length, scene, language, prompt, dialogue, notes]
]
