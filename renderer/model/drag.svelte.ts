/** What the hand holds over the timeline, from the press to the drop. One at a time. */
import type { ShelfTake } from '../../app/contract/shelf.ts'
import type { CardId } from '../../app/ids.ts'

/** Pixels the pointer must move before a press becomes a drag. */
const slack = 4

/** A stretch of the bare timeline, selecting what it touches. */
export interface Area {
  readonly kind: 'area'
  /** Selected before, and to stay so. */
  readonly kept: readonly CardId[]
}

export type Held =
  | Area
  /** A new card from the tray; of a take without a shot, that take's. */
  | { readonly kind: 'new'; readonly prompt: string; readonly take?: ShelfTake }
  /** Cards that are in the film. */
  | { readonly kind: 'cards'; readonly cards: readonly CardId[] }
  /** An edge of a card. */
  | { readonly kind: 'edge'; readonly card: CardId; readonly edge: 'start' | 'end'; readonly roll: boolean }

export interface Hold {
  readonly held: Held
  /** Where the pointer is, in the window. */
  readonly x: number
  readonly y: number
  /** Where it was pressed; when the timeline scrolled since, where that place of it is now. */
  readonly fromX: number
  readonly fromY: number
}

export class Drag {
  hold = $state.raw<Hold | null>(null)
  /** The last press became a drag: the click that ends it means nothing. */
  moved = false
  /** How far the timeline was scrolled since the press, in pixels. */
  #slid = 0
  #stop: (() => void) | null = null

  /**
   * Follows the pointer from a press on; Escape lets go without a drop.
   * @param held asked for once the pointer has moved far enough
   * @param drop called with the last hold when the pointer is released
   * @param undone called when it is let go without a drop
   */
  press(event: PointerEvent, held: () => Held, drop: (hold: Hold) => void, undone: () => void = () => {}): void {
    if (event.button !== 0) return
    this.cancel()
    this.moved = false
    this.#slid = 0
    const { clientX: fromX, clientY: fromY, pointerId } = event

    const move = (moved: PointerEvent): void => {
      if (moved.pointerId !== pointerId) return
      const { clientX: x, clientY: y } = moved
      if (this.hold === null && Math.hypot(x - fromX, y - fromY) < slack) return
      this.moved = true
      this.hold = { held: this.hold?.held ?? held(), x, y, fromX: fromX - this.#slid, fromY }
    }
    const up = (released: PointerEvent): void => {
      if (released.pointerId !== pointerId) return
      const last = this.hold
      this.cancel()
      setTimeout(() => (this.moved = false)) // after the click that this release may be
      if (last) drop(last)
    }
    const key = (pressed: KeyboardEvent): void => {
      if (pressed.key !== 'Escape' || this.hold === null) return
      pressed.stopPropagation()
      cancel()
    }
    const cancel = (): void => {
      const dragged = this.hold !== null
      this.cancel()
      if (dragged) undone()
    }
    const lost = (taken: PointerEvent): void => {
      if (taken.pointerId === pointerId) cancel()
    }
    addEventListener('pointermove', move)
    addEventListener('pointerup', up)
    addEventListener('pointercancel', lost)
    addEventListener('keydown', key, true)
    this.#stop = () => {
      removeEventListener('pointermove', move)
      removeEventListener('pointerup', up)
      removeEventListener('pointercancel', lost)
      removeEventListener('keydown', key, true)
    }
  }

  /** The timeline scrolled by so many pixels under what is held. */
  slide(by: number): void {
    this.#slid += by
    if (this.hold) this.hold = { ...this.hold, fromX: this.hold.fromX - by }
  }

  cancel(): void {
    this.#stop?.()
    this.#stop = null
    this.hold = null
  }
}
