/** A model with the fake transformer and the conventions of a manifest, for tests of `generate`. */
import type { Origin } from '../../../app/contract/engine.ts'
import type { TakePlan } from '../../../app/ledger/schemas.ts'
import { ModelCache } from '../../../engine/generate/cache.ts'
import type { GeneratePorts, MadeChunk, Model, Source } from '../../../engine/generate/types.ts'
import type { PageHolder } from '../../../engine/rollout/page-holder.ts'
import { parseManifest } from '../../../engine/pack/parse-manifest.ts'
import { memoryShape, schedulesOf, timebaseOf, transformerShape, type Pack } from '../../../engine/pack/pack.ts'
import { fakeFeatures, fakeTransformer, type FakeTransformer } from './fake-transformer.ts'
import { wanManifest, withField } from './manifests.ts'

export interface FakeModel extends Model {
  readonly transformer: FakeTransformer
}

export const wanLike = (): object => wanManifest()
/** The same sizes with the storybook pack's conventions. */
export const slotLike = (): object => {
  const manifest = withField(wanManifest(), 'transformer.rope.positions', 'slot')
  const memory = { policy: 'memflow', sink: 3, bank: 3, window: 6, recordEvery: 1, enterBank: 'onLeavingWindow' }
  return withField(manifest, 'memory', { ...memory, recache: false, agreement: 'max' })
}

/** Prompts are numbers as text: `3` gives the features of prompt 3. A new model has an empty cache, as after a restart. */
export function fakeModel(description: object = wanLike(), holder?: PageHolder): FakeModel {
  const manifest = parseManifest(JSON.stringify(description))
  const transformer = fakeTransformer()
  const pack: Pack = {
    folder: 'nowhere',
    manifest,
    model: `${manifest.id}@${manifest.revision}`,
    timebase: timebaseOf(manifest),
    shape: transformerShape(manifest),
    memory: memoryShape(manifest),
    ...schedulesOf(manifest),
    get weights(): never {
      throw new Error('a fake has no weights')
    }
  }
  return {
    pack,
    transformer,
    cache: new ModelCache(holder),
    longestRun: 0,
    textPage: null,
    encodeText: async (prompt) => ({ features: fakeFeatures(Number(prompt)), tokens: 1 }),
    decode: async () => ({ width: 2, height: 1, frames: [Uint8Array.of(1, 2, 3, 4, 5, 6)] }),
    release: async () => {}
  }
}

/** Stands in for the project file in `generate`: stores the bytes of every chunk, and returns copies. */
export class Shelf {
  readonly pages = new Map<string, Uint8Array>()
  /** The hash of every page ever stored. */
  readonly proofs = new Map<string, string>()
  readonly latents = new Map<string, Uint8Array>()
  readonly origins = new Map<string, Origin>()
  readonly asked: string[] = []

  /** @param plan what the chunk was made from, so that deleted pages can be re-created */
  keep(chunk: MadeChunk, plan?: Pick<TakePlan, 'prompt' | 'policy' | 'wishes'>): void {
    const pages = chunk.pages.map(({ id, kind, sha256 }) => ({ id, kind, sha256 }))
    for (const { id, sha256, bytes } of chunk.pages) {
      if (bytes) this.pages.set(id, bytes.slice())
      if (sha256 !== null) this.proofs.set(id, sha256)
      const { before, after, latentsHash: latents } = chunk
      if (plan && !this.origins.has(id))
        this.origins.set(id, {
          before,
          after: after.id,
          latents,
          prompt: plan.prompt,
          policy: plan.policy,
          ...(plan.wishes && { wishes: plan.wishes }),
          pages
        })
    }
    this.latents.set(chunk.latentsHash, chunk.latents.slice())
  }

  ports(more: Partial<GeneratePorts> = {}): GeneratePorts {
    const give = (from: ReadonlyMap<string, Uint8Array>) => async (names: readonly string[]) => {
      this.asked.push(...names)
      return names.map((name) => from.get(name)?.slice())
    }
    const origins: Source['origins'] = async (ids) =>
      ids.map((id) => (this.pages.has(id) ? 'stored' : (this.origins.get(id) ?? null)))
    const pages: Source['pages'] = async (ids) =>
      (await give(this.pages)(ids)).map((bytes, index) => bytes && { bytes, sha256: this.proofs.get(ids[index]!)! })
    return { source: { pages, latents: give(this.latents), origins }, ...more }
  }
}
