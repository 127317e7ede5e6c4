/** The shapes of the published networks: Wan 2.1's transformer of 1.3 billion parameters and its decoder, umT5-XXL. */
import { decoderShapes, type Shapes } from '../../engine/models/kit/model-files.ts'
import { parameterShapes } from '../../kernels/kit/random-model.ts'

const textWidth = 4096

export const transformerShapes: Shapes = parameterShapes({
  ...{ dim: 1536, layers: 30, ffn: 8960, channels: 16, patch: [1, 2, 2], textDim: textWidth, freqDim: 256, heads: 12 },
  ...{ eps: 1e-6, latentHeight: 2, latentWidth: 2, rope: { theta: 10000, split: [44, 42, 42] } }
})

/** As many times as wide as the recorded decoder is Wan's. */
const wider = 12
const fixed: Readonly<Record<string, (shape: readonly number[]) => number[]>> = {
  'conv2.weight': (shape) => [...shape],
  'conv2.bias': (shape) => [...shape],
  'decoder.conv1.weight': ([out = 0, ...rest]) => [out * wider, ...rest],
  'decoder.head.2.weight': ([out = 0, into = 0, ...rest]) => [out, into * wider, ...rest],
  'decoder.head.2.bias': (shape) => [...shape]
}
export const wanDecoderShapes: Shapes = Object.fromEntries(
  Object.entries(decoderShapes).map(([name, shape]) => {
    const wide = ([out = 0, into, ...rest]: readonly number[]): number[] =>
      into === undefined || name.endsWith('gamma')
        ? [out * wider, ...(into === undefined ? [] : [into]), ...rest]
        : [out * wider, into * wider, ...rest]
    return [name, (fixed[name] ?? wide)(shape)]
  })
)

/** @param layers of the 24, and `rows` of the 256,384 words */
export function umt5Shapes(layers: number, rows: number): Shapes {
  const [heads, buckets, ffn] = [64, 32, 10_240]
  const shapes: Record<string, readonly number[]> = { 'token_embedding.weight': [rows, textWidth] }
  for (let layer = 0; layer < layers; layer++) {
    const put = (name: string, ...shape: number[]): unknown => (shapes[`blocks.${layer}.${name}.weight`] = shape)
    for (const norm of ['norm1', 'norm2']) put(norm, textWidth)
    for (const role of ['q', 'k', 'v', 'o']) put(`attn.${role}`, textWidth, textWidth)
    put('pos_embedding.embedding', buckets, heads)
    for (const wide of ['gate.0', 'fc1']) put(`ffn.${wide}`, ffn, textWidth)
    put('ffn.fc2', textWidth, ffn)
  }
  return { ...shapes, 'norm.weight': [textWidth] }
}
