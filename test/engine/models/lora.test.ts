/** LoRAs in every format: their layers, the merged weights, and refusals. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { demandFit, rankOf, type Lora } from '../../../engine/models/lora.ts'
import { openMerger } from '../../../engine/models/merge.ts'
import { recognise } from '../../../engine/models/recognise.ts'
import { openCheckpoint } from '../../../kernels/checkpoints/checkpoint.ts'
import { gaussians } from '../../kernels/kit/random-model.ts'
import { encodeSafetensors, type TensorToWrite } from '../../kernels/kit/safetensors-writer.ts'
import { writeTorch, type ToWrite } from '../../kernels/checkpoints/kit/torch-writer.ts'
import { diffusersTransformer, filled, generatorShapes, loraLayers } from './kit/model-files.ts'
import { refusal } from '../../kit/refusal.ts'

const folder = mkdtempSync(join(tmpdir(), 'lora-'))
afterAll(() => rmSync(folder, { recursive: true }))
const shapes = generatorShapes()
const sizes = new Map(Object.entries(shapes))
const rank = 3
const draw = gaussians(5)

const matrix = (rows: number, columns: number): TensorToWrite => ({
  ...{ dtype: 'F32', shape: [rows, columns], data: draw(rows * columns) }
})
/** Both matrices of each layer: down [rank, in], up [out, rank]. */
const pairs = Object.fromEntries(
  loraLayers.map((layer) => {
    const [out = 0, into = 0] = shapes[`${layer}.weight`]!
    return [layer, { down: matrix(rank, into), up: matrix(out, rank) }]
  })
)
const written = (name: (layer: string, half: 'down' | 'up') => string): Record<string, TensorToWrite> =>
  Object.fromEntries(
    Object.entries(pairs).flatMap(([layer, halves]) =>
      (['down', 'up'] as const).map((half) => [name(layer, half), halves[half]])
    )
  )
const ab = { down: 'A', up: 'B' } as const

const opened = (root: ToWrite): Lora => {
  writeTorch(join(folder, 'lora.pt'), root)
  const found = recognise(openCheckpoint(join(folder, 'lora.pt')))
  if (found.part !== 'lora') throw new Error(found.part)
  return found.lora
}
const peft = written((layer, half) => `base_model.model.${layer}.lora_${ab[half]}.weight`)

test.each<[string, ToWrite]>([
  [
    'MemFlow and LongLive',
    { generator_lora: peft, critic_lora: written((layer, half) => `x.${layer}.lora_${half}.weight`) }
  ],
  ['PEFT with a name', written((layer, half) => `base_model.model.model.${layer}.lora_${ab[half]}.default.weight`)],
  ['ComfyUI', written((layer, half) => `diffusion_model.${layer}.lora_${ab[half]}.weight`)],
  ['kohya', written((layer, half) => `lora_unet_${layer.replaceAll('.', '_')}.lora_${half}.weight`)],
  [
    'Diffusers',
    written(
      (layer, half) => `transformer.${diffusersTransformer(`${layer}.weight`).slice(0, -7)}.lora_${ab[half]}.weight`
    )
  ]
])('a LoRA of %s is for the layers it is for', (_, root) => {
  const lora = opened(root)
  expect([...lora.keys()].sort()).toEqual([...loraLayers].sort())
  for (const [layer, { up, down, alpha }] of lora) {
    expect([layer, ...up.read()]).toEqual([layer, ...(pairs[layer]!.up.data as Float32Array)])
    expect([layer, ...down.read()]).toEqual([layer, ...(pairs[layer]!.down.data as Float32Array)])
    expect(alpha).toBeNull()
  }
  expect(rankOf(lora)).toBe(rank)
  expect(() => demandFit('lora.pt', lora, sizes)).not.toThrow()
})

describe('merged', () => {
  const base = Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [
      name,
      { dtype: 'F32', shape, data: draw(shape.reduce((a, b) => a * b, 1)) }
    ])
  )

  test.each([null, 3, 1.5, 12])(
    'with alpha %s it is W + (alpha / rank) · up · down, and nothing else changes',
    async (alpha) => {
      const kohya = written((layer, half) => `lora_unet_${layer.replaceAll('.', '_')}.lora_${half}.weight`)
      const alphas = Object.fromEntries(
        alpha === null
          ? []
          : loraLayers.map((layer) => [
              `lora_unet_${layer.replaceAll('.', '_')}.alpha`,
              { dtype: 'F32', shape: [], data: Float32Array.of(alpha) }
            ])
      )
      const lora = opened({ ...kohya, ...alphas })
      writeFileSync(join(folder, 'base.safetensors'), encodeSafetensors(base))
      const { tensors } = openCheckpoint(join(folder, 'base.safetensors'))
      const merger = await openMerger([lora], 1)
      for (const [name, tensor] of tensors) {
        const found = await merger.read(tensor)
        const wanted = summed(name, base[name]!.data, (alpha ?? rank) / rank)
        const worst = Math.max(...found.map((value, k) => Math.abs(value - wanted[k]!)))
        expect([name, worst < 2e-5]).toEqual([name, true])
      }
      await merger.release()
    }
  )

  /** The definition, computed in float64. */
  function summed(name: string, weight: Float32Array, scale: number): Float64Array {
    const sum = Float64Array.from(weight)
    const pair = pairs[name.replace(/\.weight$/, '')]
    if (!pair || !name.endsWith('.weight')) return sum
    const [out = 0, into = 0] = shapes[name]!
    const [up, down] = [pair.up.data as Float32Array, pair.down.data as Float32Array]
    for (let row = 0; row < out; row++)
      for (let column = 0; column < into; column++)
        for (let k = 0; k < rank; k++)
          sum[row * into + column]! += scale * up[row * rank + k]! * down[k * into + column]!
    return sum
  }
})

describe('refused is one', () => {
  test('that was made for a wider model', () => {
    const [layer] = loraLayers
    const wide = { [`${layer}.lora_A.weight`]: matrix(rank, 5120), [`${layer}.lora_B.weight`]: matrix(5120, rank) }
    expect(refusal(() => demandFit('lora.pt', opened(wide), sizes))).toMatchObject({
      code: 'model.lora',
      cause: expect.stringMatching(/5120/)
    })
  })
  test('for layers that the model has not', () => {
    const more = {
      'blocks.99.ffn.0.lora_A.weight': matrix(rank, 24),
      'blocks.99.ffn.0.lora_B.weight': matrix(40, rank)
    }
    expect(refusal(() => demandFit('lora.pt', opened(more), sizes))).toMatchObject({
      code: 'model.lora',
      cause: expect.stringMatching(/no layer/)
    })
  })
  const down = { 'blocks.0.ffn.0.lora_A.weight': matrix(rank, 24) }
  test.each<[string, ToWrite, string, RegExp]>([
    ['of half a pair', down, 'model.incomplete', /is missing/],
    [
      'of two ranks',
      { ...down, 'blocks.0.ffn.0.lora_B.weight': matrix(40, 5) },
      'model.incomplete',
      /no rank in common/
    ],
    ['of another form', { ...down, 'blocks.0.ffn.0.dora_scale': matrix(1, 24) }, 'model.unsuitable', /dora_scale/],
    ['that is only a critic’s', { critic_lora: peft }, 'model.unsuitable', /train/],
    [
      'with an alpha of two numbers',
      { ...peft, 'blocks.0.ffn.0.alpha': filled({ a: [2] }).a! },
      'model.incomplete',
      /alpha/
    ]
  ])('%s', (_, root, code, words) => {
    expect(refusal(() => opened(root))).toMatchObject({ code, cause: expect.stringMatching(words) })
  })
})
