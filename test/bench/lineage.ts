/** A sequence of chunks made in this process, one at a time, so that several can alternate. */
import type { TakePlan } from '../../app/ledger/schemas.ts'
import type { PolicyName } from '../../app/ledger/policies.ts'
import type { Snapshot } from '../../app/ledger/records.ts'
import { generate } from '../../engine/generate/generate.ts'
import type { MadeChunk, Model } from '../../engine/generate/types.ts'
import type { StoredBytes } from '../../engine/rollout/page-format.ts'
import { sum } from './figure.ts'

export const prompt = 'A purple cat walks to the right in a meadow.'
const endless = 1_000_000

export class Lineage {
  readonly #pages = new Map<string, StoredBytes>()
  readonly #made: AsyncGenerator<MadeChunk, unknown, void>
  /** Milliseconds of every chunk's passes through the transformer, since `forget`. */
  passes: number[] = []
  /** Total milliseconds of every chunk. */
  whole: number[] = []
  last: MadeChunk | undefined

  constructor(
    model: Model,
    policy: PolicyName,
    from: { snapshot: Snapshot; pages: ReadonlyMap<string, StoredBytes> } | null = null
  ) {
    for (const [id, bytes] of from?.pages ?? []) this.#pages.set(id, bytes)
    const firstChunk = from ? from.snapshot.next / model.pack.timebase.latentsPerChunk : 0
    const plan: TakePlan = { prompt, seed: 7, policy, chunks: endless, firstChunk }
    const source = {
      pages: (ids: readonly string[]) => Promise.resolve(ids.map((id) => this.#pages.get(id)!)),
      latents: () => Promise.resolve([])
    }
    this.#made = generate(model, from?.snapshot ?? null, plan, { source })
  }

  async next(): Promise<void> {
    const began = performance.now()
    const { value } = await this.#made.next()
    const made = value as MadeChunk
    this.whole.push(performance.now() - began)
    this.passes.push(sum([made.timings.denoise, made.timings.clean]))
    this.last = made
    for (const { id, sha256, bytes } of made.pages) this.#pages.set(id, { sha256: sha256!, bytes: bytes! })
    const needed = new Set(
      made.after.layers
        .flatMap(({ sink, bank, window }) => [...sink, ...bank, ...window])
        .map(({ page }) => page as string)
    )
    for (const id of this.#pages.keys()) if (!needed.has(id) && id !== made.after.pending?.page) this.#pages.delete(id)
  }

  /** A copy of its current position, from which it can continue later. */
  get place() {
    return { snapshot: this.last!.after, pages: new Map(this.#pages) }
  }

  forget(): void {
    this.passes = []
    this.whole = []
  }
}
