/** Typical folders: a ComfyUI tree, a Diffusers download, a cache of links, a partial download. */
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { inspect, type Inspection } from '../../../engine/models/inspect.ts'
import type { Part } from '../../../engine/models/parts.ts'
import { writeTorch, type ToWrite } from '../../kernels/checkpoints/kit/torch-writer.ts'
import { encodeSafetensors } from '../../kernels/kit/safetensors-writer.ts'
import * as small from './kit/model-files.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'inspect-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const at = (file: string): string => join(folder, file)
function put(file: string, content: string | Uint8Array): string {
  mkdirSync(dirname(at(file)), { recursive: true })
  writeFileSync(at(file), content)
  return at(file)
}
const safe = (file: string, tensors: small.Files): string => put(file, encodeSafetensors(tensors))
function torch(file: string, root: ToWrite): string {
  mkdirSync(dirname(at(file)), { recursive: true })
  writeTorch(at(file), root)
  return at(file)
}

/** A SentencePiece model with `count` pieces, each `{ piece: "x" }`, followed by an unknown field. */
const pieces = (count: number): Uint8Array =>
  Buffer.concat([
    ...Array.from({ length: count }, () => Buffer.of(0x0a, 3, 0x0a, 1, 0x78)),
    Buffer.of(0x10, 0x96, 0x01)
  ])
const tokenizer = pieces(256_000)

const generator = small.filled(small.generatorShapes())
const lora = (dim = 24): small.Files =>
  small.filled({
    'base_model.model.blocks.0.self_attn.q.lora_A.weight': [4, dim],
    'base_model.model.blocks.0.self_attn.q.lora_B.weight': [dim, 4]
  })
const text = small.filled(small.textShapes)
const decoder = small.filled(small.decoderShapes)
const tiny = small.filled(small.tinyDecoderShapes)

/** The paths found for each part, relative to the folder. */
const found = ({ parts }: Inspection): Partial<Record<Part, string[]>> =>
  Object.fromEntries(
    Object.entries(parts)
      .filter(([, list]) => list.length > 0)
      .map(([part, list]) => [part, list.map(({ path }) => path.slice(folder.length + 1))])
  )
const passed = ({ passed: list }: Inspection): [string, string][] =>
  list.map(({ path, reason }) => [path.slice(folder.length + 1), reason.code])

function memflow(): void {
  torch('memflow/base.pt', { generator: small.filled(small.generatorShapes(), (name) => `model.${name}`) })
  torch('memflow/lora.pt', { generator_lora: lora(), critic_lora: lora() })
  torch('Wan2.1/models_t5_umt5-xxl-enc-bf16.pth', text)
  put('Wan2.1/google/umt5-xxl/spiece.model', tokenizer)
  torch('Wan2.1/Wan2.1_VAE.pth', decoder)
}

describe('what is found', () => {
  test('in downloads in the original layout', () => {
    memflow()
    const told = inspect([folder])
    expect(found(told)).toEqual({
      generator: ['memflow/base.pt'],
      lora: ['memflow/lora.pt'],
      text: ['Wan2.1/models_t5_umt5-xxl-enc-bf16.pth'],
      tokenizer: ['Wan2.1/google/umt5-xxl/spiece.model'],
      decoder: ['Wan2.1/Wan2.1_VAE.pth']
    })
    expect(told).toMatchObject({ missing: [], toChoose: [], passed: [], unreadable: [], cut: false })
    expect(told.parts.generator[0]).toMatchObject({
      copy: 'generator',
      otherCopies: [],
      stored: 'F32',
      layout: 'original'
    })
    expect(told.parts.lora[0]!.about).toMatch(/rank 4, no alpha stated/)
    expect(told.parts.tokenizer[0]!.about).toBe('256,000 pieces')
  })

  test('in a ComfyUI tree, the tokenizer inside the text model', () => {
    safe(
      'models/diffusion_models/wan2.1.safetensors',
      small.filled(small.generatorShapes(), (name) => `model.diffusion_model.${name}`)
    )
    const inside = { dtype: 'U8', shape: [tokenizer.length], data: tokenizer }
    safe('models/text_encoders/umt5.safetensors', {
      ...small.filled(small.textShapes, small.huggingFaceText),
      spiece_model: inside
    })
    safe('models/vae/wan_2.1_vae.safetensors', decoder)
    safe('models/vae_approx/taew2_1.safetensors', tiny)
    safe('models/loras/mine.safetensors', lora())
    safe('models/loras/flux.safetensors', lora(3072))
    safe('models/clip/clip_l.safetensors', small.filled({ 'text_model.x.weight': [1] }))
    put('models/text_encoders/spiece.model', tokenizer) // a second copy of the same file does not count
    const told = inspect([folder])
    expect(found(told)).toEqual({
      generator: ['models/diffusion_models/wan2.1.safetensors'],
      lora: ['models/loras/mine.safetensors'],
      text: ['models/text_encoders/umt5.safetensors'],
      tokenizer: ['models/text_encoders/spiece.model'],
      decoder: ['models/vae/wan_2.1_vae.safetensors'],
      tinyDecoder: ['models/vae_approx/taew2_1.safetensors']
    })
    expect(passed(told)).toEqual([
      ['models/clip/clip_l.safetensors', 'model.unsuitable'],
      ['models/loras/flux.safetensors', 'model.lora']
    ])
    expect(told.missing).toEqual([])
  })

  function diffusers(): void {
    const names = Object.keys(generator)
    const shard = (n: number): string => `diffusion_pytorch_model-0000${n}-of-00002.safetensors`
    const map: Record<string, string> = {}
    for (const n of [1, 2]) {
      const half = names.filter((_, k) => k % 2 === n - 1)
      const renamed = Object.fromEntries(half.map((name) => [small.diffusersTransformer(name), generator[name]!]))
      for (const name of Object.keys(renamed)) map[name] = shard(n)
      safe(`transformer/${shard(n)}`, renamed)
    }
    put('transformer/diffusion_pytorch_model.safetensors.index.json', JSON.stringify({ weight_map: map }))
  }
  test('in a Diffusers download of several files', () => {
    diffusers()
    safe('vae/diffusion_pytorch_model.safetensors', small.filled(small.decoderShapes, small.diffusersDecoder))
    const told = inspect([folder])
    expect(found(told)).toEqual({
      generator: ['transformer/diffusion_pytorch_model.safetensors.index.json'],
      decoder: ['vae/diffusion_pytorch_model.safetensors']
    })
    expect(told.parts.generator[0]).toMatchObject({ layout: 'diffusers' })
    expect(told.parts.generator[0]!.bytes).toBeGreaterThan(10_000)
    expect(told.missing).toEqual(['text', 'tokenizer'])
  })

  test('of half a set, as which file is missing', () => {
    diffusers()
    rmSync(at('transformer/diffusion_pytorch_model-00002-of-00002.safetensors'))
    const told = inspect([folder])
    expect(passed(told)).toEqual([['transformer/diffusion_pytorch_model.safetensors.index.json', 'weights.shard']])
    expect(told.passed[0]!.reason.cause).toMatch(/00002-of-00002/)
    renameSync(at('transformer/diffusion_pytorch_model.safetensors.index.json'), at('transformer/index'))
    expect(inspect([folder]).passed[0]!.reason.remedy).toMatch(/diffusion_pytorch_model\.safetensors\.index\.json/)
  })

  test('through links, each file once and by its readable name', () => {
    safe('blobs/0a1b2c', generator)
    mkdirSync(at('snapshots/1'), { recursive: true })
    symlinkSync('../../blobs/0a1b2c', at('snapshots/1/model.safetensors'))
    symlinkSync(at('snapshots'), at('snapshots/1/again'))
    symlinkSync(at('nowhere'), at('snapshots/gone.pt'))
    const told = inspect([folder, at('snapshots')])
    expect(found(told)).toEqual({ generator: ['snapshots/1/model.safetensors'] })
    expect(told.cut).toBe(false)
    expect(told.unreadable.map(({ path }) => path.slice(folder.length + 1))).toContain('snapshots/gone.pt')
  })

  test('with names in any script, and for single files', () => {
    const odd = safe('模型/Φίλμ ‮x.safetensors', generator)
    expect(found(inspect([odd]))).toEqual({ generator: ['模型/Φίλμ ‮x.safetensors'] })
  })
})

describe('several for one part', () => {
  test('require a choice, which a file name makes', () => {
    memflow()
    const other = torch('longlive_base.pt', { generator, generator_ema: generator })
    const told = inspect([folder])
    expect(told.toChoose).toEqual(['generator'])
    expect(found(told).generator).toEqual(['longlive_base.pt', 'memflow/base.pt'])
    const chosen = inspect([folder], { use: [other], copy: 'generator_ema' })
    expect(chosen).toMatchObject({ toChoose: [], missing: [] })
    expect(chosen.parts.generator[0]).toMatchObject({ copy: 'generator_ema', otherCopies: ['generator'] })
  })

  test('a missing copy is not replaced by another; a chosen file must be a part', () => {
    memflow()
    expect(passed(inspect([folder], { copy: 'generator_ema' }))).toEqual([['memflow/base.pt', 'model.choice']])
    for (const path of [at('nowhere.pt'), at('Wan2.1')])
      expect(() => inspect([folder], { use: [path] })).toThrow(expect.objectContaining({ code: 'models.use' }))
  })
})

describe('what cannot be used is told with its reason', () => {
  test.each<[string, (name: string) => unknown, string]>([
    ['cut.safetensors', (name) => truncateSync(safe(name, generator), 5000), 'weights.damaged'],
    ['cut.pt', (name) => truncateSync(torch(name, generator), 5000), 'weights.damaged'],
    ['model.gguf', (name) => put(name, 'GGUF and more'), 'weights.form'],
    ['page.safetensors', (name) => put(name, '<!DOCTYPE html><title>Sign in</title>'), 'weights.form'],
    ['critic.pt', (name) => torch(name, { critic: generator }), 'model.unsuitable'],
    ['model.safetensors.part', (name) => put(name, 'anything'), 'models.unfinished'],
    ['model.pt.crdownload', (name) => put(name, ''), 'models.unfinished'],
    ['spiece.model', (name) => put(name, pieces(32_000)), 'model.unsuitable'],
    ['other.model', (name) => put(name, 'no SentencePiece model'), 'model.incomplete'],
    ['x.safetensors.index.json', (name) => put(name, '{}'), 'weights.damaged'],
    ['model-00001-of-00003.safetensors', (name) => safe(name, generator), 'weights.shard']
  ])('%s', (name, write, code) => {
    write(name)
    const told = inspect([folder])
    expect(passed(told)).toEqual([[name, code]])
    expect(told.passed[0]!.reason.remedy).not.toBe('')
    expect(found(told)).toEqual({})
  })

  test('a pipe, a folder with an extension, an unreadable folder', () => {
    execFileSync('mkfifo', [at('pipe.safetensors')])
    mkdirSync(at('folder.pt'))
    mkdirSync(at('closed'))
    chmodSync(at('closed'), 0)
    const told = inspect([folder])
    chmodSync(at('closed'), 0o755)
    const paths = told.unreadable.map(({ path }) => path.slice(folder.length + 1))
    // Root reads everything.
    expect(paths).toEqual(process.getuid?.() === 0 ? ['pipe.safetensors'] : ['closed', 'pipe.safetensors'])
    expect(told.passed).toEqual([])
  })

  test('a folder that is not there', () => {
    expect(() => inspect([at('nowhere')])).toThrow(expect.objectContaining({ code: 'models.folder' }))
  })

  test('a LoRA is not judged without a generator', () => {
    torch('lora.pt', lora(5120))
    expect(found(inspect([folder]))).toEqual({ lora: ['lora.pt'] })
  })
})

describe('the licence', () => {
  const of = (file: string): unknown => {
    const told = inspect([folder])
    const licence = Object.values(told.parts)
      .flat()
      .find(({ path }) => path === at(file))!.licence
    return licence && [licence.name, licence.from.slice(folder.length + 1), licence.nonCommercial]
  }
  test.each<[string, Record<string, string>, unknown]>([
    ['of a model card', { 'a/README.md': '---\nlicense: apache-2.0\n---\n# A' }, ['apache-2.0', 'a/README.md', false]],
    [
      'that forbids',
      { 'a/README.md': '---\ntags: [x]\nlicense: cc-by-nc-sa-4.0\n---' },
      ['cc-by-nc-sa-4.0', 'a/README.md', true]
    ],
    ['of its own', { 'README.md': '---\nlicense: other\nlicense_name: film-1\n---' }, ['film-1', 'README.md', false]],
    [
      'in a file',
      { 'a/LICENSE.txt': '   Apache License\n   Version 2.0, January 2004' },
      ['Apache-2.0', 'a/LICENSE.txt', false]
    ],
    [
      'in a file that forbids',
      { LICENSE: 'Attribution-NonCommercial-ShareAlike 4.0' },
      ['CC BY-NC-SA 4.0', 'LICENSE', true]
    ],
    [
      'in words of its own',
      { 'a/LICENSE': '\n  Film Makers Licence\nmore' },
      ['Film Makers Licence', 'a/LICENSE', false]
    ],
    ['the nearest', { 'a/LICENSE': 'MIT License', LICENSE: 'Apache License Version 2.0' }, ['MIT', 'a/LICENSE', false]],
    ['of nobody', { 'a/README.md': '# No fields', 'b/LICENSE': 'MIT License' }, null],
    ['not of a program around it', { 'main.py': '', LICENSE: 'GNU GENERAL PUBLIC LICENSE' }, null]
  ])('%s', (_, files, licence) => {
    safe('a/m/model.safetensors', generator)
    for (const [name, content] of Object.entries(files)) put(name, content)
    expect(of('a/m/model.safetensors')).toEqual(licence)
  })

  test('is not searched above the given folder', () => {
    safe('a/model.safetensors', generator)
    put('LICENSE', 'MIT License')
    expect(inspect([at('a')]).parts.generator[0]!.licence).toBeNull()
  })
})

test('an import takes two bytes per parameter', () => {
  memflow()
  const numbers = (shapes: small.Shapes): number =>
    Object.values(shapes).reduce((sum, shape) => sum + shape.reduce((a, b) => a * b, 1), 0)
  const all = numbers(small.generatorShapes()) + numbers(small.textShapes) + numbers(small.decoderShapes)
  expect(inspect([folder]).space).toBe(2 * all + tokenizer.length)
})
