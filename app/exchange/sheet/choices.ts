/** What a contact sheet shows, and how it lies on paper: the artist's choices. */
import * as v from 'valibot'
import { few } from '../../base/fields.ts'
import { markLanguages } from '../../film/shot-marks.ts'

/** Sizes in millimetres, upright. */
export const sheetPapers = {
  a4: { name: 'A4', width: 210, height: 297 },
  letter: { name: 'Letter', width: 215.9, height: 279.4 }
} as const
export type SheetPaper = keyof typeof sheetPapers
export const paperNames = Object.keys(sheetPapers) as readonly SheetPaper[]

/** In the order in which they are shown. */
export const sheetFields = [
  'number',
  'title',
  'label',
  'length',
  'scene',
  'language',
  'time',
  'prompt',
  'dialogue',
  'notes'
] as const
export type SheetField = (typeof sheetFields)[number]

const mostColumns = 4
const mostRows = 6

/** Columns and rows of a page; `list`: one row a shot, as high as its words. */
export const sheetGrids: readonly string[] = [
  'list',
  ...Array.from(
    { length: mostColumns * mostRows },
    (_, at) => `${Math.floor(at / mostRows) + 1}x${(at % mostRows) + 1}`
  )
]

/** Columns and rows of a grid; null: a list. */
export function gridOf(grid: string): { readonly columns: number; readonly rows: number } | null {
  const [columns, rows] = grid.split('x').map(Number)
  return rows === undefined ? null : { columns: columns!, rows }
}

const line = (most: number) => v.pipe(v.string(), v.maxLength(most))
/** Limit of a line of the header, in characters. */
export const mostHeader = 100

/** The header's texts are in the artist's language; an empty one is left out. */
export const sheetSchema = v.strictObject({
  grid: v.picklist(sheetGrids),
  paper: v.picklist(paperNames),
  landscape: v.boolean(),
  fields: few(v.picklist(sheetFields), sheetFields.length),
  /** The film's title in the header. */
  title: v.boolean(),
  /** How many shots and how long. */
  summary: line(mostHeader),
  date: line(mostHeader),
  version: line(mostHeader),
  /** Page numbers. */
  numbers: v.boolean(),
  /** Of abbreviations. */
  language: v.picklist(markLanguages)
})
export type SheetChoices = v.InferOutput<typeof sheetSchema>

/** The list, with everything on it but what the artist writes. */
export const usualSheet: SheetChoices = {
  grid: 'list',
  paper: 'a4',
  landscape: false,
  fields: [...sheetFields],
  title: true,
  summary: '',
  date: '',
  version: '',
  numbers: true,
  language: 'en'
}
