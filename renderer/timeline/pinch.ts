/** Pinch on the timeline: two fingers zoom and pan it. */
import type { OpenFilm } from '../model/film.svelte.ts'

interface Finger {
  readonly x: number
  readonly y: number
}

/** Minimum distance of fingers that gives a usable ratio. */
const least = 12 // pixels

/** The pinch between two pairs of positions: zoom factor, its centre, and the pan distance. */
export function pinched(before: readonly [Finger, Finger], after: readonly [Finger, Finger]) {
  const apart = ([one, other]: readonly [Finger, Finger]): number =>
    Math.max(least, Math.hypot(one.x - other.x, one.y - other.y))
  const middle = ([one, other]: readonly [Finger, Finger]): number => (one.x + other.x) / 2
  return { factor: apart(after) / apart(before), at: middle(before), by: middle(after) - middle(before) }
}

/** For `{@attach pinch(film)}` on the timeline's viewport. One finger keeps its meaning until a second one touches. */
export const pinch = (film: OpenFilm) => (view: HTMLElement) => {
  const fingers = new Map<number, Finger>()
  const pair = (): readonly [Finger, Finger] => [...fingers.values()] as unknown as readonly [Finger, Finger]

  function down(event: PointerEvent): void {
    if (event.pointerType !== 'touch') return
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY })
    if (fingers.size < 2) return
    event.stopPropagation() // presses no card
    film.drag.cancel()
    film.drag.moved = false // no release follows whose click must be ignored
  }
  function move(event: PointerEvent): void {
    if (!fingers.has(event.pointerId)) return
    const before = fingers.size === 2 ? pair() : null
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY })
    if (fingers.size < 2) return
    event.stopPropagation()
    if (!before) return
    const { factor, at, by } = pinched(before, pair())
    film.scale.zoom(factor, at - view.getBoundingClientRect().left)
    film.scale.scroll = Math.max(0, film.scale.scroll - by)
  }
  const up = (event: PointerEvent): void => void fingers.delete(event.pointerId)
  /** Prevents the browser's own two-finger scroll. */
  const touch = (event: TouchEvent): void => {
    if (event.touches.length > 1 && event.cancelable) event.preventDefault()
  }

  view.addEventListener('pointerdown', down, true)
  view.addEventListener('pointermove', move, true)
  view.addEventListener('touchstart', touch, { passive: false })
  view.addEventListener('touchmove', touch, { passive: false })
  addEventListener('pointerup', up, true)
  addEventListener('pointercancel', up, true)
  return () => {
    view.removeEventListener('pointerdown', down, true)
    view.removeEventListener('pointermove', move, true)
    view.removeEventListener('touchstart', touch)
    view.removeEventListener('touchmove', touch)
    removeEventListener('pointerup', up, true)
    removeEventListener('pointercancel', up, true)
  }
}
