/** The abbreviations of shot language that people read, in their language. Files have the English ones (`abbreviated`). */
import {
  abbreviated,
  isTermField,
  type LanguageField,
  type ShotLanguage,
  type Term,
  type TermField
} from './shot-language.ts'

export const markLanguages = ['en', 'de'] as const
export type MarkLanguage = (typeof markLanguages)[number]

type Marks = { readonly [Field in TermField]: Readonly<Record<Term<Field>, string>> }

/** Each differs from the others of its field. */
export const germanMarks: Marks = {
  size: {
    extremeWide: 'PAN',
    wide: 'T',
    full: 'VF',
    mediumWide: 'HT',
    medium: 'HN',
    mediumCloseUp: 'N',
    closeUp: 'G',
    extremeCloseUp: 'GG',
    insert: 'ZS'
  },
  angle: {
    eyeLevel: 'AH',
    high: 'AUFS',
    low: 'UNTERS',
    overhead: 'OBEN',
    dutch: 'GEKIPPT',
    overTheShoulder: 'ÜS',
    pointOfView: 'POV'
  },
  movement: {
    static: 'RUHIG',
    pan: 'SCHWENK',
    tilt: 'NEIGEN',
    dolly: 'HINFAHRT',
    track: 'MITFAHRT',
    crane: 'KRAN',
    handheld: 'HK',
    zoom: 'ZOOM'
  },
  time: {
    day: 'TAG',
    night: 'NACHT',
    dawn: 'MORGENGRAUEN',
    dusk: 'DÄMMERUNG',
    morning: 'MORGEN',
    evening: 'ABEND'
  },
  transition: {
    cut: 'SCHNITT',
    dissolve: 'ÜBERBLENDUNG',
    fade: 'BLENDE',
    fadeIn: 'AUFBLENDE',
    fadeOut: 'ABBLENDE',
    hold: 'STAND',
    wipe: 'WISCHBLENDE',
    matchCut: 'MATCH CUT'
  }
}

/** What is said of a field, a term by its abbreviation; empty: nothing. */
export function markOf(said: ShotLanguage, field: LanguageField, language: MarkLanguage): string {
  if (language === 'en' || !isTermField(field)) return abbreviated(said, field)
  const term = said[field]
  return term === null ? '' : (germanMarks[field] as Readonly<Record<string, string>>)[term]!
}

/** The camera in abbreviations: `MCU`, `OTS`, `DOLLY`, `35 mm`. */
export const cameraMarks = (said: ShotLanguage, language: MarkLanguage): readonly string[] =>
  (['size', 'angle', 'movement', 'lens'] as const)
    .map((field) => markOf(said, field, language))
    .filter((mark) => mark !== '')
