/**
 * Shot language: how a shot is seen, in the terms of the trade. All but the transition is planned information: nothing is drawn
 * after it until its words stand in a prompt. Transitions are shown and exported (transitions.ts).
 */

/** Terms with their abbreviations, by field, in the order in which they are offered. */
export const shotTerms = {
  size: {
    extremeWide: 'EWS',
    wide: 'WS',
    full: 'FS',
    mediumWide: 'MWS',
    medium: 'MS',
    mediumCloseUp: 'MCU',
    closeUp: 'CU',
    extremeCloseUp: 'ECU',
    insert: 'INS'
  },
  angle: {
    eyeLevel: 'EL',
    high: 'HA',
    low: 'LA',
    overhead: 'OH',
    dutch: 'DUTCH',
    overTheShoulder: 'OTS',
    pointOfView: 'POV'
  },
  movement: {
    static: 'STATIC',
    pan: 'PAN',
    tilt: 'TILT',
    dolly: 'DOLLY',
    track: 'TRACK',
    crane: 'CRANE',
    handheld: 'HH',
    zoom: 'ZOOM'
  },
  time: { day: 'DAY', night: 'NIGHT', dawn: 'DAWN', dusk: 'DUSK', morning: 'MORNING', evening: 'EVENING' },
  /** To the next shot; but `FADE IN`, by which the shot itself begins. */
  transition: {
    cut: 'CUT',
    dissolve: 'DISSOLVE',
    fade: 'FADE',
    fadeIn: 'FADE IN',
    fadeOut: 'FADE OUT',
    hold: 'HOLD',
    wipe: 'WIPE',
    matchCut: 'MATCH CUT'
  }
} as const
export type TermField = keyof typeof shotTerms
export type Term<Field extends TermField> = keyof (typeof shotTerms)[Field] & string

/** In the order in which they are shown. */
export const languageFields = ['size', 'angle', 'movement', 'lens', 'place', 'time', 'transition'] as const
export type LanguageField = (typeof languageFields)[number]

/** Null and empty: not said. */
export type ShotLanguage = { readonly [Field in TermField]: Term<Field> | null } & {
  /** Such as `35 mm`. */
  readonly lens: string
  readonly place: string
}

export const noLanguage: ShotLanguage = {
  size: null,
  angle: null,
  movement: null,
  lens: '',
  place: '',
  time: null,
  transition: null
}

export const isTermField = (field: LanguageField): field is TermField => field in shotTerms

export const termsOf = <Field extends TermField>(field: Field): readonly Term<Field>[] =>
  Object.keys(shotTerms[field]) as Term<Field>[]

/** What is said of a field, a term by its abbreviation; empty: nothing. */
export function abbreviated(language: ShotLanguage, field: LanguageField): string {
  if (!isTermField(field)) return language[field].trim()
  const term = language[field]
  return term === null ? '' : (shotTerms[field] as Readonly<Record<string, string>>)[term]!
}

/** A term by its name or abbreviation, whatever its case, spaces and hyphens; null: none of the field's. */
export function termNamed<Field extends TermField>(field: Field, text: string): Term<Field> | null {
  const bare = (words: string): string => words.toLowerCase().replace(/[^\p{L}\p{M}]/gu, '')
  const sought = bare(text)
  const terms: Readonly<Record<string, string>> = shotTerms[field]
  return termsOf(field).find((term) => bare(term) === sought || bare(terms[term]!) === sought) ?? null
}
