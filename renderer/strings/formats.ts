/** Name and one line of description per export format, in every language: all texts of a new format are here. */
import type { MasterFormat, WindowFormat } from '../../app/exchange/formats.ts'
import { inLanguage, type InLanguages } from './in-language.ts'

interface FormatText {
  readonly name: string
  readonly hint: string
  /** The name within a sentence, where it differs. */
  readonly phrase?: string
}

export const phraseOf = ({ name, phrase }: FormatText): string => phrase ?? name

const texts: Readonly<Record<WindowFormat, InLanguages<FormatText>>> = {
  mp4: {
    en: { name: 'MP4', hint: 'A film that plays everywhere' },
    de: { name: 'MP4', hint: 'Ein Film, der überall läuft' }
  },
  webm: {
    en: { name: 'WebM', hint: 'A film for web pages' },
    de: { name: 'WebM', hint: 'Ein Film für Webseiten' }
  },
  gif: {
    en: { name: 'GIF', hint: 'A moving picture for messages and pages' },
    de: { name: 'GIF', hint: 'Ein bewegtes Bild für Nachrichten und Seiten' }
  },
  png: {
    en: { name: 'Pictures', hint: 'Every frame as a PNG, in a folder of its own' },
    de: { name: 'Bilder', hint: 'Jedes Einzelbild als PNG, in einem eigenen Ordner' }
  },
  pdf: {
    en: { name: 'Contact sheet', hint: 'A PDF to print: pictures and words, as a list or in a grid' },
    de: { name: 'Kontaktbogen', hint: 'Ein PDF zum Drucken: Bilder und Text, als Liste oder Raster' }
  },
  srt: {
    en: { name: 'Subtitles', hint: 'The dialogue with its times, as SRT' },
    de: { name: 'Untertitel', hint: 'Der Dialog mit seinen Zeiten, als SRT' }
  },
  shots: {
    en: { name: 'Shot list', hint: 'The storyboard as plain text, to read or to bring back' },
    de: { name: 'Einstellungsliste', hint: 'Das Storyboard als Text, zum Lesen oder Zurückholen' }
  },
  edit: {
    en: {
      name: 'For an editor',
      hint: 'A folder with takes, cut and words, without sound',
      phrase: 'for an editor'
    },
    de: { name: 'Für den Schnitt', hint: 'Ein Ordner mit Aufnahmen, Schnitt und Texten, ohne Ton' }
  }
}

/** The texts of one language. */
export const formatTexts = (language: keyof InLanguages<FormatText>) => inLanguage(texts, language)

/** Encodings of take files: product names, except for the comment on the smallest. */
export const mediaNames = (small: string): Readonly<Record<MasterFormat, string>> => ({
  prores: 'ProRes 422',
  'prores-hq': 'ProRes 422 HQ',
  'prores-4444': 'ProRes 4444',
  dnxhr: 'DNxHR SQ',
  'dnxhr-hqx': 'DNxHR HQX',
  h264: small
})
