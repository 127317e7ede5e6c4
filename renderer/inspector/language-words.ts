/** Shot language as words of a prompt, in English as models are taught. Pure. */
import type { Vocabulary } from '../../app/contract/prompt.ts'
import { capital } from '../../app/film/prompt.ts'
import type { ShotLanguage, Term, TermField } from '../../app/film/shot-language.ts'
import { untaught } from './untaught.ts'

export interface PromptWords {
  readonly words: string
  /** Of the camera: set off by a comma. */
  readonly ofCamera: boolean
}

const spoken: { readonly [Field in Exclude<TermField, 'transition'>]: Readonly<Record<Term<Field>, string>> } = {
  size: {
    extremeWide: 'extreme wide shot',
    wide: 'wide shot',
    full: 'full shot',
    mediumWide: 'medium wide shot',
    medium: 'medium shot',
    mediumCloseUp: 'medium close-up',
    closeUp: 'close-up',
    extremeCloseUp: 'extreme close-up',
    insert: 'insert shot'
  },
  angle: {
    eyeLevel: 'eye-level view',
    high: 'high angle',
    low: 'low angle',
    overhead: 'overhead view',
    dutch: 'Dutch angle',
    overTheShoulder: 'over-the-shoulder view',
    pointOfView: 'point-of-view shot'
  },
  movement: {
    static: 'static camera',
    pan: 'panning camera',
    tilt: 'tilting camera',
    dolly: 'dolly shot',
    track: 'tracking shot',
    crane: 'crane shot',
    handheld: 'handheld camera',
    zoom: 'zoom'
  },
  time: {
    day: 'by day',
    night: 'at night',
    dawn: 'at dawn',
    dusk: 'at dusk',
    morning: 'in the morning',
    evening: 'in the evening'
  }
}

const tokens = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []

/** The phrase of a list that has all these words; undefined: none has. */
const phraseWith = (words: string, phrases: readonly string[] = []): string | undefined =>
  words === '' ? undefined : phrases.find((phrase) => tokens(words).every((word) => tokens(phrase).includes(word)))

/**
 * The words for what is said, place and time first. A transition is none: it is not seen in a shot.
 * @param knows null where the pack does not list what it was taught: then all is taken for taught
 * @returns `untaught`: words that the model was not taught
 */
export function languageWords(
  { size, angle, movement, lens, place, time }: ShotLanguage,
  knows: Vocabulary | null
): { readonly taught: readonly PromptWords[]; readonly untaught: readonly string[] } {
  const scene = [
    phraseWith(place, knows?.places) ?? place.trim(),
    time && (phraseWith(time, knows?.times) ?? spoken.time[time])
  ]
  const camera = [
    size && spoken.size[size],
    angle && spoken.angle[angle],
    movement && spoken.movement[movement],
    lens.trim() && `${lens.trim()} lens`
  ]
  const said = (words: readonly (string | null)[], ofCamera: boolean): readonly PromptWords[] =>
    words.flatMap((each) => (each ? [{ words: each, ofCamera }] : []))
  const all = [...said(scene, false), ...said(camera, true)]
  const strange = all.filter(({ words }) => knows !== null && untaught(words, knows).length > 0)
  return { taught: all.filter((each) => !strange.includes(each)), untaught: strange.map(({ words }) => words) }
}

/** A prompt with these words at its end, in its last sentence. */
export function withWords(prompt: string, added: readonly PromptWords[]): string {
  const kept = prompt.trimEnd()
  const isOpen = kept === '' || /[.!?…]$/.test(kept) === false || kept.endsWith('.')
  const stem = isOpen ? kept.replace(/\.$/, '') : ''
  const words = (ofCamera: boolean): readonly string[] =>
    added.filter((each) => each.ofCamera === ofCamera).map((each) => each.words)
  const place = [stem, ...words(false)].filter(Boolean).join(' ')
  const sentence = `${[place, ...words(true)].filter(Boolean).join(', ')}.`
  if (stem !== '') return sentence
  return [kept, capital(sentence)].filter(Boolean).join(' ')
}
