/** A stroke while the pointer is down. */
import type { Stroke, Tool } from '../../app/film/drawing.ts'
import { limits } from '../../app/base/limits.ts'

/** Points nearer than this many pixels of the sheet to the last one are left out. */
const nearest = 1.5
const farthest = 2 * limits.sketchSide

export class PenLine {
  readonly #of: Omit<Stroke, 'points'>
  readonly #points: number[] = []
  /** Points that the drawing still takes. */
  readonly #room: number

  /** @param room points that it may have at most */
  constructor(tool: Tool, width: number, pressed: boolean, room: number) {
    this.#of = { tool, width, pressed }
    this.#room = room
  }

  /** @param x in pixels of the sheet, as `y` @param pressure 0 … 1 */
  add(x: number, y: number, pressure: number): void {
    const points = this.#points
    const tenths = (pixels: number): number => Math.round(Math.max(-farthest, Math.min(farthest, pixels)) * 10)
    const [left, top] = [tenths(x), tenths(y)]
    if (points.length >= 3 * this.#room) return
    if (points.length > 0 && Math.hypot(left - points.at(-3)!, top - points.at(-2)!) < 10 * nearest) return
    points.push(left, top, Math.round(Math.max(0, Math.min(1, pressure)) * 100))
  }

  /** What it is up to now; null before its first point. */
  get stroke(): Stroke | null {
    return this.#points.length === 0 ? null : { ...this.#of, points: [...this.#points] }
  }
}
