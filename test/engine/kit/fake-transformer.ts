/**
 * A tiny transformer for tests of everything around it. It uses memory as a real one does: its output depends on every past value,
 * on the text and on the noise level. Its keys are made so that the relevance score of frame f under prompt p is
 * sin(0.7 f + 1.3 p), the synthetic score of memflow.md §4.8 (up to a positive factor). The queries of its frames match the text of
 * their own prompt, so that the agreement of a frame made under prompt q with prompt p is cos(1.3 (p - q)).
 */
import type { ForwardInput, Transformer, TransformerShape } from '../../../kernels/transformer/types.ts'

export const fakeShape: TransformerShape = {
  dim: 12,
  heads: 2,
  layers: 2,
  ffn: 12,
  patch: [1, 2, 2],
  channels: 2,
  latentHeight: 4,
  latentWidth: 4,
  textDim: 12,
  freqDim: 2,
  eps: 1e-6,
  rope: { theta: 10000, split: [2, 2, 2] }
}
const tokensPerFrame = 4
const frameSize = fakeShape.channels * fakeShape.latentHeight * fakeShape.latentWidth

/** Features of prompt p: one row that gives the score sin(0.7 f + 1.3 p). */
export function fakeFeatures(p: number): Float32Array {
  const row = new Float32Array(fakeShape.textDim)
  row.set([Math.sin(1.3 * p), Math.cos(1.3 * p)])
  return row
}

export interface FakeTransformer extends Transformer {
  /** The inputs of all forward passes so far, with copies of the latents. */
  readonly calls: ForwardInput[]
}

/** @param sma as in a shape; a fake selects nothing */
export function fakeTransformer(sma?: { readonly k: number }): FakeTransformer {
  const calls: ForwardInput[] = []
  return {
    calls,
    shape: sma ? { ...fakeShape, sma } : fakeShape,
    tokensPerFrame,
    timeModulation: async (t) => ({ e: Float32Array.of(t), e0: Float32Array.of(t) }),
    textMemory: async (features, tokens) => ({
      tokens,
      keys: Array.from({ length: fakeShape.layers }, () => features.slice()),
      values: Array.from({ length: fakeShape.layers }, () => features.slice())
    }),
    async forward(input) {
      calls.push({ ...input, latents: input.latents.slice() })
      const told = input.past.reduce((sum, { values }) => sum + mean(values), 0) + mean(input.text.values[0]!)
      const output = input.latents.map((x, i) => 0.3 * x + 0.1 * told + 0.0001 * input.time.e[0]! + 0.01 * Math.sin(i))
      const perFrame = (write: (row: Float32Array, frame: number, layer: number) => void) =>
        Array.from({ length: fakeShape.layers }, (_, layer) => {
          const all = new Float32Array(input.frames * tokensPerFrame * fakeShape.dim)
          for (let token = 0; token < input.frames * tokensPerFrame; token++) {
            const row = all.subarray(token * fakeShape.dim, (token + 1) * fakeShape.dim)
            write(row, Math.floor(token / tokensPerFrame), layer)
          }
          return all
        })
      const frameMean = (frame: number) => mean(input.latents.subarray(frame * frameSize, (frame + 1) * frameSize))
      return {
        output,
        keys: perFrame((row, frame) => {
          const f = input.positions[frame]!
          row.set([Math.cos(0.7 * f), Math.sin(0.7 * f)])
        }),
        values: perFrame((row, frame, layer) => row.fill(frameMean(frame) + 0.1 * told + layer)),
        queries: input.text.keys.map((keys) => {
          const all = new Float32Array(input.frames * fakeShape.dim)
          for (let frame = 0; frame < input.frames; frame++)
            all.set(keys.subarray(0, fakeShape.dim), frame * fakeShape.dim)
          return all
        })
      }
    },
    longestRun: 0,
    flops: () => 0,
    release: async () => {}
  }
}

function mean(x: Float32Array): number {
  return x.length === 0 ? 0 : x.reduce((sum, value) => sum + value, 0) / x.length
}
