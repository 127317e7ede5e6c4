/** Zoom and scroll of the timeline. All lengths in CSS pixels. */

const standing = 6 // default width of a chunk, and the minimum unless the whole film needs less
export const widest = 240
const standard = 44
const margin = 12 // left of the first card
const room = 80 // after the last card, for a new one

export class Scale {
  /** Width of one chunk. */
  chunk = $state(standard)
  /** Scroll offset from the left. */
  scroll = $state(0)
  /** Width of the viewport. */
  width = $state(0)

  readonly #film: () => number

  /** @param film its length in chunks */
  constructor(film: () => number) {
    this.#film = film
  }

  /** Width of a chunk at which the whole film fits. */
  get #whole(): number {
    return Math.min(widest, Math.max(1, this.width - margin - room) / Math.max(1, this.#film()))
  }

  /** Zooming out always reaches the whole film. */
  get narrowest(): number {
    return Math.min(standing, this.#whole)
  }

  /** Position of a time (in chunks, may be fractional) in the scrolled content. */
  x(chunks: number): number {
    return margin + chunks * this.chunk
  }

  /** Time at a position in the scrolled content, in chunks, never negative. */
  at(x: number): number {
    return Math.max(0, (x - margin) / this.chunk)
  }

  /** Width of the whole content, with room for another card. */
  content(chunks: number): number {
    return Math.max(this.width, this.x(chunks) + room)
  }

  /** Zooms by a factor; the time at `viewX` (pixels from the viewport's left edge) stays in place. */
  zoom(factor: number, viewX: number): void {
    const time = this.at(this.scroll + viewX)
    this.chunk = Math.min(widest, Math.max(this.narrowest, this.chunk * factor))
    this.scroll = Math.max(0, this.x(time) - viewX)
  }

  /** Fits the whole film. */
  fit(): void {
    if (this.#film() === 0) return
    this.chunk = this.#whole
    this.scroll = 0
  }

  /** Scrolls a time into view. */
  reveal(chunks: number): void {
    const x = this.x(chunks)
    if (x < this.scroll + margin) this.scroll = Math.max(0, x - margin)
    else if (x > this.scroll + this.width - 48) this.scroll = x - this.width + 48
  }
}
