/** A fake transformer of any pack's shape: its output depends on text, noise and memory, and is finite. */
import type { Transformer, TransformerShape } from '../../../kernels/transformer/types.ts'

/** @param pass awaited in every forward pass, to set its duration */
export function stirring(shape: TransformerShape, pass: () => Promise<void>): Transformer {
  const { patch, latentHeight, latentWidth, dim, layers } = shape
  const tokensPerFrame = (latentHeight / patch[1]) * (latentWidth / patch[2])
  const each = <T>(make: (layer: number) => T): T[] => Array.from({ length: layers }, (_, layer) => make(layer))
  return {
    shape,
    tokensPerFrame,
    timeModulation: async (t) => ({ e: Float32Array.of(t), e0: Float32Array.of(t) }),
    textMemory: async (features, tokens) => {
      const row = new Float32Array(tokens * dim).map((_, i) => features[i % features.length]!)
      return { tokens, keys: each(() => row), values: each(() => row) }
    },
    async forward({ latents, frames, text, past, answerOnly }) {
      await pass()
      const told = text.keys[0]![0]! + past.reduce((sum, { values }) => sum + (values[0] ?? 0), 0)
      const output = latents.map((value, i) => 0.3 * value + 0.01 * Math.sin(i + told))
      if (answerOnly) return { output, keys: [], values: [] }
      const own = each((layer) =>
        new Float32Array(frames * tokensPerFrame * dim).fill(0.1 * latents[layer % latents.length]! + 0.01 * told)
      )
      return { output, keys: own, values: own, queries: each(() => new Float32Array(frames * dim).fill(told)) }
    },
    longestRun: 0,
    flops: () => 0,
    release: async () => {}
  }
}
