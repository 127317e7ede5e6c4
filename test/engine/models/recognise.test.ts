/** Every published layout gives the same tensors under the same names; other parts and other models are refused by name. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Copy } from '../../../engine/models/copies.ts'
import { recognise, type Recognised } from '../../../engine/models/recognise.ts'
import { openCheckpoint, readCheckpoint } from '../../../kernels/checkpoints/checkpoint.ts'
import { encodeSafetensors } from '../../kernels/kit/safetensors-writer.ts'
import { memorySource } from '../../kernels/checkpoints/kit/memory-source.ts'
import { writeTorch, type ToWrite } from '../../kernels/checkpoints/kit/torch-writer.ts'
import * as small from './kit/model-files.ts'
import { refusal } from '../../kit/refusal.ts'

const folder = mkdtempSync(join(tmpdir(), 'recognise-'))
afterAll(() => rmSync(folder, { recursive: true }))
const torch = (root: ToWrite, wanted: Copy | null = null): Recognised => {
  writeTorch(join(folder, 'model.pt'), root)
  return recognise(openCheckpoint(join(folder, 'model.pt')), wanted)
}
const safe = (tensors: small.Files): Recognised =>
  recognise(readCheckpoint(memorySource(encodeSafetensors(tensors), 'model.safetensors')))
const prefixed = (prefix: string) => (name: string) => prefix + name

/** Expects all tensors under Wan's names, each with its own number. */
function expectAll(found: Recognised, part: Recognised['part'], shapes: small.Shapes): void {
  expect(found.part).toBe(part)
  if (found.part === 'lora') throw new Error('a LoRA')
  expect([...found.tensors.keys()].sort()).toEqual(Object.keys(shapes).sort())
  for (const [name, tensor] of found.tensors) {
    expect([name, tensor.name, tensor.shape]).toEqual([name, name, shapes[name]])
    expect([name, tensor.read({ first: 0, count: 1 })[0]]).toEqual([name, small.numberOf(shapes, name)])
  }
}

/** @param signs tensors that identify the part: without one of them it is something else */
function expectEachNeeded(shapes: small.Shapes, ...signs: string[]): void {
  const all = small.filled(shapes)
  for (const name of Object.keys(shapes).filter((each) => !signs.includes(each))) {
    const { [name]: _, ...rest } = all
    expect([name, refusal(() => safe(rest)).code]).toEqual([name, 'model.incomplete'])
  }
}

describe('a generator', () => {
  const shapes = small.generatorShapes()
  test.each<[string, (name: string) => string, string]>([
    ['the original layout', (name) => name, 'original'],
    ['ComfyUI', prefixed('model.diffusion_model.'), 'original'],
    ['a wrapper', prefixed('model.'), 'original'],
    ['a distributed training', prefixed('model._fsdp_wrapped_module.'), 'original'],
    ['layers wrapped each', (name) => name.replace(/^(blocks\.\d+\.)/, '$1_fsdp_wrapped_module.'), 'original'],
    ['Diffusers', small.diffusersTransformer, 'diffusers']
  ])('is recognised in %s', (_, to, layout) => {
    const found = safe(small.filled(shapes, to))
    expectAll(found, 'generator', shapes)
    expect(found).toMatchObject({ layout, copy: null, others: [] })
  })

  const wrapped = small.filled(shapes, prefixed('model.'))
  // The same tensors with other numbers, so that using the wrong copy is detected.
  const blank = Object.fromEntries(
    Object.entries(wrapped).map(([name, { shape, dtype, data }]) => [
      name,
      { shape, dtype, data: new Float32Array(data.byteLength / 4) }
    ])
  )
  test.each<[string, ToWrite, Copy | null, Copy | null, Copy[]]>([
    ['generator', { generator: wrapped, critic: blank, step: 700 }, null, 'generator', []],
    ['generator_ema', { generator_ema: wrapped, critic: blank }, null, 'generator_ema', []],
    ['generator first', { generator_ema: blank, generator: wrapped }, null, 'generator', ['generator_ema']],
    [
      'what was asked for',
      { generator: blank, generator_ema: wrapped },
      'generator_ema',
      'generator_ema',
      ['generator']
    ],
    ['model', { model: small.filled(shapes), critic_optimizer: blank }, null, null, []],
    ['state_dict', { state_dict: wrapped }, null, null, []],
    ['model beside ema', { model: wrapped, ema: blank, critic: blank }, null, 'model', ['ema']],
    ['ema when asked', { state_dict: blank, model_ema: wrapped }, 'ema', 'ema', ['model']],
    ['ema alone', { ema: wrapped, ema_optimizer: blank }, null, 'ema', []],
    ['the root beside ema', { ...small.filled(shapes), ema_model: blank }, null, 'model', ['ema']],
    ['nothing else', small.filled(shapes), 'generator_ema', null, []]
  ])('is taken from a training’s file: %s', (_, root, wanted, copy, others) => {
    const found = torch(root, wanted)
    expectAll(found, 'generator', shapes)
    expect(found).toMatchObject({ copy, others })
  })

  test('with a missing copy is refused, not replaced', () => {
    const told = refusal(() => torch({ generator: wrapped }, 'generator_ema'))
    expect(told).toMatchObject({ code: 'model.choice', remedy: expect.stringMatching(/generator/) })
  })

  const and = (more: string, shape: readonly number[] = [1]) => ({
    ...small.filled(shapes),
    ...small.filled({ [more]: shape })
  })
  test.each<[string, ToWrite, RegExp]>([
    ['a critic', { critic: wrapped, critic_optimizer: blank, step: 3 }, /needed to train/],
    ['a critic by itself', and('_cls_pred_branch.0.weight'), /a critic/],
    ['VACE', and('vace_blocks.0.after_proj.bias'), /VACE/],
    ['image to video', and('img_emb.proj.0.weight'), /image to video/],
    ['image to video by its channels', small.filled(small.generatorShapes(24, 36)), /image to video/],
    ['Wan 2.2', small.filled(small.generatorShapes(24, 48)), /48 channels/],
    ['a relative with more in it', and('blocks.0.control.weight'), /"blocks\.0\.control\.weight"/]
  ])('that is %s is refused', (_, root, words) => {
    expect(refusal(() => torch(root))).toMatchObject({ code: 'model.unsuitable', cause: expect.stringMatching(words) })
  })

  test('of 14 billion parameters is refused by its width', () => {
    const large = { 'head.modulation': [1, 2, 5120], 'patch_embedding.weight': [5120, 16, 1, 2, 2] }
    expect(refusal(() => torch(small.filled(large)))).toMatchObject({
      code: 'model.unsuitable',
      cause: expect.stringMatching(/14 billion/)
    })
  })

  test('without any one of its tensors is refused', () => {
    expectEachNeeded(shapes, 'head.modulation')
  })

  test('without a layer in the middle, or without layers, is not whole', () => {
    const three = small.generatorShapes(24, 16, 3)
    const without = (layer: RegExp) =>
      small.filled(Object.fromEntries(Object.entries(three).filter(([name]) => !layer.test(name))))
    const told = refusal(() => safe(without(/^blocks\.1\./)))
    expect(told).toMatchObject({ code: 'model.incomplete', cause: expect.stringMatching(/blocks\.1\./) as string })
    expect(refusal(() => safe(without(/^blocks\./)))).toMatchObject({ code: 'model.incomplete' })
    const far = { ...small.filled(three), ...small.filled({ 'blocks.999999999.modulation': [1, 6, 24] }) }
    expect(refusal(() => safe(far)).code).toBe('model.incomplete')
  })

  test.each(['blocks.1.ffn.2.weight', 'head.head.bias', 'blocks.0.modulation'])(
    'with %s of another shape is not whole',
    (name) => {
      const changed = small.filled({ ...shapes, [name]: [3, 5] })
      expect(refusal(() => safe(changed))).toMatchObject({
        code: 'model.incomplete',
        cause: expect.stringMatching(/shape \[3, 5\]/)
      })
    }
  )

  test('in fp8 has its scales multiplied in', () => {
    const shape = shapes['blocks.0.ffn.0.weight']!
    const data = new Uint8Array(shape[0]! * shape[1]!).fill(0x40) // 2
    const fp8 = {
      ...small.filled(shapes),
      'blocks.0.ffn.0.weight': { dtype: 'F8_E4M3', shape, data },
      'blocks.0.ffn.0.scale_weight': { dtype: 'F32', shape: [], data: Float32Array.of(0.25) },
      scaled_fp8: { dtype: 'F8_E4M3', shape: [0], data: new Uint8Array(0) }
    }
    const found = safe(
      Object.fromEntries(Object.entries(fp8).map(([name, each]) => [`model.diffusion_model.${name}`, each]))
    )
    if (found.part !== 'generator') throw new Error(found.part)
    expect(found.tensors.get('blocks.0.ffn.0.weight')!.read()[0]).toBe(0.5)
  })
})

describe('a decoder', () => {
  const shapes = small.decoderShapes
  const encoder = small.filled({ 'encoder.conv1.weight': [4, 3, 3, 3, 3], 'conv1.weight': [32, 32, 1, 1, 1] })
  test.each<[string, small.Files]>([
    ['the original layout', { ...encoder, ...small.filled(shapes) }],
    ['a prefix', small.filled(shapes, prefixed('model.'))],
    [
      'Diffusers',
      { ...small.filled({ 'encoder.conv_in.weight': [1] }), ...small.filled(shapes, small.diffusersDecoder) }
    ]
  ])('is recognised in %s, without its encoder', (_, files) => expectAll(safe(files), 'decoder', shapes))

  test('without any one of its tensors is refused', () => {
    expectEachNeeded(shapes, 'decoder.middle.0.residual.0.gamma')
  })

  test('of Wan 2.2 is refused by its channels', () => {
    const other = small.filled({ ...shapes, 'conv2.weight': [48, 48, 1, 1, 1] })
    expect(refusal(() => safe(other))).toMatchObject({
      code: 'model.unsuitable',
      cause: expect.stringMatching(/48 channels/)
    })
  })
})

describe('a tiny decoder', () => {
  const shapes = small.tinyDecoderShapes
  test('is recognised, without its encoder', () => {
    expectAll(safe({ ...small.filled(shapes), ...small.filled({ 'encoder.0.weight': [4] }) }), 'tinyDecoder', shapes)
  })
  test('with larger growing layers than it needs, too', () => {
    const larger = { ...shapes, 'decoder.7.conv.weight': [48, 24, 1, 1] }
    expectAll(safe(small.filled(larger)), 'tinyDecoder', larger)
  })
  test('without any one of its tensors is refused', () => {
    // These two identify it.
    const { 'decoder.1.weight': _, 'decoder.3.conv.0.weight': __, ...rest } = shapes
    for (const name of Object.keys(rest)) {
      const { [name]: ___, ...others } = small.filled(shapes)
      expect([name, refusal(() => safe(others)).code]).toEqual([name, 'model.incomplete'])
    }
  })
  test('of another model is refused', () => {
    const other = small.filled({ ...shapes, 'decoder.1.weight': [24, 48, 3, 3] })
    expect(refusal(() => safe(other))).toMatchObject({
      code: 'model.unsuitable',
      cause: expect.stringMatching(/another model/)
    })
  })
})

describe('a text model', () => {
  const shapes = small.textShapes
  const pieces = { dtype: 'U8', shape: [3], data: Uint8Array.of(1, 2, 3) }
  test('is recognised in the original layout', () => expectAll(torch(small.filled(shapes)), 'text', shapes))
  test('is recognised as Hugging Face has it, its embedding stored twice', () => {
    const twice = small.filled({ 'encoder.embed_tokens.weight': [1, 1] })
    expectAll(safe({ ...small.filled(shapes, small.huggingFaceText), ...twice }), 'text', shapes)
  })
  test('is recognised as ComfyUI has it, with the tokenizer in it', () => {
    const found = safe({ ...small.filled(shapes, small.huggingFaceText), spiece_model: pieces })
    expectAll(found, 'text', shapes)
    expect(found).toMatchObject({ layout: 'huggingface', tokenizer: { shape: [3], dtype: 'U8' } })
  })
  test('without any one of its tensors is refused', () =>
    expectEachNeeded(shapes, 'token_embedding.weight', 'blocks.1.pos_embedding.embedding.weight'))
  test('that is T5 is refused: it has one table of distances for all layers', () => {
    const { 'blocks.1.pos_embedding.embedding.weight': _, ...t5 } = small.filled(shapes)
    expect(refusal(() => torch(t5))).toMatchObject({ code: 'model.unsuitable', cause: expect.stringMatching(/Flux/) })
  })
})

const tables = (layer: number): small.Shapes => ({
  [`encoder.block.${layer}.layer.0.SelfAttention.relative_attention_bias.weight`]: [32, 2]
})

describe('another model', () => {
  test.each([
    ['double_blocks.0.img_attn.qkv.weight', /Flux/],
    ['model.diffusion_model.input_blocks.1.0.in_layers.0.weight', /Stable Diffusion/],
    ['text_model.encoder.layers.0.mlp.fc1.weight', /CLIP/],
    ['model.layers.0.self_attn.q_proj.weight', /language model/],
    ['whatever.weight', /no part of such a model.*whatever/]
  ])('is told as what it is: %s', (name, words) => {
    expect(refusal(() => safe(small.filled({ [name]: [1] })))).toMatchObject({
      code: 'model.unsuitable',
      cause: expect.stringMatching(words)
    })
  })
  test.each<[string, small.Shapes, RegExp]>([
    ['Flux', { 'double_blocks.0.img_attn.qkv.weight': [4], 'double_blocks.0.img_attn.qkv.weight.absmax': [1] }, /Flux/],
    ['LTX-Video', { scale_shift_table: [2, 8], 'transformer_blocks.0.attn1.to_q.qweight': [4] }, /another picture or/],
    ['one nobody knows', { 'trunk.0.qweight': [4], 'trunk.0.qzeros': [1] }, /no part of such a model/],
    [
      '14 billion',
      { 'head.modulation': [1, 2, 5120], 'patch_embedding.weight': [5120, 16, 1, 2, 2], 'blocks.0.ffn.0.qweight': [4] },
      /14 billion/
    ],
    ['T5', { 'shared.weight': [8, 4], ...tables(0), 'encoder.block.1.layer.0.SelfAttention.q.qweight': [4] }, /is T5/]
  ])('is told as what it is before how it is quantised: %s', (_, shapes, words) => {
    const { code, cause, remedy } = refusal(() => safe(small.filled(shapes)))
    expect([code, cause]).toEqual(['model.unsuitable', expect.stringMatching(words)])
    expect(remedy).not.toMatch(/same model/)
  })
  test.each<[string, small.Shapes]>([
    ['a generator', { 'head.modulation': [1, 2, 24], 'blocks.0.self_attn.q.qweight': [4] }],
    [
      'a generator whose mark is packed, too',
      { 'blocks.0.self_attn.q.weight.absmax': [1], 'blocks.0.ffn.0.weight': [2] }
    ],
    [
      'umT5',
      { 'shared.weight': [8, 4], ...tables(0), ...tables(1), 'encoder.block.1.layer.0.SelfAttention.q.qweight': [4] }
    ]
  ])('is not %s that is quantised: that is told to be taken in another form', (_, shapes) => {
    expect(refusal(() => safe(small.filled(shapes)))).toMatchObject({
      code: 'weights.form',
      remedy: expect.stringMatching(/same model in F16/)
    })
  })
  test('of no tensors at all is told, too', () => {
    expect(refusal(() => safe({}))).toMatchObject({ code: 'model.unsuitable', cause: expect.stringMatching(/nothing/) })
  })
})
