/** Keys and values while a model is asked: kept and gathered as in a film, wherever its device keeps them. */
import { pageId, type PageId } from '../../app/ids.ts'
import type { FrameRef } from '../../app/ledger/records.ts'
import { latentFrame } from '../../app/time.ts'
import { rotate } from '../../kernels/transformer/rope.ts'
import type { ForwardOutput } from '../../kernels/transformer/types.ts'
import { sha256 } from '../files/sha256.ts'
import type { Model } from '../generate/types.ts'
import type { PageFormat, StoredBytes } from '../rollout/page-format.ts'
import type { GatheredPast, HeldPages } from '../rollout/page-holder.ts'

/** A page of one chunk. */
export interface AskedPage {
  readonly id: PageId
  /** Of the processor: what another device is given. Null where they never come back. */
  readonly stored: StoredBytes | null
}

export class AskedMemory {
  /** Latent frames of a page. */
  readonly frames: number
  readonly #model: Model
  readonly #format: PageFormat
  readonly #means = new Map<PageId, Float32Array[]>()

  constructor(model: Model) {
    const { pack, transformer } = model
    const { layers, dim } = pack.shape
    this.#model = model
    this.frames = pack.memory.chunk
    this.#format = { layers, tokensPerFrame: transformer.tokensPerFrame, dim, precision: 'f16' }
  }

  nothing(): GatheredPast['input'] {
    const none = new Float32Array(0)
    const past = Array.from({ length: this.#format.layers }, () => ({ keys: none, values: none }))
    return { past, pastFrames: 0, memoryFrames: 0 }
  }

  /** @param from position of the first frame that the pass wrote */
  async keep(name: string, written: ForwardOutput, from: number): Promise<AskedPage> {
    const { pack } = this.#model
    const positions = Array.from({ length: this.frames }, (_, frame) => from + frame)
    const birth =
      pack.memory.positions === 'absolute' ? (keys: Float32Array) => rotate(pack.shape, keys, positions) : null
    const id = pageId(sha256(`asked: ${name}`))
    const page = await this.#model.cache.store.pages.keep(written, this.#format, birth, () => id)
    this.#means.set(id, this.#meansOf(id, await this.#hold([{ id, stored: null }])))
    return { id, stored: page.bytes && page.sha256 !== null ? { bytes: page.bytes, sha256: page.sha256 } : null }
  }

  /** Mean keys of a page that was kept here. */
  meanKeys({ id }: AskedPage): readonly Float32Array[] {
    return this.#means.get(id)!
  }

  /** The first frames of these pages as the past of a pass, at the positions from 0 on. */
  async gather(pages: readonly AskedPage[], frames: number, memoryFrames: number): Promise<GatheredPast> {
    const { pack } = this.#model
    const positions = Array.from({ length: frames }, (_, frame) => frame)
    const refs = positions.map((at): FrameRef => {
      const { id } = pages[Math.floor(at / this.frames)]!
      return { page: id, frame: at % this.frames, at: latentFrame(at) }
    })
    const each = <T>(what: T): T[] => Array.from({ length: this.#format.layers }, () => what)
    const held = await this.#hold(pages)
    const view = { layers: each(refs), positions: each(positions), frames, memoryFrames }
    return held.gather(view, this.#model.transformer.shape, pack.memory.positions === 'slot' ? rotate : null)
  }

  #hold(pages: readonly AskedPage[]): Promise<HeldPages> {
    const stored = new Map(pages.map((page) => [page.id, page.stored ?? undefined]))
    return this.#model.cache.store.pages.hold(stored.keys(), this.#format, async (ids) =>
      ids.map((id) => stored.get(id))
    )
  }

  #meansOf(id: PageId, held: HeldPages): Float32Array[] {
    return Array.from({ length: this.#format.layers }, (_, layer) =>
      Array.from({ length: this.frames }, (_, frame) => Float32Array.from(held.meanKey(id, layer, frame)))
    ).flat()
  }
}
