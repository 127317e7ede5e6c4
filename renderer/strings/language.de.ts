/** Shot language, labels and posters. German. */
import type { languageEn } from './language.en.ts'
import { seconds } from './units.de.ts'

export const languageDe: typeof languageEn = {
  title: 'Bildsprache',
  hint: 'Zum Planen: Der Film entsteht aus dem Text. Übergänge werden gezeigt und exportiert, eine Wischblende als Schnitt.',
  fields: {
    size: 'Größe',
    angle: 'Blickwinkel',
    movement: 'Bewegung',
    lens: 'Objektiv',
    place: 'Ort',
    time: 'Tageszeit',
    transition: 'Übergang'
  },
  several: (field) => `${field}: verschieden`,
  terms: {
    size: {
      extremeWide: 'Panorama',
      wide: 'Totale',
      full: 'Volle Figur',
      mediumWide: 'Halbtotale',
      medium: 'Halbnah',
      mediumCloseUp: 'Nah',
      closeUp: 'Groß',
      extremeCloseUp: 'Ganz groß',
      insert: 'Zwischenschnitt'
    },
    angle: {
      eyeLevel: 'Augenhöhe',
      high: 'Aufsicht',
      low: 'Untersicht',
      overhead: 'Von oben',
      dutch: 'Gekippt',
      overTheShoulder: 'Über die Schulter',
      pointOfView: 'Mit den Augen der Figur'
    },
    movement: {
      static: 'Ruhig',
      pan: 'Schwenk',
      tilt: 'Neigen',
      dolly: 'Hinfahrt',
      track: 'Mitfahrt',
      crane: 'Kran',
      handheld: 'Handkamera',
      zoom: 'Zoom'
    },
    time: {
      day: 'Tag',
      night: 'Nacht',
      dawn: 'Morgengrauen',
      dusk: 'Dämmerung',
      morning: 'Morgen',
      evening: 'Abend'
    },
    transition: {
      cut: 'Schnitt',
      dissolve: 'Überblendung',
      fade: 'Blende durch Schwarz',
      fadeIn: 'Aufblende aus Schwarz',
      fadeOut: 'Abblende in Schwarz',
      hold: 'Letztes Bild halten',
      wipe: 'Wischblende',
      matchCut: 'Match Cut'
    }
  },
  over: {
    title: 'Länge des Übergangs',
    usual: 'Eine halbe Sekunde lang',
    of: (frames, length) => `${frames === 1 ? '1 Bild' : `${frames} Bilder`} · ${seconds(length)}`
  },
  write: 'In den Text schreiben',
  nothing: 'Hier steht nichts, was nicht im Text steht.',
  untaught: (words) => `Bleibt weg, denn dieses Modell hat es nicht gelernt: ${words.join(', ')}.`,
  label: 'Etikett'
}
