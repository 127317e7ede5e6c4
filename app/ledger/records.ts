/**
 * The ledger's records: what was made. Append-only; a record is never edited. The film document points at takes,
 * the ledger never points at the document.
 */
import type { ChunkId, PageId, SnapshotId, TakeId } from '../ids.ts'
import type { Chunk, LatentFrame } from '../time.ts'
import type { PolicyName } from './policies.ts'

/** One remembered latent frame: row `frame` of a page, born at absolute latent index `at` of its lineage. */
export interface FrameRef {
  readonly page: PageId
  /** Index of the frame inside the page, 0-based. */
  readonly frame: number
  /** Absolute latent-frame index in the lineage it was made in: its position, and how it is told to people. */
  readonly at: LatentFrame
}

type Row = Readonly<Record<'page', string> & Record<'frame', number>>

/** One name for a row of a page, whatever its position. */
export const frameKey = ({ page, frame }: Row): string => `${page}:${frame}`

/** Whether two references mean the same row of the same page. */
export const sameFrame = (one: Row, other: Row): boolean => one.page === other.page && one.frame === other.frame

/** What one transformer layer remembers. Frames oldest first, except that `released` keeps its bank in score order. */
export interface LayerMemory {
  readonly sink: readonly FrameRef[]
  readonly bank: readonly FrameRef[]
  readonly window: readonly FrameRef[]
}

/** A frame that may come back at any time. */
export interface ArchivedFrame extends FrameRef {
  /** Its gist: a small page that holds what the frame asked of its prompt, which coming prompts are compared with. */
  readonly gist: PageId
  /** Stands for the prompt it was made from. */
  readonly words: string
}

/** Every frame a film could go back to, oldest first: those of the chapters, then the recent ones. */
export interface Archive {
  /** Small pages that list a fixed number of archived frames each. */
  readonly chapters: readonly PageId[]
  readonly recent: readonly ArchivedFrame[]
}

/** The memory after a chunk: references only, no tensor. Everything needed to continue bit for bit, with the pages it names. */
export interface Snapshot {
  readonly id: SnapshotId
  /** Pack id and revision this memory belongs to, e.g. `storybook@v0`. */
  readonly model: string
  readonly policy: PolicyName
  /** Latent frames made so far in this lineage = the next chunk's absolute start frame. 0 = empty memory. */
  readonly next: LatentFrame
  /** Prompt in force when the last chunk was made; null before the first. Decides whether a switch is due. */
  readonly prompt: string | null
  readonly layers: readonly LayerMemory[]
  /** A prototype recorded but not yet committed to the banks (memflow.md §4.9 rule 2), or null. */
  readonly pending: FrameRef | null
  /** For models that re-cache at a prompt switch: SHA-256 of the latents of the last chunks, oldest first. Empty otherwise. */
  readonly recent: readonly string[]
  /** Of the policy `recall` only. */
  readonly archive?: Archive
}

/** What the artist asked of the memory for one take. Only a memory that chooses can be asked: `policyFacts`. */
export interface MemoryWishes {
  /** Kept in every layer's bank while the take is made, and left there. */
  readonly pins: readonly FrameRef[]
  /** Neither kept nor seen while the take is made. */
  readonly forgets: readonly FrameRef[]
  /** Frames of the shot after, seen while the take is made so that it agrees with both sides; not left in the memory. */
  readonly lookAhead: readonly FrameRef[]
}

/** Where a take leaves another: its chunks before `at` are that take's, shared and never copied; from `at` on it has its own. */
export interface Branch {
  /** The take whose chunk `at - 1` is the last one shared. */
  readonly from: TakeId
  /** At least 1. */
  readonly at: Chunk
}

/**
 * A take: one run of chunks made for one card, from one plan, from one starting memory. One that branches has plan and
 * start of the take it branches from, and a seed of its own.
 */
export interface TakeRecord {
  readonly id: TakeId
  readonly prompt: string
  /** Of the chunks that are its own. */
  readonly seed: number
  readonly policy: PolicyName
  readonly model: string
  /** Chunks asked for when it began. A card made longer afterwards continues its take beyond that. */
  readonly chunks: Chunk
  readonly start: SnapshotId
  /** Absent: all its chunks are its own. */
  readonly branch?: Branch
  /** Absent: none. */
  readonly wishes?: MemoryWishes
  /** Milliseconds since 1970, UTC. */
  readonly made: number
}

/** What the time of one chunk is spent on. */
export const phases = ['text', 'denoise', 'decode', 'clean', 'encode'] as const
/** Milliseconds spent per phase of one chunk. */
export type ChunkTimings = Readonly<Record<(typeof phases)[number], number>>

/** A chunk as the ledger lists it (its blobs — latents, pages, frames — are fetched apart). */
export interface ChunkRecord {
  readonly id: ChunkId
  /** The take that made it; others may share it (`Branch`). */
  readonly take: TakeId
  /** Index inside the take, 0-based; part of the noise key. */
  readonly index: Chunk
  readonly parent: ChunkId | null
  /** SHA-256 (hex) of the stored latents' bytes. */
  readonly latents: string
  readonly before: SnapshotId
  readonly after: SnapshotId
  /** What made it (made-on.ts): bit-equality is promised on one machine and device only. */
  readonly device: string
  readonly timings: ChunkTimings
}
