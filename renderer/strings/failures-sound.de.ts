/** Failures of a film's sound, from their facts. German. Part of `failuresDe`. */
import type { FailureTexts } from './failures.en.ts'

const unchanged = 'Nichts wurde geändert.'
const another = 'Wähle eine WAV-, MP3-, M4A-, FLAC- oder OGG-Datei.'

export const soundFailuresDe = {
  'edit.sound-gone': () => ['Den Ton oder die Tonspur gibt es im Film nicht mehr.', unchanged],
  'edit.sound-many': () => ['Der Film hat schon so viele Töne oder Tonspuren, wie ein Film haben kann.', unchanged],
  'edit.sound-twice': () => ['Diesen Ton oder diese Tonspur hat der Film schon.', unchanged],
  'sound.damaged': ({ path, detail }) => [`Der Ton in ${path} ließ sich nicht lesen: ${detail}.`, another],
  'sound.empty': ({ path }) => [`In ${path} ist kein Ton.`, another],
  'sound.large': ({ path }) => [`${path} ist größer als 4 GB.`, 'Kürze die Datei, oder teile sie.'],
  'sound.lost': ({ file }) => [
    `Ein Teil des Tons „${file}“ ist nicht mehr da.`,
    'Nimm ihn aus dem Film oder schalte seine Spur stumm.'
  ],
  'sound.long': ({ path }) => [`Der Ton in ${path} ist länger als zwei Stunden.`, 'Kürze die Datei, oder teile sie.'],
  'sound.many': ({ most }) => [
    `Mehr als ${most} Töne sind gleichzeitig zu hören.`,
    'Schalte Spuren stumm, oder verschiebe einige.'
  ],
  'sound.none': ({ path }) => [`In ${path} ist keine Tonspur.`, another],
  'sound.output': () => [
    'Der Ton ließ sich nicht abspielen: Die Tonausgabe des Computers steht still.',
    'Der Film läuft ohne ihn weiter. Sieh in den Toneinstellungen des Computers nach und spiele ihn dann noch einmal ab.'
  ],
  'sound.type': ({ path }) => [`${path} ist keine Tondatei, die sich einlesen lässt.`, another],
  'sound.unreadable': ({ path }) => [`${path} ließ sich nicht lesen.`, 'Sieh nach, ob die Datei noch da ist.']
} satisfies Partial<FailureTexts>
