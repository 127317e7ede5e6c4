/** How wide a chunk is drawn, and which part of the film is in view. All lengths in CSS pixels. */

const standing = 6 // the narrowest chunk, unless the whole film needs a narrower one
export const widest = 240
const standard = 44
const margin = 12 // left of the first card
const room = 80 // behind the last card, for another

export class Scale {
  /** Width of one chunk. */
  chunk = $state(standard)
  /** What is scrolled out of view at the left. */
  scroll = $state(0)
  /** Width of the view. */
  width = $state(0)

  readonly #film: () => number

  /** @param film its length in chunks */
  constructor(film: () => number) {
    this.#film = film
  }

  /** How wide a chunk is when the whole film just fits. */
  get #whole(): number {
    return Math.min(widest, Math.max(1, this.width - margin - room) / Math.max(1, this.#film()))
  }

  /** The whole film can always be seen. */
  get narrowest(): number {
    return Math.min(standing, this.#whole)
  }

  /** Place of a time (in chunks, may be fractional) in the scrolled content. */
  x(chunks: number): number {
    return margin + chunks * this.chunk
  }

  /** Time under a place in the scrolled content, in chunks, never negative. */
  at(x: number): number {
    return Math.max(0, (x - margin) / this.chunk)
  }

  /** Width of the whole content; room is left after the last card for another. */
  content(chunks: number): number {
    return Math.max(this.width, this.x(chunks) + room)
  }

  /** Zooms by a factor; the time at `viewX` (pixels from the view's left edge) stays where it is. */
  zoom(factor: number, viewX: number): void {
    const time = this.at(this.scroll + viewX)
    this.chunk = Math.min(widest, Math.max(this.narrowest, this.chunk * factor))
    this.scroll = Math.max(0, this.x(time) - viewX)
  }

  /** Shows the whole film. */
  fit(): void {
    if (this.#film() === 0) return
    this.chunk = this.#whole
    this.scroll = 0
  }

  /** Scrolls so far that a time is in view. */
  reveal(chunks: number): void {
    const x = this.x(chunks)
    if (x < this.scroll + margin) this.scroll = Math.max(0, x - margin)
    else if (x > this.scroll + this.width - 48) this.scroll = x - this.width + 48
  }
}
