/** Published checkpoints become packs: real files and disks, the real engine. */
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeEach, describe, expect, test } from 'vitest'
import { ModelCache } from '../../../engine/generate/cache.ts'
import { generate } from '../../../engine/generate/generate.ts'
import type { Model } from '../../../engine/generate/types.ts'
import type { FamilyName } from '../../../engine/models/families.ts'
import { inspect } from '../../../engine/models/inspect.ts'
import { planImport, type ImportPlan, type ImportWishes } from '../../../engine/models/plan.ts'
import { loadPack, type Pack } from '../../../engine/pack/pack.ts'
import { fromStored } from '../../../engine/rollout/precision.ts'
import { encodeUmt5 } from '../../../kernels/text/umt5-encoder.ts'
import { openTransformer } from '../../../kernels/transformer/open.ts'
import { readFloats } from '../../../kernels/weights/safetensors.ts'
import { demandFree, folderOf, importModel } from '../../../main/packs/import.ts'
import { shelfOf } from '../../../main/packs/shelf.ts'
import { verifyPack } from '../../../main/packs/verify.ts'
import * as published from '../../engine/models/kit/published.ts'
import { codeOf, failureOf } from '../kit/code-of.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { noDisk, smallDisk } from '../kit/small-disk.ts'
import { storybook } from '../kit/throughline.ts'

let folder: string
let added: string
beforeEach(() => {
  folder = freshFolder()
  added = join(folder, 'packs')
})
const at = (name: string): string => join(folder, 'files', name)
const left = (where = added): readonly string[] => (existsSync(where) ? readdirSync(where) : [])
const options = { threads: 1, spin: false }

type More = Partial<ImportWishes>
const planOf = (family: FamilyName | null, more: More = {}): ImportPlan => {
  const wishes = { family, canvas: { width: 32, height: 32 }, lora: true, id: null, ...more }
  return planImport(inspect([at('')], wishes), wishes)
}
async function imported(
  family: FamilyName,
  more: More = {},
  stop = new AbortController(),
  where = added
): Promise<string> {
  const plan = planOf(family, more)
  const following = { signal: stop.signal, done: () => {} }
  await importModel(plan, where, { following, begun: () => {}, threads: 1 })
  return folderOf(plan, where)
}
const manifestIn = (pack: string): string => readFileSync(join(pack, 'manifest.json'), 'utf8')

describe('a published model becomes a pack', () => {
  test('the same from every layout, whole and provable', { timeout: 300_000 }, async () => {
    const hashes = new Map<string, unknown>()
    for (const [name, write] of Object.entries(published.layouts)) {
      rmSync(at(''), { recursive: true, force: true })
      write(at(''))
      const pack = await imported('self-forcing', { id: name.toLowerCase() })
      const { transformer, text, autoencoder } = JSON.parse(manifestIn(pack)) as Record<string, { sha256: string }>
      hashes.set(name, [transformer!.sha256, text!.sha256, autoencoder!.sha256])
      const [shelved] = (await shelfOf({ embedded: storybook, added })).filter(({ folder: where }) => where === pack)
      expect(await verifyPack(shelved!, {})).toMatchObject({ whole: true })
    }
    expect(new Set([...hashes.values()].map((each) => JSON.stringify(each))).size).toBe(1)
    expect(left()).toHaveLength(4)
  })

  test('LoRAs are merged, the copies of training left out', { timeout: 120_000 }, async () => {
    published.memflow(at(''))
    const pack = await loadPack(await imported('memflow'))
    const name = 'blocks.1.ffn.2'
    const [down, up] = ['A', 'B'].map(
      (half) => published.lora()[`base_model.model.${name}.lora_${half}.weight`]!.data as Float32Array
    )
    const { shape, data } = published.generator[`${name}.weight`]!
    const [out = 0, into = 0] = shape
    const merged = readFloats(pack.weights.transformer, `${name}.weight`)
    for (const [row, column] of [
      [0, 0],
      [out - 1, into - 1],
      [3, 7]
    ] as const) {
      let sum = (data as Float32Array)[row * into + column]!
      for (let k = 0; k < published.rank; k++) sum += up![row * published.rank + k]! * down![k * into + column]!
      expect(Math.abs(merged[row * into + column]! - sum)).toBeLessThan(1e-4)
    }
    const untouched = 'time_projection.1.weight'
    expect(readFloats(pack.weights.transformer, untouched)).toEqual(published.generator[untouched]!.data)
    expect(pack.manifest).toMatchObject({
      id: 'memflow-32x32',
      memory: { policy: 'memflow', sink: 3, bank: 3, window: 6, recache: true, keep: 'none' },
      video: { width: 32, height: 32, fps: 16, framesPerLatent: 4, firstLatentFrames: 1 },
      autoencoder: { kind: 'wan' },
      preview: { kind: 'tiny' },
      madeFrom: [{ part: 'generator', file: 'base.pt' }, { part: 'LoRA', file: 'lora.pt' }, {}, {}, {}, {}]
    })
  })

  test('files may have names in any script', { timeout: 120_000 }, () => {
    published.layouts.original(at(''))
    renameSync(at('Wan2.1/diffusion_pytorch_model.safetensors'), at('Wan2.1/базовая 模型 \u001b[31m.safetensors'))
    const [first] = planOf('self-forcing').preview.madeFrom!
    expect(first).toMatchObject({ part: 'generator', file: 'базовая 模型 [31m.safetensors' })
  })

  test('the engine opens it, and makes a chunk as of the published weights', { timeout: 300_000 }, async () => {
    published.layouts.original(at(''))
    const pack = await loadPack(await imported('longlive', { lora: false }))
    const made = await chunkOf(pack, pack.weights.transformer.path)
    const first = await chunkOf(pack, at('Wan2.1/diffusion_pytorch_model.safetensors'))
    expect(made.length).toBe(3 * 16 * 4 * 4 * 2)
    expect(fromStored(made, 'f16').every(Number.isFinite)).toBe(true)
    expect(fromStored(made, 'f16').some((value) => Math.abs(value) > 0.1)).toBe(true)
    expect(made).toEqual(first)
  })
})

/** Latents of a film's first chunk. @param weights of the transformer */
async function chunkOf(pack: Pack, weights: string): Promise<Uint8Array> {
  const transformer = await openTransformer(pack.shape, weights, { ...options, withQueries: true })
  const model: Model = {
    ...{ pack, transformer, cache: new ModelCache(), release: () => transformer.release() },
    ...{ longestRun: 0, textPage: null },
    encodeText: async () => {
      const ids = [17, 4711, 99_999, 1]
      return { features: await encodeUmt5(pack.weights.text, ids, options), tokens: ids.length }
    },
    // Only the latents are compared.
    decode: () => Promise.resolve({ width: 32, height: 32, frames: [new Uint8Array(32 * 32 * 3)] })
  }
  const plan = { prompt: 'a cat', seed: 7, policy: pack.manifest.memory.policy, firstChunk: 0, chunks: 1 } as const
  const none = () => Promise.resolve([])
  try {
    for await (const chunk of generate(model, null, plan, { source: { pages: none, latents: none } }))
      return chunk.latents
    throw new Error('no chunk was made')
  } finally {
    await transformer.release()
  }
}

describe('is refused, and nothing is left', () => {
  const torchFile = (file: string): string =>
    fileURLToPath(new URL(`../../kernels/checkpoints/torch/${file}`, import.meta.url))
  const withoutGenerator = (): void => {
    published.layouts.original(at(''))
    rmSync(at('Wan2.1/diffusion_pytorch_model.safetensors'))
  }
  const generatorIs = (file: string, write: (path: string) => unknown) => (): void => {
    withoutGenerator()
    write(at(file))
  }
  const big = { 'head.modulation': [1, 2, 5120], 'patch_embedding.weight': [5120, 16, 1, 2, 2] }
  const empty = (shapes: Record<string, number[]>) =>
    Object.fromEntries(
      Object.entries(shapes).map(([name, shape]) => [
        name,
        { dtype: 'F32', shape, data: new Float32Array(shape.reduce((a, b) => a * b, 1)) }
      ])
    )
  const asTorch = (root: Parameters<typeof published.torch>[1]) => (path: string) => published.torch(path, root)

  test.each<[string, () => void, string, RegExp, More?]>([
    [
      'a critic',
      generatorIs('c.pt', asTorch({ critic: published.generator })),
      'models.missing',
      /generator.*only what is needed to train/
    ],
    ['a 14B model', generatorIs('b.pt', asTorch({ generator: empty(big) })), 'models.missing', /14 billion/],
    [
      'only a decoder',
      generatorIs('d.pt', asTorch(published.decoder)),
      'models.several',
      /the decoder: .*Wan2.1_VAE\.pth/
    ],
    ['code', generatorIs('g.pt', (path) => cpSync(torchFile('code.pt'), path)), 'models.missing', /asks to run/],
    [
      'TorchScript',
      generatorIs('g.pt', (path) => cpSync(torchFile('script.pt'), path)),
      'models.missing',
      /TorchScript/
    ],
    [
      'GGUF',
      generatorIs('g.gguf', (path) => writeFileSync(path, 'GGUF and more')),
      'models.missing',
      /quantised model \(GGUF\)/
    ],
    ['no generator', withoutGenerator, 'models.missing', /this is missing: generator\./],
    ['no LoRA', () => published.layouts.original(at('')), 'models.missing', /Of MemFlow, this is missing: LoRA/],
    [
      'two generators',
      () => (published.memflow(at('')), published.layouts.original(at(''))),
      'models.several',
      /base\.pt, .*diffusion_pytorch/
    ],
    [
      'another model’s LoRA',
      () => published.memflow(at(''), published.lora(64)),
      'models.missing',
      /LoRA .* belongs to another model/
    ],
    [
      'two LoRAs',
      () => (published.memflow(at('')), published.safe(at('MemFlow/style.safetensors'), published.lora())),
      'models.several',
      /the LoRA: .*lora\.pt, .*style/
    ],
    [
      'half a sharded set',
      () => (
        published.layouts.Diffusers(at('')),
        rmSync(at('transformer/diffusion_pytorch_model-00002-of-00002.safetensors'))
      ),
      'models.missing',
      /names files that are not there/
    ],
    [
      'a canvas that is too large',
      () => published.memflow(at('')),
      'pack.manifest',
      /at most/,
      { canvas: { width: 4096, height: 4096 } }
    ]
  ])('%s', { timeout: 120_000 }, (_, write, code, words, more) => {
    write()
    const failed = (() => {
      try {
        planOf('memflow', more)
      } catch (error) {
        return error as Error & { code: string }
      }
      return null
    })()
    expect([failed?.code, failed?.message]).toEqual([code, expect.stringMatching(words)])
    expect(left()).toEqual([])
  })

  test('a model of which nobody said which it is', { timeout: 120_000 }, () => {
    published.memflow(at(''))
    expect(() => planOf(null)).toThrow(/Say it with --as: memflow .* may be memflow\./s)
  })

  test('the same files a second time; LoRAs that are named are merged', { timeout: 120_000 }, async () => {
    published.memflow(at(''))
    published.safe(at('MemFlow/style.safetensors'), published.lora())
    const use = [at('MemFlow/lora.pt'), at('MemFlow/style.safetensors')]
    await imported('memflow', { use })
    const shelf = await shelfOf({ embedded: storybook, added })
    expect(codeOf(() => demandFree(planOf('memflow', { use }), added, shelf))).toBe('pack.added')
    expect(codeOf(() => demandFree(planOf('memflow', { use: use.slice(0, 1) }), added, shelf))).toBe('no failure')
  })

  test.each([NaN, 1e6])('a weight that is %d', { timeout: 120_000 }, async (value) => {
    const bad = { ...published.generator['blocks.1.ffn.2.bias']!, data: new Float32Array(published.dim).fill(value) }
    published.layouts.original(at(''))
    published.safe(at('Wan2.1/diffusion_pytorch_model.safetensors'), {
      ...published.generator,
      'blocks.1.ffn.2.bias': bad
    })
    expect((await failureOf(imported('self-forcing'))).code).toBe('weights.numbers')
    expect(left()).toEqual([])
  })

  test('a stop in the middle', { timeout: 120_000 }, async () => {
    published.layouts.original(at(''))
    const stop = new AbortController()
    const plan = planOf('self-forcing')
    const following = { signal: stop.signal, done: (bytes: number) => bytes > 100_000 && stop.abort() }
    const work = importModel(plan, added, { following, begun: () => {}, threads: 1 })
    await expect(work).rejects.toThrow(/abort/i)
    expect(left()).toEqual([])
  })

  test('a file that is taken away meanwhile', { timeout: 120_000 }, async () => {
    published.layouts.original(at(''))
    const plan = planOf('self-forcing')
    rmSync(at('Wan2.1/Wan2.1_VAE.pth'))
    const following = { signal: new AbortController().signal }
    const work = importModel(plan, added, { following, begun: () => {}, threads: 1 })
    expect((await failureOf(work)).code).toBe('weights.missing')
    expect(left()).toEqual([])
  })

  test('a disk that is too small, or fills', { timeout: 120_000 }, async ({ skip }) => {
    const disk = smallDisk(12)
    if (!disk) return skip(noDisk)
    published.layouts.original(at(''))
    const where = join(disk.path, 'packs')
    expect((await failureOf(imported('self-forcing', {}, undefined, where))).code).toBe('disk.full')
    const plan = { ...planOf('self-forcing'), bytes: 0 } // the space was there, and is taken by another program
    const following = { signal: new AbortController().signal }
    const work = importModel(plan, where, { following, begun: () => {}, threads: 1 })
    expect((await failureOf(work)).code).toBe('disk.full')
    expect(left(where)).toEqual([])
  })
})
