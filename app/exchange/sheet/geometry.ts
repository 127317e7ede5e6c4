/** Where pictures and words lie on a page with a grid of shots. In millimetres. Pure. */
import { gridOf, sheetPapers, type SheetChoices } from './choices.ts'

/** On all four sides: less, many printers cannot print. */
export const margin = 12
export const gap = 4
/** Between the picture and its words. */
const near = 2
export const headerHeight = 13
export const footerHeight = 6
/** Of what a picture may take of its cell, so that words have a place. */
const mostBeside = 0.55
const mostAbove = 0.64
const pointInMillimetres = 25.4 / 72
export const lineHeight = 1.35

export interface Size {
  readonly width: number
  readonly height: number
}

export interface PageGrid {
  readonly columns: number
  readonly rows: number
  readonly page: Size
  readonly cell: Size
  readonly picture: Size
  /** The words are beside the picture, not below. */
  readonly beside: boolean
  readonly words: Size
  /** Size of the type, in points. */
  readonly type: number
  /** Lines of words for which there is room, the one with the number included. */
  readonly lines: number
}

export const hasHeader = ({ title, summary, date, version }: SheetChoices, logo: boolean): boolean =>
  title || logo || [summary, date, version].some((text) => text.trim() !== '')

/** The page inside its margins. */
function pageSize({ paper, landscape }: SheetChoices): Size {
  const { width, height } = sheetPapers[paper]
  const [across, down] = landscape ? [height, width] : [width, height]
  return { width: across - 2 * margin, height: down - 2 * margin }
}

/**
 * @param aspect width of the film's pictures by their height
 * @param header whether each page has one
 * @returns null for a list, which the browser lays out
 */
export function pageGrid(choices: SheetChoices, aspect: number, header: boolean): PageGrid | null {
  const grid = gridOf(choices.grid)
  if (grid === null) return null
  const { columns, rows } = grid
  const page = pageSize(choices)
  const inside = page.height - (header ? headerHeight : 0) - (choices.numbers ? footerHeight : 0)
  const each = (all: number, count: number): number => (all - gap * (count - 1)) / count
  const cell = { width: each(page.width, columns), height: each(inside, rows) }
  const silent = choices.fields.length === 0
  const above = fitted({ ...cell, height: cell.height * (silent ? 1 : mostAbove) }, aspect)
  const side = fitted({ ...cell, width: cell.width * mostBeside }, aspect)
  const beside = !silent && side.width > above.width
  const picture = beside ? side : above
  const words = beside
    ? { width: cell.width - picture.width - near, height: cell.height }
    : { width: cell.width, height: Math.max(0, cell.height - picture.height - near) }
  const type = typeFor(words.width)
  const lines = silent ? 0 : Math.max(1, Math.floor(words.height / (type * pointInMillimetres * lineHeight)))
  return { columns, rows, page, cell, picture, beside, words, type, lines }
}

/** The largest picture of that shape inside. */
function fitted({ width, height }: Size, aspect: number): Size {
  const high = Math.min(height, width / aspect)
  return { width: high * aspect, height: high }
}

/** So that a line has some thirty characters or more where the page allows it. */
const typeFor = (width: number): number => (width >= 120 ? 10 : width >= 75 ? 9 : width >= 50 ? 8 : width >= 30 ? 7 : 6)
