/** Options of the contact sheet. English. */
import type { SheetField } from '../../app/exchange/sheet/choices.ts'

const fieldOf: Readonly<Record<SheetField, string>> = {
  number: 'Number',
  title: 'Title',
  label: 'Label',
  length: 'Length',
  scene: 'Scene',
  language: 'Shot language',
  time: 'Time of day',
  prompt: 'Prompt',
  dialogue: 'Dialogue',
  notes: 'Notes'
}

export const sheetEn = {
  grids: 'Shots on a page',
  list: 'List, one row a shot',
  grid: (columns: number, rows: number) => `${columns} × ${rows}, ${columns * rows} a page`,
  paper: 'Paper',
  orientation: 'Orientation',
  portrait: 'Portrait',
  landscape: 'Landscape',
  more: 'What stands on it',
  fields: 'With each picture',
  fieldOf,
  header: 'On each page',
  title: 'Title of the film',
  date: 'Date',
  numbers: 'Page numbers',
  version: 'Version, such as “Draft 3”',
  logo: 'Logo',
  chooseLogo: 'Logo…',
  removeLogo: 'Remove the logo',
  cut: 'Words for which a grid has no room end with “…”; the list has them all.'
}
