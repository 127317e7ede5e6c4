/** Layout of the board: cells of equal size, in rows, in the order of the film. Pure. */

/** Pixels between cells. */
export const gutter = 16

/** Measures in CSS pixels. */
export interface Grid {
  readonly columns: number
  readonly width: number
  readonly height: number
}

/**
 * @param room width of the board without its margins
 * @param wanted the chosen width of a cell; cells are stretched so that a row fills the room
 * @param shape width of a picture divided by its height
 * @param caption height of what stands below a picture
 */
export function gridOf(room: number, wanted: number, shape: number, caption: number): Grid {
  const columns = Math.max(1, Math.floor((room + gutter) / (wanted + gutter)))
  const width = Math.max(1, (room - (columns - 1) * gutter) / columns)
  return { columns, width, height: width / shape + caption }
}

/** The top left corner of a cell. */
export const placeOf = ({ columns, width, height }: Grid, index: number): { x: number; y: number } => ({
  x: (index % columns) * (width + gutter),
  y: Math.floor(index / columns) * (height + gutter)
})

/** Height of so many cells. */
export const heightOf = ({ columns, height }: Grid, cells: number): number =>
  Math.max(0, Math.ceil(cells / columns) * (height + gutter) - gutter)

/** Indices of the cells between two heights, as `slice` takes them: only whole rows, with one row more at both ends. */
export function visible(grid: Grid, top: number, bottom: number, cells: number): readonly [number, number] {
  const step = grid.height + gutter
  const first = Math.max(0, Math.floor(top / step) - 1)
  const last = Math.max(first, Math.ceil(bottom / step) + 1)
  return [Math.min(cells, first * grid.columns), Math.min(cells, last * grid.columns)]
}

/** Indices of the cells that a rectangle touches, in order; all in pixels from the corner of the first cell. */
export function cellsIn(
  grid: Grid,
  box: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number },
  cells: number
): number[] {
  const across = { x: grid.width + gutter, y: grid.height + gutter }
  const last = { x: Math.min(grid.columns - 1, Math.floor(box.right / across.x)), y: Math.floor(box.bottom / across.y) }
  const first = {
    x: Math.max(0, Math.ceil((box.left - grid.width) / across.x)),
    y: Math.max(0, Math.ceil((box.top - grid.height) / across.y))
  }
  const touched: number[] = []
  for (let row = first.y; row <= last.y && row * grid.columns < cells; row++)
    for (let column = first.x; column <= last.x; column++) touched.push(row * grid.columns + column)
  return touched.filter((index) => index < cells)
}

/** Index of the cell before which something dropped at a point would land: the nearest gap of its row. */
export function gapAt(grid: Grid, x: number, y: number, cells: number): number {
  const row = Math.max(0, Math.floor((y + gutter / 2) / (grid.height + gutter)))
  const column = Math.max(0, Math.min(grid.columns, Math.round((x + gutter / 2) / (grid.width + gutter))))
  return Math.min(cells, row * grid.columns + column)
}
