/** The real pack and its golden tensors, for tests without text encoder and decoder. */
import { fileURLToPath } from 'node:url'
import { loadPack } from '../../../engine/pack/pack.ts'
import { Prompt } from '../../../engine/rollout/prompt.ts'
import { openTransformer } from '../../../kernels/transformer/open.ts'
import type { Transformer } from '../../../kernels/transformer/types.ts'
import { openWeights, readFloats } from '../../../kernels/weights/safetensors.ts'

export const packFolder = fileURLToPath(new URL('../../../assets/packs/storybook/', import.meta.url))

export async function openGolden() {
  const pack = await loadPack(packFolder)
  const transformer = await openTransformer(pack.shape, pack.weights.transformer.path, { threads: 2, spin: false })
  const golden = openWeights(`${packFolder}golden.safetensors`)
  return {
    pack,
    transformer,
    floats: (name: string) => readFloats(golden, name),
    weights: golden,
    words: JSON.parse(golden.metadata.get('prompts')!) as string[],
    prompt: (index: number) => goldenPrompt(transformer, golden, index)
  }
}

function goldenPrompt(transformer: Transformer, golden: ReturnType<typeof openWeights>, index: number) {
  const words = (JSON.parse(golden.metadata.get('prompts')!) as string[])[index]!
  const features = readFloats(golden, `text.${index}.features`)
  return Prompt.prepare(transformer, words, features, features.length / transformer.shape.textDim)
}

/** max|a - b| / max|b| */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let error = actual.length === expected.length ? 0 : Infinity
  let largest = 0
  for (let i = 0; i < expected.length; i++) {
    error = Math.max(error, Math.abs(actual[i]! - expected[i]!))
    largest = Math.max(largest, Math.abs(expected[i]!))
  }
  return error / largest
}
