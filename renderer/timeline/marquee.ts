/** Selecting with a rectangle on the empty timeline or board. */
import type { CardId } from '../../app/ids.ts'
import type { OpenFilm } from '../model/film.svelte.ts'
import type { Hold } from '../model/drag.svelte.ts'
import { timeAt } from './gestures.ts'

export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** The rectangle in window coordinates, clamped to the view that scrolls. */
export function marqueeBox(hold: Hold, view: Element): Box {
  const { left, right, top, bottom } = view.getBoundingClientRect()
  const inside = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))
  const [x, fromX] = [inside(hold.x, left, right), inside(hold.fromX, left, right)]
  const [y, fromY] = [inside(hold.y, top, bottom), inside(hold.fromY, top, bottom)]
  return { left: Math.min(x, fromX), top: Math.min(y, fromY), width: Math.abs(x - fromX), height: Math.abs(y - fromY) }
}

/** The cards that the rectangle touches, in film order, including those scrolled out of view. */
export function touched(film: OpenFilm, hold: Hold): CardId[] {
  const row = document.querySelector('[data-cards]')?.getBoundingClientRect()
  const [top, bottom] = [Math.min(hold.y, hold.fromY), Math.max(hold.y, hold.fromY)]
  if (!row || bottom < row.top || top > row.bottom) return []
  const from = timeAt(film, Math.min(hold.x, hold.fromX))
  const to = timeAt(film, Math.max(hold.x, hold.fromX))
  return film.shots.filter(({ start, length }) => start < to && start + length > from).map(({ id }) => id)
}

/**
 * Starts with a press on the empty timeline or board. With Shift or Ctrl the selection is extended; Escape restores it. By
 * touch the view is panned instead.
 */
export function pressBare(film: OpenFilm, event: PointerEvent): void {
  if (event.pointerType === 'touch') return
  const before = film.inHand.map(({ id }) => id)
  const { frame } = film.playhead
  const kept = event.shiftKey || event.ctrlKey || event.metaKey ? before : []
  film.drag.press(
    event,
    { kind: 'area', kept },
    () => {},
    () => {
      film.choice.select(before)
      film.scrub(frame)
    }
  )
}
