/** How wide a chunk is drawn, and which part of the film is in view. All lengths in CSS pixels. */

export const narrowest = 6
export const widest = 240
const standard = 44
const margin = 12 // left of the first card

export class Scale {
  /** Width of one chunk. */
  chunk = $state(standard)
  /** What is scrolled out of view at the left. */
  scroll = $state(0)
  /** Width of the view. */
  width = $state(0)

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
    return Math.max(this.width, this.x(chunks) + 80)
  }

  /** Zooms by a factor; the time at `viewX` (pixels from the view's left edge) stays where it is. */
  zoom(factor: number, viewX: number): void {
    const time = this.at(this.scroll + viewX)
    this.chunk = Math.min(widest, Math.max(narrowest, this.chunk * factor))
    this.scroll = Math.max(0, this.x(time) - viewX)
  }

  /** Shows `chunks` from the beginning. */
  fit(chunks: number): void {
    if (chunks === 0) return
    this.chunk = Math.min(widest, Math.max(narrowest, (this.width - 2 * margin - 56) / chunks))
    this.scroll = 0
  }

  /** Scrolls so far that a time is in view. */
  reveal(chunks: number): void {
    const x = this.x(chunks)
    if (x < this.scroll + margin) this.scroll = Math.max(0, x - margin)
    else if (x > this.scroll + this.width - 48) this.scroll = x - this.width + 48
  }
}
