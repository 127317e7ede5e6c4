/** Options of the contact sheet. German. */
import type { sheetEn } from './sheet.en.ts'

export const sheetDe: typeof sheetEn = {
  grids: 'Einstellungen auf einer Seite',
  list: 'Liste, je Einstellung eine Zeile',
  grid: (columns, rows) => `${columns} × ${rows}, ${columns * rows} je Seite`,
  paper: 'Papier',
  orientation: 'Ausrichtung',
  portrait: 'Hochformat',
  landscape: 'Querformat',
  more: 'Was darauf steht',
  fields: 'Zu jedem Bild',
  fieldOf: {
    number: 'Nummer',
    title: 'Titel',
    label: 'Etikett',
    length: 'Länge',
    scene: 'Szene',
    language: 'Bildsprache',
    time: 'Tageszeit',
    prompt: 'Text',
    dialogue: 'Dialog',
    notes: 'Notizen'
  },
  header: 'Auf jeder Seite',
  title: 'Titel des Films',
  date: 'Datum',
  numbers: 'Seitenzahlen',
  version: 'Fassung, etwa „Entwurf 3“',
  logo: 'Logo',
  chooseLogo: 'Logo …',
  removeLogo: 'Logo entfernen',
  cut: 'Text, für den ein Raster keinen Platz hat, endet mit „…“; die Liste hat ihn ganz.'
}
