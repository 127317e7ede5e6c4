/** Pages as arrays in the engine's memory: their bytes exist, are hashed, and can be stored. */
import { Gatherer } from './gather.ts'
import { Page } from './page.ts'
import { PageCache, pagesAtHand } from './page-cache.ts'
import type { PageContent } from './page-content.ts'
import type { HeldPages, PageHolder } from './page-holder.ts'

export class HostPages implements PageHolder {
  readonly #pages: PageCache<PageContent>
  readonly #gatherer = new Gatherer()

  /** @param limit bytes of cached pages; what the next chunk needs is kept beyond it */
  constructor(limit = pagesAtHand) {
    this.#pages = new PageCache<PageContent>(limit, ({ size }) => size)
  }

  readonly keep: PageHolder['keep'] = async ({ keys, values }, format, birth, name) => {
    if (birth) for (const layer of keys) birth(layer)
    const page = Page.write(keys, values, format, name)
    this.#pages.put(page.id, page)
    return page
  }

  readonly reserve: PageHolder['reserve'] = (names) => this.#pages.reserve(names)

  readonly hold: PageHolder['hold'] = async (names, format, fetch, attended = []): Promise<HeldPages> => {
    this.#pages.dropIncomplete(attended)
    const pages = await this.#pages.all(names, fetch, (id, stored) => Page.read(id, stored, format))
    return {
      frames: (id) => pages.get(id)!.frames,
      meanKey: (id, layer, frame) => pages.get(id)!.meanKey(layer, frame),
      gather: async (view, shape, rotate) => ({
        input: this.#gatherer.gather(view, pages, format, shape, rotate),
        release: () => {}
      })
    }
  }

  readonly settle: PageHolder['settle'] = (needed) => this.#pages.settle(needed)
}
