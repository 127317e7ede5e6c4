/** Pages as arrays in the engine's memory: their bytes exist, are hashed, and can be stored. */
import type { PageId } from '../../app/ids.ts'
import { Gatherer } from './gather.ts'
import { Page } from './page.ts'
import type { HeldPages, PageHolder } from './page-holder.ts'
import { Recent } from './recent.ts'

/**
 * Cache limit in bytes. A long film's memory names about ten pages per chunk, more when layers remember different frames:
 * 3.3 MB each in the storybook pack.
 */
const atHand = 256 * 2 ** 20

export class HostPages implements PageHolder {
  readonly #pages: Recent<PageId, Page>
  readonly #gatherer = new Gatherer()

  /** @param limit bytes of cached pages */
  constructor(limit = atHand) {
    this.#pages = new Recent<PageId, Page>(limit, ({ size }) => size)
  }

  readonly keep: PageHolder['keep'] = async ({ keys, values }, format, birth, name) => {
    if (birth) for (const layer of keys) birth(layer)
    const page = Page.write(keys, values, format, name)
    this.#pages.put(page.id, page)
    return page
  }

  readonly reserve: PageHolder['reserve'] = (names) => this.#pages.reserve(names)

  readonly hold: PageHolder['hold'] = async (names, format, fetch): Promise<HeldPages> => {
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

  /** Arrays go as the cache's limit says. */
  readonly settle: PageHolder['settle'] = () => {}
}
