/** Shot language, labels and posters. English. */
import { seconds } from './units.en.ts'
import type { LanguageField, Term, TermField } from '../../app/film/shot-language.ts'

export const languageEn = {
  title: 'Shot language',
  hint: 'For planning: the film is made from the prompt. Transitions are shown and exported, a wipe as a cut.',
  fields: {
    size: 'Size',
    angle: 'Angle',
    movement: 'Movement',
    lens: 'Lens',
    place: 'Place',
    time: 'Time of day',
    transition: 'Transition'
  } satisfies Record<LanguageField, string>,
  several: (field: string) => `${field}: several`,
  terms: {
    size: {
      extremeWide: 'Extreme wide',
      wide: 'Wide',
      full: 'Full',
      mediumWide: 'Medium wide',
      medium: 'Medium',
      mediumCloseUp: 'Medium close-up',
      closeUp: 'Close-up',
      extremeCloseUp: 'Extreme close-up',
      insert: 'Insert'
    },
    angle: {
      eyeLevel: 'Eye level',
      high: 'High',
      low: 'Low',
      overhead: 'Overhead',
      dutch: 'Dutch',
      overTheShoulder: 'Over the shoulder',
      pointOfView: 'Point of view'
    },
    movement: {
      static: 'Static',
      pan: 'Pan',
      tilt: 'Tilt',
      dolly: 'Dolly',
      track: 'Track',
      crane: 'Crane',
      handheld: 'Handheld',
      zoom: 'Zoom'
    },
    time: { day: 'Day', night: 'Night', dawn: 'Dawn', dusk: 'Dusk', morning: 'Morning', evening: 'Evening' },
    transition: {
      cut: 'Cut',
      dissolve: 'Dissolve',
      fade: 'Fade through black',
      fadeIn: 'Fade in from black',
      fadeOut: 'Fade out to black',
      hold: 'Hold the last picture',
      wipe: 'Wipe',
      matchCut: 'Match cut'
    }
  } satisfies { [Field in TermField]: Record<Term<Field>, string> },
  /** How long a transition takes. */
  over: {
    title: 'Length of the transition',
    usual: 'Over half a second',
    of: (frames: number, length: number) => `${frames === 1 ? '1 frame' : `${frames} frames`} · ${seconds(length)}`
  },
  write: 'Write into the prompt',
  /** Why the button writes nothing. */
  nothing: 'There is nothing here that is not in the prompt.',
  untaught: (words: readonly string[]) => `Left out: this model was not taught ${words.join(', ')}.`,
  label: 'Label'
}
