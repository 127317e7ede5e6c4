/** Makes the pictures of a film through the product's own engine: one take a card, each from the memory the one before left. */
import type { PageId } from '../../../app/ids.ts'
import type { FrameRef, Snapshot } from '../../../app/ledger/records.ts'
import { lookAheadFrames } from '../../../app/plan/wishes.ts'
import { generate } from '../../../engine/generate/generate.ts'
import type { Model, Pictures, Source } from '../../../engine/generate/types.ts'
import type { StoredBytes } from '../../../engine/rollout/page-format.ts'
import type { RolloutTrace } from '../../../engine/rollout/ports.ts'
import { policyOf, type Column } from './column.ts'

/** The fields of a card that a take depends on. */
export interface Shot {
  readonly prompt: string
  /** Whole chunks; a chunk of the storybook pack is a second. */
  readonly seconds: number
}

/** The result of making a card. */
export interface Taken {
  /** Pictures of every chunk. */
  readonly chunks: Pictures[]
  /** The memory after the last. */
  readonly after: Snapshot
  /** What a card before it may look ahead to. */
  readonly opening: readonly FrameRef[]
  /** For every chunk and layer, the latent frames of the past that it attended to, by absolute index. */
  readonly attended: readonly (readonly (readonly number[])[])[]
}

/** One film in the making, without a project file: its pages stay here, so that it can go on from any earlier second. */
export class Shoot {
  readonly #model: Model
  readonly #column: Column
  readonly #pages = new Map<PageId, StoredBytes>()
  readonly #source: Source = {
    pages: async (ids) => ids.map((id) => this.#pages.get(id)!),
    // The storybook pack never re-caches, so no latents are asked for; a pack that does keeps the last ones at hand.
    latents: async () => []
  }

  constructor(model: Model, column: Column) {
    this.#model = model
    this.#column = column
  }

  /**
   * Makes one card.
   * @param from the memory to start from; null for the film's first card
   * @param seed of the take's noise
   * @param lookAhead frames of the card after
   */
  async take(shot: Shot, from: Snapshot | null, seed: number, lookAhead: readonly FrameRef[] = []): Promise<Taken> {
    const wishes = lookAhead.length > 0 && { wishes: { pins: [], forgets: [], lookAhead: [...lookAhead] } }
    const plan = {
      prompt: shot.prompt,
      seed,
      policy: policyOf(this.#column),
      chunks: shot.seconds,
      firstChunk: 0,
      ...wishes
    }
    const opening: FrameRef[] = []
    const chunks: Pictures[] = []
    const attended: (readonly (readonly number[])[])[] = []
    const trace: RolloutTrace = { attending: (_pass, _start, layers) => attended.push(layers) }
    let after = from
    for await (const made of generate(this.#model, from, plan, { source: this.#source, trace })) {
      for (const { id, sha256, bytes } of made.pages) this.#pages.set(id, { sha256: sha256!, bytes: bytes! })
      chunks.push(made.pictures)
      const { next } = made.before
      if (opening.length < lookAheadFrames) opening.push({ page: made.pages.at(-1)!.id, frame: 0, at: next })
      after = made.after
    }
    if (!after) throw new RangeError('A card lasts at least one chunk')
    return { chunks, after, opening, attended }
  }

  /** Makes a row of cards from the beginning. One entry a chunk. */
  async film(shots: readonly Shot[], seed: number): Promise<Pictures[]> {
    const taken = await this.#row(shots, seed, await this.lookAheads(shots, seed))
    return taken.flatMap(({ chunks }) => chunks)
  }

  /**
   * For every card the frames it is to look ahead to, as in the studio: those of the card after it in a film that was made without.
   * None where nothing follows, and none at all unless the column looks ahead.
   */
  async lookAheads(shots: readonly Shot[], seed: number): Promise<readonly (readonly FrameRef[])[]> {
    if (this.#column !== 'lookahead') return shots.map(() => [])
    const openings = (await this.#row(shots, seed, [])).map(({ opening }) => opening)
    return shots.map((_, index) => openings[index + 1] ?? [])
  }

  async #row(shots: readonly Shot[], seed: number, lookAheads: readonly (readonly FrameRef[])[]): Promise<Taken[]> {
    const row: Taken[] = []
    for (const [index, shot] of shots.entries())
      row.push(await this.take(shot, row.at(-1)?.after ?? null, takeSeed(seed, index), lookAheads[index]))
    return row
  }
}

/** Every take of a film has noise of its own. */
export const takeSeed = (film: number, take: number): number => film * 1000 + take
