/** A page holder that does not expose bytes, like one on a device. */
import { HostPages } from '../../../engine/rollout/host-pages.ts'
import type { PageHolder } from '../../../engine/rollout/page-holder.ts'

export class OnDevice implements PageHolder {
  readonly #pages = new HostPages()

  readonly keep: PageHolder['keep'] = async (written, format, birth, name) => {
    const { id } = await this.#pages.keep(written, format, birth, () => name(null))
    return { id, sha256: null, bytes: null }
  }

  readonly reserve: PageHolder['reserve'] = (names) => this.#pages.reserve(names)

  readonly hold: PageHolder['hold'] = (names, format, fetch) => this.#pages.hold(names, format, fetch)

  readonly settle: PageHolder['settle'] = (needed) => this.#pages.settle(needed)
}
