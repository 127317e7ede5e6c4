/** A drag over the timeline, from pointerdown to drop. One at a time. */
import type { ShelfTake } from '../../app/contract/shelf.ts'
import type { CardId, ClipId } from '../../app/ids.ts'

/** Pixels the pointer must move before a press is a drag. */
const slack = 4

/** A selection rectangle on the empty timeline. */
export interface Area {
  readonly kind: 'area'
  /** Selected before the drag, and kept. */
  readonly kept: readonly CardId[]
}

export type Held =
  | Area
  /** A new card from the tray; for a take without a shot, with that take. */
  | { readonly kind: 'new'; readonly prompt: string; readonly take?: ShelfTake }
  /** Cards of the film. */
  | { readonly kind: 'cards'; readonly cards: readonly CardId[] }
  /** The edge of a card. */
  | { readonly kind: 'edge'; readonly card: CardId; readonly edge: 'start' | 'end'; readonly roll: boolean }
  /** A clip of the sound, one of its edges, or one of its fades. */
  | { readonly kind: 'clip'; readonly clip: ClipId }
  | { readonly kind: 'clipEdge' | 'clipFade'; readonly clip: ClipId; readonly edge: 'start' | 'end' }

export interface Hold {
  readonly held: Held
  /** Pointer position in the window. */
  readonly x: number
  readonly y: number
  /** Position of the press; adjusted when the film's view scrolls. */
  readonly fromX: number
  readonly fromY: number
}

/** The dragged cards, and the card before which they would land (the number of cards = at the end). */
export interface Gap {
  readonly taken: ReadonlySet<CardId>
  readonly at: number
  /** In chunks. */
  readonly length: number
}

type GapOf = (hold: Hold) => Gap | null

export class Drag {
  hold = $state.raw<Hold | null>(null)
  /** Where dragged cards would land, told by the view of the film that is shown. Null: none is, and nothing lands. */
  gapOf: GapOf | null = null
  /** The last press became a drag: the click after it is ignored. */
  moved = false
  /** Pixels the view scrolled since the press. */
  #slid = { x: 0, y: 0 }
  #stop: (() => void) | null = null

  /**
   * Tracks the pointer from a press on; Escape cancels.
   * @param held what was pressed: until the pointer has moved far enough, film being made may select other shots
   * @param drop called with the last hold on release
   * @param undone called on cancel
   */
  press(event: PointerEvent, held: Held, drop: (hold: Hold) => void, undone: () => void = () => {}): void {
    if (event.button !== 0) return
    this.cancel()
    this.moved = false
    this.#slid = { x: 0, y: 0 }
    const { clientX: fromX, clientY: fromY, pointerId } = event

    const move = (moved: PointerEvent): void => {
      if (moved.pointerId !== pointerId) return
      const { clientX: x, clientY: y } = moved
      if (this.hold === null && Math.hypot(x - fromX, y - fromY) < slack) return
      this.moved = true
      const [pressedX, pressedY] = [fromX - this.#slid.x, fromY - this.#slid.y]
      this.hold = { held, x, y, fromX: pressedX, fromY: pressedY }
    }
    const up = (released: PointerEvent): void => {
      if (released.pointerId !== pointerId) return
      const last = this.hold
      this.cancel()
      setTimeout(() => (this.moved = false)) // after the click event of this release
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

  /** A view of the film says where dragged cards would land. Returns the function that ends it, for when the view goes. */
  landsBy(gapOf: GapOf): () => void {
    this.gapOf = gapOf
    return () => {
      if (this.gapOf === gapOf) this.gapOf = null
    }
  }

  /** The view of the film scrolled by this many pixels. */
  slide(x: number, y: number): void {
    this.#slid = { x: this.#slid.x + x, y: this.#slid.y + y }
    if (this.hold) this.hold = { ...this.hold, fromX: this.hold.fromX - x, fromY: this.hold.fromY - y }
  }

  cancel(): void {
    this.#stop?.()
    this.#stop = null
    this.hold = null
  }
}
