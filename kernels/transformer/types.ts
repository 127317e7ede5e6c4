/**
 * The causal video transformer as the engine sees it (memflow.md §2): numbers in, functions out. Built from a manifest's
 * numbers; no pack's sizes are hard-coded.
 */
import type { Feed } from '../runtime/feeds.ts'
import type { ResidentTensor } from '../runtime/resident.ts'

/** Sizes and options of one transformer: everything the graph builder depends on. */
export interface TransformerShape {
  readonly dim: number
  readonly heads: number
  readonly layers: number
  readonly ffn: number
  /** Patch size (frames, rows, columns); frames is 1 in this family. */
  readonly patch: readonly [number, number, number]
  readonly channels: number
  /** Latent rows and columns (before patching). */
  readonly latentHeight: number
  readonly latentWidth: number
  readonly textDim: number
  readonly freqDim: number
  readonly eps: number
  readonly rope: {
    readonly theta: number
    /** Channels of a head given to time, rows, columns; sums to dim / heads. Pairs are interleaved. */
    readonly split: readonly [number, number, number]
  }
  /** Sparse memory activation: memory frames each head keeps (memflow.md §4.6); absent = off. */
  readonly sma?: { readonly k: number }
}

/** Time modulation for one noise level: `e` [dim], `e0` [6, dim] (memflow.md §2.3). */
export interface TimeModulation {
  readonly e: Float32Array
  readonly e0: Float32Array
}

/** A prompt's cross-attention keys (after norm_k) and values, one [tokens, dim] array per layer. */
export interface TextMemory {
  readonly tokens: number
  readonly keys: readonly Float32Array[]
  readonly values: readonly Float32Array[]
}

/**
 * Past keys and values of one layer: [frames · tokensPerFrame, dim], keys already rotated as they are to be attended. Where there is
 * much of it, it is put together when it is read, by each pass for the layers that it comes to.
 */
export interface PastLayer {
  readonly keys: Float32Array
  readonly values: Float32Array
}

/** Whether keys are kept rotated at their own positions, or are rotated where they are used. */
export type KeptKeys = 'rotated' | 'plain'

/** Keys and values of one layer that are on the device, [1, tokens, dim]. */
export interface ResidentLayer {
  readonly keys: ResidentTensor
  readonly values: ResidentTensor
}

/** A past that is on the device, float32, as it is attended to: per layer; null where it has no frames. */
export interface ResidentPast {
  /** With SMA only: sink and bank. */
  readonly memory: readonly ResidentLayer[] | null
  /** All frames; with SMA the window alone. */
  readonly past: readonly ResidentLayer[] | null
}

/** What a pass wrote and left on the device. */
export interface ResidentPass {
  /** Per layer, float16; keys as they are kept. Whoever has them disposes of them. */
  readonly layers: readonly ResidentLayer[]
  /** Per layer, the mean key of each frame over its tokens [frames, dim]. */
  readonly means: readonly Float32Array[]
}

export interface ForwardInput {
  /** [frames, channels, rows, columns] */
  readonly latents: Float32Array
  readonly frames: number
  readonly time: TimeModulation
  /** Temporal position of each of the pass's own frames (absolute index, or slot). Length = frames. */
  readonly positions: readonly number[]
  readonly text: TextMemory
  /** One entry per layer; all layers hold equally many frames. `memoryFrames` of them (first) are sink + bank: SMA's candidates. */
  readonly past: readonly PastLayer[]
  /** In place of `past`, whose layers are empty then, where memory stays on the device. */
  readonly residentPast?: ResidentPast
  readonly pastFrames: number
  readonly memoryFrames: number
  /**
   * With SMA only: how many of the pass's own frames (first) are candidates too, ahead of the memory frames, because
   * they are themselves the sink: chunk 0, and a re-cache that includes the first frames. 0 when absent.
   */
  readonly ownCandidates?: number
  /**
   * With SMA only: how many of the first own frames are muted: their queries count in the mean, but nothing attends to their
   * keys. A re-cache far from the start treats its oldest frames so. 0 when absent.
   */
  readonly mutedFrames?: number
  /** Only the network's output is needed: keys and values are not copied out of the runtime. */
  readonly answerOnly?: boolean
}

export interface ForwardOutput {
  /** Network output (velocity or EDM's F) [frames, channels, rows, columns] */
  readonly output: Float32Array
  /**
   * Per layer, this pass's own keys after norm_k, NOT rotated, and values: [frames · tokensPerFrame, dim]. None after
   * `answerOnly`, nor where they stay on the device.
   */
  readonly keys: readonly Float32Array[]
  readonly values: readonly Float32Array[]
  /** In place of `keys` and `values` where memory stays on the device. */
  readonly resident?: ResidentPass
  /**
   * If opened with queries, and not after `answerOnly`: per layer, the mean cross-attention query (after norm_q) over each
   * frame's tokens [frames, dim].
   */
  readonly queries?: readonly Float32Array[]
  /**
   * With SMA only: per layer, the candidates each head kept, ascending, [heads · min(k, candidates)]. Candidates are
   * numbered own ones first, then memory frames.
   */
  readonly selected?: readonly Int32Array[]
}

/** Keys and values of one layer [1, tokens, dim]: on the device (float16), or in the computer's memory (float32). */
export interface WrittenLayer {
  readonly keys: Feed
  readonly values: Feed
}

/** Keys and values on a device. */
export interface ResidentMemory {
  readonly kept: KeptKeys
  /**
   * One layer of a page as separate frames, each of which is disposed of alone. What was given is not disposed of.
   * @param frames how many it has
   * @throws Failure `device.*`, `runtime.*`
   */
  split(written: WrittenLayer, frames: number): Promise<readonly ResidentLayer[]>
  /**
   * One layer's past as passes take it: these frames in order, float32.
   * @param positions where keys are rotated to, one per frame; null when they were rotated at birth
   * @throws Failure `device.*`, `runtime.*`
   */
  gather(frames: readonly ResidentLayer[], positions: readonly number[] | null): Promise<ResidentLayer>
}

/**
 * Called between two groups of layers of a long pass, with the share of the pass that is done (0 … 1). May wait; what it throws
 * abandons the pass.
 */
export type Between = (share: number) => Promise<void>

/** A loaded transformer. Not re-entrant: one call at a time. */
export interface Transformer {
  readonly shape: TransformerShape
  /** (rows / patch) · (columns / patch) */
  readonly tokensPerFrame: number
  /** Where it is there, keys and values stay on the device. */
  readonly memory?: ResidentMemory
  /** Modulation for timestep t (0 … 1000, float). Cache the result: few values occur. */
  timeModulation(t: number): Promise<TimeModulation>
  /** Cross-attention memory of a prompt from its text features [tokens, textDim]. Once per prompt. */
  textMemory(features: Float32Array, tokens: number): Promise<TextMemory>
  /** @param between never called where the pass is one graph */
  forward(input: ForwardInput, between?: Between): Promise<ForwardOutput>
  /** Floating-point operations of the longest run of a pass as large as its bounds say; 0 without bounds. */
  readonly longestRun: number
  /** Floating-point operations of one forward pass (multiply and add counted apart), for benchmarks. */
  flops(frames: number, pastFrames: number, textTokens: number): number
  release(): Promise<void>
}

/**
 * Rotates keys or queries in place at the temporal position of each frame (rows and columns are the token's own):
 * interleaved pairs, angles in float64 (memflow.md §2.7). `x` is [frames · tokensPerFrame, dim].
 */
export type Rotate = (shape: TransformerShape, x: Float32Array, positions: readonly number[]) => void
