/**
 * Small files in every published layout. Sizes are those of recorded networks (test/vectors); names of other layouts follow the
 * publishing programs. Every tensor is filled with a number of its own, so that a wrong name is detected.
 */
import { fileURLToPath } from 'node:url'
import { openWeights } from '../../../../kernels/weights/safetensors.ts'
import { parameterShapes } from '../../../kernels/kit/random-model.ts'
import type { TensorToWrite } from '../../../kernels/kit/safetensors-writer.ts'

export type Files = Readonly<Record<string, TensorToWrite>>
export type Shapes = Readonly<Record<string, readonly number[]>>

const recorded = (file: string): Shapes => {
  const { tensors } = openWeights(fileURLToPath(new URL(`../../../vectors/${file}.safetensors`, import.meta.url)))
  return Object.fromEntries(
    [...tensors.values()].filter(({ name }) => name.startsWith('w.')).map(({ name, shape }) => [name.slice(2), shape])
  )
}

export const layers = 2
/** A transformer of the family with a given width. */
export const generatorShapes = (dim = 24, channels = 16, depth = layers): Shapes =>
  parameterShapes({
    ...{ dim, channels, layers: depth, ffn: 40, patch: [1, 2, 2], textDim: 64, freqDim: 16, heads: 2 },
    ...{ eps: 1e-6, latentHeight: 2, latentWidth: 2, rope: { theta: 10000, split: [4, 4, 4] } }
  })
export const decoderShapes = recorded('v14_vae')
export const tinyDecoderShapes = recorded('v15_tae')
export const textShapes = recorded('v16_t5')

/** The number that fills a tensor: its position in the list, from 1. */
export const numberOf = (shapes: Shapes, name: string): number => Object.keys(shapes).indexOf(name) + 1

/** Tensors of these shapes, each filled with its number. @param to gives the name in the file */
export function filled(shapes: Shapes, to: (name: string) => string = (name) => name): Files {
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => {
      const data = new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(numberOf(shapes, name))
      return [to(name), { dtype: 'F32', shape, data }]
    })
  )
}

/** Translates names by a table: the whole name of a tensor, or its prefix. */
export const by =
  (table: Readonly<Record<string, string>>) =>
  (name: string): string => {
    const layer = Object.keys(table).find((each) => name === each || name.startsWith(`${each}.`))
    if (layer === undefined) throw new Error(`no name for ${name}`)
    return table[layer]! + name.slice(layer.length)
  }

const entries = (pairs: readonly (readonly [string, string])[]): Record<string, string> => Object.fromEntries(pairs)

/** Wan → Diffusers (WanTransformer3DModel). */
export const diffusersTransformer = by({
  patch_embedding: 'patch_embedding',
  'text_embedding.0': 'condition_embedder.text_embedder.linear_1',
  'text_embedding.2': 'condition_embedder.text_embedder.linear_2',
  'time_embedding.0': 'condition_embedder.time_embedder.linear_1',
  'time_embedding.2': 'condition_embedder.time_embedder.linear_2',
  'time_projection.1': 'condition_embedder.time_proj',
  'head.head': 'proj_out',
  'head.modulation': 'scale_shift_table',
  ...entries(
    Array.from({ length: layers }, (_, n) => [
      ...[['self_attn', 'attn1'] as const, ['cross_attn', 'attn2'] as const].flatMap(([wan, theirs]) => [
        ...['q', 'k', 'v'].map((role) => [`blocks.${n}.${wan}.${role}`, `blocks.${n}.${theirs}.to_${role}`] as const),
        [`blocks.${n}.${wan}.o`, `blocks.${n}.${theirs}.to_out.0`] as const,
        ...['norm_q', 'norm_k'].map((norm) => [`blocks.${n}.${wan}.${norm}`, `blocks.${n}.${theirs}.${norm}`] as const)
      ]),
      [`blocks.${n}.norm3`, `blocks.${n}.norm2`] as const,
      [`blocks.${n}.ffn.0`, `blocks.${n}.ffn.net.0.proj`] as const,
      [`blocks.${n}.ffn.2`, `blocks.${n}.ffn.net.2`] as const,
      [`blocks.${n}.modulation`, `blocks.${n}.scale_shift_table`] as const
    ]).flat()
  )
})

const residual = (wan: string, theirs: string): [string, string][] => [
  [`${wan}.residual.0`, `${theirs}.norm1`],
  [`${wan}.residual.2`, `${theirs}.conv1`],
  [`${wan}.residual.3`, `${theirs}.norm2`],
  [`${wan}.residual.6`, `${theirs}.conv2`],
  [`${wan}.shortcut`, `${theirs}.conv_shortcut`]
]

/** Wan → Diffusers (AutoencoderKLWan), its decoder. */
export const diffusersDecoder = by({
  conv2: 'post_quant_conv',
  'decoder.conv1': 'decoder.conv_in',
  'decoder.middle.1': 'decoder.mid_block.attentions.0',
  'decoder.head.0': 'decoder.norm_out',
  'decoder.head.2': 'decoder.conv_out',
  ...entries([
    ...residual('decoder.middle.0', 'decoder.mid_block.resnets.0'),
    ...residual('decoder.middle.2', 'decoder.mid_block.resnets.1'),
    ...[0, 1, 2].flatMap((r) => residual(`decoder.upsamples.${r}`, `decoder.up_blocks.0.resnets.${r}`)),
    ...[0, 1, 2].flatMap((r) => residual(`decoder.upsamples.${r + 4}`, `decoder.up_blocks.1.resnets.${r}`)),
    ...[0, 1, 2].flatMap((r) => residual(`decoder.upsamples.${r + 8}`, `decoder.up_blocks.2.resnets.${r}`)),
    ...[0, 1, 2].flatMap((r) => residual(`decoder.upsamples.${r + 12}`, `decoder.up_blocks.3.resnets.${r}`)),
    ['decoder.upsamples.3', 'decoder.up_blocks.0.upsamplers.0'],
    ['decoder.upsamples.7', 'decoder.up_blocks.1.upsamplers.0'],
    ['decoder.upsamples.11', 'decoder.up_blocks.2.upsamplers.0']
  ])
})

/** Wan → Hugging Face (UMT5EncoderModel), as ComfyUI has it too. */
export const huggingFaceText = by({
  token_embedding: 'shared',
  norm: 'encoder.final_layer_norm',
  ...entries(
    Array.from({ length: 2 }, (_, n): [string, string][] => {
      const [wan, theirs] = [`blocks.${n}`, `encoder.block.${n}.layer`]
      return [
        ...['q', 'k', 'v', 'o'].map((r): [string, string] => [`${wan}.attn.${r}`, `${theirs}.0.SelfAttention.${r}`]),
        [`${wan}.pos_embedding.embedding`, `${theirs}.0.SelfAttention.relative_attention_bias`],
        [`${wan}.norm1`, `${theirs}.0.layer_norm`],
        [`${wan}.norm2`, `${theirs}.1.layer_norm`],
        [`${wan}.ffn.gate.0`, `${theirs}.1.DenseReluDense.wi_0`],
        [`${wan}.ffn.fc1`, `${theirs}.1.DenseReluDense.wi_1`],
        [`${wan}.ffn.fc2`, `${theirs}.1.DenseReluDense.wo`]
      ]
    }).flat()
  )
})

/** Matrices that published LoRAs change: all of the blocks. */
export const loraLayersOf = (depth: number): string[] =>
  Array.from({ length: depth }, (_, n) => [
    ...['self_attn', 'cross_attn'].flatMap((attention) =>
      ['q', 'k', 'v', 'o'].map((role) => `blocks.${n}.${attention}.${role}`)
    ),
    ...['ffn.0', 'ffn.2'].map((matrix) => `blocks.${n}.${matrix}`)
  ]).flat()
export const loraLayers = loraLayersOf(layers)
