/** What `generate` needs from outside and what it returns. Knows no process, project file or window. */
import type { TakePlan } from '../../app/ledger/schemas.ts'
import type { Whereabouts } from '../../app/contract/engine.ts'
import type { PageId } from '../../app/ids.ts'
import type { ChunkTimings, Snapshot } from '../../app/ledger/records.ts'
import type { Chunk } from '../../app/time.ts'
import type { Transformer } from '../../kernels/transformer/types.ts'
import type { Past } from '../decode/past.ts'
import type { Pack } from '../pack/pack.ts'
import type { StoredBytes } from '../rollout/page-format.ts'
import type { RolloutTrace } from '../rollout/ports.ts'
import type { TextFeatures } from '../text/prompt-encoder.ts'
import type { StoredPage } from './stored-page.ts'
import type { ModelCache } from './cache.ts'

/** Decoded pictures, display order: RGB, 8 bits a channel, rows from the top, width · height · 3 bytes each. */
export interface Pictures {
  readonly width: number
  readonly height: number
  readonly frames: readonly Uint8Array[]
}

/** A pack brought to life: everything that makes chunks. One `generate` at a time: the transformer is not re-entrant. */
export interface Model {
  readonly pack: Pack
  readonly transformer: Transformer
  /** Caches shared between takes: pages, prompts, time modulations. */
  readonly cache: ModelCache
  /**
   * @param between called between the layers of a large text model; what it throws abandons the reading
   * @throws Failure `runtime.run` when the prompt cannot be encoded
   */
  encodeText(prompt: string, between?: () => Promise<void>): Promise<TextFeatures>
  /** Names the page in which what a large text model made of a prompt is stored; null: a prompt is read in no time. */
  readonly textPage: ((prompt: string) => PageId) | null
  /**
   * Pictures of one chunk's finished latents, normalised, [latentsPerChunk, channels, rows, columns].
   * @param past the chunks before it, for packs that look back (decode/past.ts)
   * @param between called between the latent frames of packs that look back; what it throws abandons the decoding
   */
  decode(latents: Float32Array, past: Past, between?: () => Promise<void>): Promise<Pictures>
  /** Floating-point operations of its longest run, during which no message is handled. */
  readonly longestRun: number
  release(): Promise<void>
}

/** Where pages and latents that are not cached come from (the project file, through main), with the bytes as they were made. */
export interface Source {
  /** One entry per id, in order; undefined = not stored. */
  pages(ids: readonly PageId[]): Promise<readonly (StoredBytes | undefined)[]>
  /** One entry per SHA-256, in order; undefined = not stored. */
  latents(hashes: readonly string[]): Promise<readonly (Uint8Array | undefined)[]>
  /**
   * One entry per id, in order: where the page is, or from what it can be re-created; null = unknown to the project. Absent:
   * nothing can be re-created.
   */
  origins?(ids: readonly PageId[]): Promise<readonly Whereabouts[]>
}

export interface GeneratePorts {
  readonly source: Source
  /** SHA-256 of the latents of the chunks before `from`, oldest first, for packs that look back (decode/past.ts). Absent: none. */
  readonly past?: readonly string[]
  /**
   * Called before every pass and between the groups of layers of a long one, after a turn of the event loop. May wait (pause). `stop` drops the chunk in progress and ends
   * the run; chunks already yielded are complete.
   */
  checkpoint?(): 'go' | 'stop' | Promise<'go' | 'stop'>
  /** Asked between the latent frames of a chunk that is decoded, and between the layers of a large text model: whether the chunk is abandoned. */
  stopped?(): boolean
  /** `step` of `steps` passes of chunk `chunk` are done, the clean one being the last; of a long one under way the share that is done. */
  onProgress?(chunk: Chunk, step: number, steps: number): void
  /** Progress of re-creating memory that is not stored: chunks done of `all`. */
  onRemember?(done: number, all: number): void
  /** Pictures of a chunk as soon as its latents are final, before its clean pass. Awaited when it returns a promise. */
  onFrames?(chunk: Chunk, pictures: Pictures): void | Promise<void>
  /** For tests and display: what the memory decided and what every pass attended to. */
  readonly trace?: RolloutTrace
}

/** One finished chunk. Its bytes are immutable: keep or send them, never write into them. */
export interface MadeChunk {
  /** Index inside the take. */
  readonly index: Chunk
  /** Finished latents as stored: f16 little-endian, [latentsPerChunk, channels, rows, columns], normalised. */
  readonly latents: Uint8Array
  /** SHA-256 (hex) of `latents`. */
  readonly latentsHash: string
  /** Pages for the memory after it, in no particular order. */
  readonly pages: readonly StoredPage[]
  readonly before: Snapshot
  readonly after: Snapshot
  readonly pictures: Pictures
  /** Milliseconds per phase; whoever encodes the JPEGs adds `encode`. */
  readonly timings: Omit<ChunkTimings, 'encode'>
}

/** How a run ended: every planned chunk made, or stopped on request. */
export type RunEnd = 'complete' | 'stopped'

/** The one way to make chunks: continue, resume, regenerate and branch are this call (docs/memory.md). */
export type Generate = (
  model: Model,
  from: Snapshot | null,
  plan: TakePlan,
  ports: GeneratePorts
) => AsyncGenerator<MadeChunk, RunEnd, void>
