/**
 * A whole small model as it is published, in each layout: generator with LoRA, text model, tokenizer, decoders. Its numbers
 * are random and exact in half precision, so that every layout must become the same pack.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { countPieces } from '../../../../engine/models/tokenizer.ts'
import { fromHalf, toHalf } from '../../../../kernels/weights/float16.ts'
import { writeTorch, type ToWrite } from '../../../kernels/checkpoints/kit/torch-writer.ts'
import { gaussians } from '../../../kernels/kit/random-model.ts'
import { encodeSafetensors } from '../../../kernels/kit/safetensors-writer.ts'
import * as small from './model-files.ts'
import type { Files, Shapes } from './model-files.ts'

/** One head of Wan's width. */
export const dim = 128
const textWidth = 64
const vocabulary = 100_000
export const generatorShapes = small.generatorShapes(dim)

const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1)

function drawn(shapes: Shapes, dtype: 'F16' | 'F32', seed: number): Files {
  const draw = gaussians(seed)
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => {
      const isGain = /norm|gamma/.test(name) && shape.length === 1
      const halves = toHalf(draw(sizeOf(shape), 0.05).map((value) => (isGain ? 1 + value : value)))
      return [name, { dtype, shape, data: dtype === 'F16' ? halves : fromHalf(halves) }]
    })
  )
}

export const generator = drawn(generatorShapes, 'F32', 1)
const text = {
  ...drawn(small.textShapes, 'F16', 2),
  // Too many numbers to draw: one row again and again.
  'token_embedding.weight': { dtype: 'F16', shape: [vocabulary, textWidth], data: repeated() }
}
export const decoder = drawn(small.decoderShapes, 'F32', 3)
export const tinyDecoder = drawn(small.tinyDecoderShapes, 'F32', 4)

function repeated(): Uint16Array {
  const row = toHalf(gaussians(6)(textWidth))
  const all = new Uint16Array(vocabulary * textWidth)
  for (let at = 0; at < all.length; at += textWidth) all.set(row, at)
  return all
}

export const rank = 4
/** PEFT's names. */
export const lora = (width = dim): Files =>
  drawn(
    Object.fromEntries(
      small.loraLayers.flatMap((layer) => {
        const [out = 0, into = 0] = generatorShapes[`${layer}.weight`]!
        const scaled = (side: number): number => (side === dim ? width : side)
        const name = `base_model.model.${layer}.lora`
        return [
          [`${name}_A.weight`, [rank, scaled(into)]],
          [`${name}_B.weight`, [scaled(out), rank]]
        ]
      })
    ),
    'F32',
    5
  )

/** The recorded small SentencePiece model (V17), with as many more pieces as umT5's has at least. */
const tokenizer = withPieces(readFileSync(fileURLToPath(new URL('../../../vectors/v17.model', import.meta.url))))

/** A SentencePiece model is one protobuf message: repeated fields may be appended (sentencepiece_model.proto). */
function withPieces(model: Buffer): Buffer {
  const more = Array.from({ length: vocabulary - countPieces(model)! }, (_, at) => {
    const piece = Buffer.from(`never-${at}`)
    const score = Buffer.alloc(5, 0x15) // the tag of field 2, a float
    score.writeFloatLE(-100, 1)
    const content = Buffer.concat([Buffer.of(0x0a, piece.length), piece, score])
    return Buffer.concat([Buffer.of(0x0a, content.length), content])
  })
  return Buffer.concat([model, ...more])
}

export const renamed = (files: Files, to: (name: string) => string): Files =>
  Object.fromEntries(Object.entries(files).map(([name, tensor]) => [to(name), tensor]))
const prefixed = (files: Files, prefix: string): Files => renamed(files, (name) => `${prefix}${name}`)

export function put(path: string, content: string | Uint8Array): string {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  return path
}
export const safe = (path: string, files: Files): string => put(path, encodeSafetensors(files))
export function torch(path: string, root: ToWrite): string {
  mkdirSync(dirname(path), { recursive: true })
  writeTorch(path, root)
  return path
}

export function wanParts(at: (file: string) => string): void {
  torch(at('Wan2.1/models_t5_umt5-xxl-enc-bf16.pth'), text)
  put(at('Wan2.1/google/umt5-xxl/spiece.model'), tokenizer)
  torch(at('Wan2.1/Wan2.1_VAE.pth'), decoder)
}

/** Writes a sharded set of two files with its index. */
function sharded(folder: string, stem: string, files: Files): void {
  const map: Record<string, string> = {}
  for (const n of [1, 2]) {
    const file = `${stem}-0000${n}-of-00002.safetensors`
    const half = Object.entries(files).filter((_, k) => k % 2 === n - 1)
    for (const [name] of half) map[name] = file
    safe(join(folder, file), Object.fromEntries(half))
  }
  put(join(folder, `${stem}.safetensors.index.json`), JSON.stringify({ weight_map: map }))
}

/** Each writes into a folder. */
export const layouts = {
  original(folder: string): void {
    const at = (file: string): string => join(folder, file)
    wanParts(at)
    safe(at('Wan2.1/diffusion_pytorch_model.safetensors'), generator)
  },
  'Self-Forcing'(folder: string): void {
    const at = (file: string): string => join(folder, file)
    wanParts(at)
    const trained = prefixed(generator, 'model._fsdp_wrapped_module.')
    torch(at('checkpoints/self_forcing_dmd.pt'), {
      generator_ema: trained,
      critic: prefixed(generator, 'model.'),
      step: 700
    })
  },
  Diffusers(folder: string): void {
    const at = (file: string): string => join(folder, file)
    sharded(at('transformer'), 'diffusion_pytorch_model', renamed(generator, small.diffusersTransformer))
    sharded(at('text_encoder'), 'model', renamed(text, small.huggingFaceText))
    put(at('tokenizer/spiece.model'), tokenizer)
    safe(at('vae/diffusion_pytorch_model.safetensors'), renamed(decoder, small.diffusersDecoder))
  },
  ComfyUI(folder: string): void {
    const at = (file: string): string => join(folder, 'models', file)
    const inside = { spiece_model: { dtype: 'U8', shape: [tokenizer.length], data: tokenizer } }
    safe(at('diffusion_models/wan.safetensors'), prefixed(generator, 'model.diffusion_model.'))
    safe(at('text_encoders/umt5.safetensors'), { ...renamed(text, small.huggingFaceText), ...inside })
    safe(at('vae/wan_2.1_vae.safetensors'), decoder)
  }
} as const

/** MemFlow's and LongLive's: a generator and a LoRA, each beside what only training needs. */
export function memflow(folder: string, merged: Files = lora()): void {
  const at = (file: string): string => join(folder, file)
  wanParts(at)
  safe(at('taehv/taew2_1.safetensors'), tinyDecoder)
  torch(at('MemFlow/base.pt'), { generator: prefixed(generator, 'model.'), critic: prefixed(generator, 'model.') })
  torch(at('MemFlow/lora.pt'), { generator_lora: merged, critic_lora: merged })
}
