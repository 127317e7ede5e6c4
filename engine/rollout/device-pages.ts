/**
 * Pages on a device: buffers, one per frame and layer. Their bytes never come back, so they are neither hashed nor stored; those
 * that are gone are made again from latents (docs/memory-by-origin.md). Bytes that a project has are brought to the device.
 */
import type { PageId } from '../../app/ids.ts'
import type { ResidentLayer, ResidentMemory, TransformerShape } from '../../kernels/transformer/types.ts'
import type { AttendedMemory } from '../memory/view.ts'
import { DevicePage } from './device-page.ts'
import { damagedPage, Page } from './page.ts'
import { PageCache, pagesAtHand } from './page-cache.ts'
import type { PageFormat, StoredBytes } from './page-format.ts'
import type { GatheredPast, HeldPages, PageHolder } from './page-holder.ts'

export class DevicePages implements PageHolder {
  readonly #memory: ResidentMemory
  readonly #pages: PageCache<DevicePage>
  #gathered: GatheredPast | undefined

  /** @param limit bytes of cached pages; what the next chunk needs is kept beyond it */
  constructor(memory: ResidentMemory, limit = pagesAtHand) {
    this.#memory = memory
    this.#pages = new PageCache<DevicePage>(
      limit,
      ({ bytes }) => bytes,
      (page) => page.dispose()
    )
  }

  readonly keep: PageHolder['keep'] = async ({ resident }, format, birth, name) => {
    if (!resident) throw new RangeError('The pass left nothing on the device')
    if ((birth === null) !== (this.#memory.kept === 'plain'))
      throw new RangeError(`Keys are ${this.#memory.kept} on the device, which this memory does not expect`)
    if (format.precision !== 'f16') throw new RangeError('Pages on a device are f16')
    const id = name(null)
    try {
      const frames = resident.means[0]!.length / format.dim
      this.#pages.put(id, await this.#cut(resident.layers, resident.means, frames))
    } finally {
      for (const { keys, values } of resident.layers) {
        keys.dispose()
        values.dispose()
      }
    }
    return { id, sha256: null, bytes: null }
  }

  readonly reserve: PageHolder['reserve'] = (names) => this.#pages.reserve(names)

  readonly hold: PageHolder['hold'] = async (names, format, fetch, attended = []): Promise<HeldPages> => {
    this.#pages.dropIncomplete(attended)
    const pages = await this.#pages.all(names, fetch, (id, stored) => this.#bring(id, stored, format))
    return {
      frames: (id) => pages.get(id)!.frames,
      meanKey: (id, layer, frame) => pages.get(id)!.meanKey(layer, frame),
      gather: async (view, shape, rotate) => {
        this.#gathered?.release()
        return (this.#gathered = await this.#gather(view, pages, shape, rotate !== null))
      }
    }
  }

  readonly settle: PageHolder['settle'] = (needed) => this.#pages.settle(needed)

  /** Gives up all pages. */
  release(): void {
    this.#gathered?.release()
    this.#pages.clear()
  }

  async #gather(
    view: AttendedMemory,
    pages: ReadonlyMap<PageId, DevicePage>,
    shape: TransformerShape,
    turned: boolean
  ): Promise<GatheredPast> {
    const made: ResidentLayer[] = []
    const release = (): void => made.splice(0).forEach(disposeOf)
    const part = async (from: number, to: number): Promise<readonly ResidentLayer[] | null> => {
      if (from === to) return null
      const layers: ResidentLayer[] = []
      for (const [layer, refs] of view.layers.entries()) {
        const frames = refs.slice(from, to).map(({ page, frame }) => {
          const found = pages.get(page)!.at(layer, frame)
          if (!found) throw damagedPage(page)
          return found
        })
        layers.push(await this.#memory.gather(frames, turned ? view.positions[layer]!.slice(from, to) : null))
        made.push(layers.at(-1)!)
      }
      return layers
    }
    try {
      const cut = shape.sma ? view.memoryFrames : 0
      const residentPast = { memory: await part(0, cut), past: await part(cut, view.frames) }
      const nothing = { keys: new Float32Array(0), values: new Float32Array(0) }
      const past = view.layers.map(() => nothing)
      return {
        input: { past, residentPast, pastFrames: view.frames, memoryFrames: view.memoryFrames },
        release
      }
    } catch (error) {
      release()
      throw error
    }
  }

  /** @throws Failure `memory.page` when the bytes do not match their hash or this model */
  async #bring(id: PageId, stored: StoredBytes, format: PageFormat): Promise<DevicePage> {
    const page = Page.read(id, stored, format)
    const { frames } = page
    const { layers, tokensPerFrame, dim } = format
    const dims = [1, frames * tokensPerFrame, dim]
    const whole = (part: (frame: number) => Float32Array): { data: Float32Array; dims: readonly number[] } => {
      const data = new Float32Array(frames * tokensPerFrame * dim)
      for (let frame = 0; frame < frames; frame++) data.set(part(frame), frame * tokensPerFrame * dim)
      return { data, dims }
    }
    const each = Array.from({ length: layers }, (_, layer) => layer)
    const written = each.map((layer) => ({
      keys: whole((frame) => page.keys(layer, frame)),
      values: whole((frame) => page.values(layer, frame))
    }))
    const means = each.map((layer) =>
      Float64Array.from(Array.from({ length: frames }, (_, frame) => [...page.meanKey(layer, frame)]).flat())
    )
    return this.#cut(written, means, frames)
  }

  /** Layer by layer, so that little is there twice. */
  async #cut(
    layers: readonly Parameters<ResidentMemory['split']>[0][],
    means: readonly (Float32Array | Float64Array)[],
    frames: number
  ): Promise<DevicePage> {
    const cut: (readonly ResidentLayer[])[] = []
    try {
      for (const layer of layers) cut.push(await this.#memory.split(layer, frames))
    } catch (error) {
      cut.flat().forEach(disposeOf)
      throw error
    }
    return new DevicePage(cut, means)
  }
}

function disposeOf({ keys, values }: ResidentLayer): void {
  keys.dispose()
  values.dispose()
}
