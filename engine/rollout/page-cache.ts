/** Pages at hand: what the next chunk needs is kept beyond the limit, and where room is short only those of its frames. */
import type { PageId } from '../../app/ids.ts'
import type { FrameRef } from '../../app/ledger/records.ts'
import type { FramesByLayer } from './page-holder.ts'
import { Recent } from './recent.ts'

/**
 * Bytes kept beyond what the next chunk needs: shots nearby are regenerated without making their memory again. A long film's memory names about
 * ten pages per chunk, more when layers remember different frames: 3.3 MB each in the storybook pack.
 */
export const pagesAtHand = 256 * 2 ** 20

/** A page of which frames can be given up. */
export interface Thinnable<Page> {
  /** Whether it once held this frame and does not any more. */
  lacks(layer: number, frame: number): boolean
  /**
   * The same without the frames that are not among these.
   * @param kept per layer
   */
  thinned(kept: readonly ReadonlySet<number>[]): Page
}

export class PageCache<Page extends Thinnable<Page>> extends Recent<PageId, Page> {
  #settled: () => void = () => {}

  /** Whatever comes next needs these frames. Where they alone take more than the limit, the other frames of their pages are given up. */
  settle(needed: FramesByLayer): void {
    const names = new Set(needed.flat().map(({ page }) => page))
    const reserved = this.reserve(names)
    this.#settled()
    this.#settled = reserved
    this.trim()
    if (!this.overfull) return
    for (const name of names) this.resize(name, (page) => page.thinned(needed.map((refs) => framesOf(refs, name))))
  }

  /** A page that lacks a frame that is attended to counts as not there. */
  dropIncomplete(attended: FramesByLayer): void {
    attended.forEach((refs, layer) => {
      for (const { page, frame } of refs) if (this.get(page)?.lacks(layer, frame)) this.drop(page)
    })
  }

  override clear(): void {
    this.#settled()
    this.#settled = () => {}
    super.clear()
  }
}

const framesOf = (refs: readonly FrameRef[], name: PageId): ReadonlySet<number> =>
  new Set(refs.filter(({ page }) => page === name).map(({ frame }) => frame))
