/** The sizes of a part, read from its tensors, and the tensors it must then have. Names are Wan's. */
import type { Tensors } from './copies.ts'
import { requiredTensors, type TransformerSizes } from '../pack/tensors.ts'

export type Sizes = ReadonlyMap<string, readonly number[]>

const shapeOf = (tensors: Tensors, name: string): readonly number[] => tensors.get(name)?.shape ?? []

/** Number of layers `PREFIX.N`. A missing layer shows as a number without tensors. */
function counted(tensors: Tensors, prefix: string): number {
  const numbers = new Set<string>()
  for (const name of tensors.keys()) {
    const number = name.startsWith(`${prefix}.`) ? name.slice(prefix.length + 1).split('.', 1)[0]! : ''
    if (/^\d+$/.test(number)) numbers.add(number)
  }
  return numbers.size
}

/** Of a transformer; a size that cannot be read is 0. */
export function transformerSizes(tensors: Tensors): TransformerSizes {
  const [dim = 0, channels = 0, ...patch] = shapeOf(tensors, 'patch_embedding.weight')
  return {
    ...{ dim, channels, layers: counted(tensors, 'blocks') },
    patch: [patch[0] ?? 0, patch[1] ?? 0, patch[2] ?? 0],
    ffn: shapeOf(tensors, 'blocks.0.ffn.0.weight')[0] ?? 0,
    textDim: shapeOf(tensors, 'text_embedding.0.weight')[1] ?? 0,
    freqDim: shapeOf(tensors, 'time_embedding.0.weight')[1] ?? 0
  }
}
export const transformerTensors = (tensors: Tensors): Sizes => requiredTensors(transformerSizes(tensors))

export interface TextSizes {
  readonly vocabulary: number
  readonly width: number
  readonly layers: number
}

export function textSizes(tensors: Tensors): TextSizes {
  const [vocabulary = 0, width = 0] = shapeOf(tensors, 'token_embedding.weight')
  return { vocabulary, width, layers: counted(tensors, 'blocks') }
}

/** Of umT5's encoder (memflow.md §6): every layer has its own relative position table. */
export function textTensors(tensors: Tensors): Sizes {
  const { vocabulary, width, layers } = textSizes(tensors)
  const [inner = 0] = shapeOf(tensors, 'blocks.0.attn.q.weight')
  const [ffn = 0] = shapeOf(tensors, 'blocks.0.ffn.fc1.weight')
  const [buckets = 0, heads = 0] = shapeOf(tensors, 'blocks.0.pos_embedding.embedding.weight')
  const sizes = new Map<string, readonly number[]>([['token_embedding.weight', [vocabulary, width]]])
  for (let layer = 0; layer < layers; layer++) {
    const put = (name: string, ...size: number[]): unknown => sizes.set(`blocks.${layer}.${name}.weight`, size)
    for (const norm of ['norm1', 'norm2']) put(norm, width)
    for (const role of ['q', 'k', 'v']) put(`attn.${role}`, inner, width)
    put('attn.o', width, inner)
    put('pos_embedding.embedding', buckets, heads)
    for (const wide of ['gate.0', 'fc1']) put(`ffn.${wide}`, ffn, width)
    put('ffn.fc2', width, ffn)
  }
  return sizes.set('norm.weight', [width])
}

/** Of Wan's picture decoder (memflow.md §5.2): channel counts follow from the first layer and from each block. */
export function decoderTensors(tensors: Tensors): Sizes {
  const sizes = new Map<string, readonly number[]>()
  const conv = (name: string, out: number, ...rest: number[]): number => {
    sizes.set(`${name}.weight`, [out, ...rest]).set(`${name}.bias`, [out])
    return out
  }
  const has = (name: string): boolean => tensors.has(`${name}.weight`) || tensors.has(`${name}.bias`)
  const outOf = (name: string): number => shapeOf(tensors, `${name}.weight`)[0] ?? 0
  const residual = (name: string, into: number): number => {
    const out = outOf(`${name}.residual.2`)
    sizes.set(`${name}.residual.0.gamma`, [into, 1, 1, 1]).set(`${name}.residual.3.gamma`, [out, 1, 1, 1])
    conv(`${name}.residual.2`, out, into, 3, 3, 3)
    conv(`${name}.residual.6`, out, out, 3, 3, 3)
    if (into !== out) conv(`${name}.shortcut`, out, into, 1, 1, 1)
    return out
  }
  const latents = conv('conv2', outOf('conv2'), outOf('conv2'), 1, 1, 1)
  let channels = conv('decoder.conv1', outOf('decoder.conv1'), latents, 3, 3, 3)
  channels = residual('decoder.middle.0', channels)
  sizes.set('decoder.middle.1.norm.gamma', [channels, 1, 1])
  conv('decoder.middle.1.to_qkv', 3 * channels, channels, 1, 1)
  conv('decoder.middle.1.proj', channels, channels, 1, 1)
  channels = residual('decoder.middle.2', channels)
  const layers = counted(tensors, 'decoder.upsamples')
  for (let layer = 0; layer < layers; layer++) {
    const name = `decoder.upsamples.${layer}`
    if (!has(`${name}.resample.1`)) channels = residual(name, channels)
    else {
      if (has(`${name}.time_conv`)) conv(`${name}.time_conv`, 2 * channels, channels, 3, 1, 1)
      channels = conv(`${name}.resample.1`, outOf(`${name}.resample.1`), channels, 3, 3)
    }
  }
  sizes.set('decoder.head.0.gamma', [channels, 1, 1, 1])
  conv('decoder.head.2', 3, channels, 3, 3, 3)
  return sizes
}

/** Of the tiny decoder (memflow.md §5.4), whose layers are numbered, those without numbers left out. */
export function tinyDecoderTensors(tensors: Tensors): Sizes {
  const sizes = new Map<string, readonly number[]>()
  let [channels = 0, into = 0] = shapeOf(tensors, 'decoder.1.weight')
  sizes.set('decoder.1.weight', [channels, into, 3, 3]).set('decoder.1.bias', [channels])
  for (let stage = 0, layer = 3; stage < 3; stage++, layer += 6) {
    for (let block = layer; block < layer + 3; block++)
      for (const conv of [0, 2, 4]) {
        const wide = conv === 0 ? 2 * channels : channels
        sizes.set(`decoder.${block}.conv.${conv}.weight`, [channels, wide, 3, 3])
        sizes.set(`decoder.${block}.conv.${conv}.bias`, [channels])
      }
    const grown = shapeOf(tensors, `decoder.${layer + 4}.conv.weight`)[0] ?? 0
    sizes.set(`decoder.${layer + 4}.conv.weight`, [grown, channels, 1, 1])
    into = channels
    channels = shapeOf(tensors, `decoder.${layer + 5}.weight`)[0] ?? 0
    sizes.set(`decoder.${layer + 5}.weight`, [channels, into, 3, 3])
  }
  return sizes.set('decoder.22.weight', [3, channels, 3, 3]).set('decoder.22.bias', [3])
}
