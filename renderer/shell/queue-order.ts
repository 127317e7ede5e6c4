/** Index arithmetic for dragging a row of the queue, counted from 0. */

/** The index where a row dragged by `rows` lands. */
export const droppedAt = (from: number, rows: number, count: number): number =>
  Math.max(0, Math.min(count - 1, from + Math.round(rows)))

/** By how many rows the row at `at` moves while one is dragged from `from` to `to`. */
export function slidBy(at: number, from: number, to: number): -1 | 0 | 1 {
  if (at > from && at <= to) return -1
  return at < from && at >= to ? 1 : 0
}

/** The list with the entry at `from` moved to `to`. */
export function movedTo<Entry>(list: readonly Entry[], from: number, to: number): readonly Entry[] {
  const rest = list.toSpliced(from, 1)
  return rest.toSpliced(to, 0, list[from]!)
}
