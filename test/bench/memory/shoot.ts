/** Makes the pictures of a film through the product's own engine: one take a card, each from the memory the one before left. */
import type { PageId } from '../../../app/ids.ts'
import type { PolicyName, Snapshot } from '../../../app/ledger/records.ts'
import { generate } from '../../../engine/generate/generate.ts'
import type { Model, Pictures, Source } from '../../../engine/generate/types.ts'
import type { RolloutTrace } from '../../../engine/rollout/ports.ts'

/** What a take needs to know of a card. */
export interface Shot {
  readonly prompt: string
  /** Whole chunks; a chunk of the storybook pack is a second. */
  readonly seconds: number
}

/** What making a card gave. */
export interface Taken {
  /** Pictures of every chunk. */
  readonly chunks: Pictures[]
  /** The memory after the last. */
  readonly after: Snapshot
  /** For every chunk and layer, the latent frames of the past that it attended to, by absolute index. */
  readonly attended: readonly (readonly (readonly number[])[])[]
}

/** One film in the making, without a project file: its pages stay here, so that it can go on from any earlier second. */
export class Shoot {
  readonly #model: Model
  readonly #policy: PolicyName
  readonly #pages = new Map<PageId, Uint8Array>()
  readonly #source: Source = {
    pages: async (ids) => ids.map((id) => this.#pages.get(id)!),
    // The storybook pack never re-caches, so no latents are asked for; a pack that does keeps the last ones at hand.
    latents: async () => []
  }

  constructor(model: Model, policy: PolicyName) {
    this.#model = model
    this.#policy = policy
  }

  /**
   * Makes one card.
   * @param from the memory to start from; null for the film's first card
   * @param seed of the take's noise
   */
  async take(shot: Shot, from: Snapshot | null, seed: number): Promise<Taken> {
    const plan = { prompt: shot.prompt, seed, policy: this.#policy, chunks: shot.seconds, firstChunk: 0 }
    const chunks: Pictures[] = []
    const attended: (readonly (readonly number[])[])[] = []
    const trace: RolloutTrace = { attending: (_pass, _start, layers) => attended.push(layers) }
    let after = from
    for await (const made of generate(this.#model, from, plan, { source: this.#source, trace })) {
      for (const page of made.pages) this.#pages.set(page.id, page.bytes)
      chunks.push(made.pictures)
      after = made.after
    }
    if (!after) throw new RangeError('A card lasts at least one chunk')
    return { chunks, after, attended }
  }

  /** Makes a row of cards from the beginning. One entry a chunk. */
  async film(shots: readonly Shot[], seed: number): Promise<Pictures[]> {
    const chunks: Pictures[] = []
    let after: Snapshot | null = null
    for (const [index, shot] of shots.entries()) {
      const taken: Taken = await this.take(shot, after, takeSeed(seed, index))
      chunks.push(...taken.chunks)
      after = taken.after
    }
    return chunks
  }
}

/** Every take of a film has noise of its own. */
export const takeSeed = (film: number, take: number): number => film * 1000 + take
