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

/** A key for a row of a page, whatever its position. */
export const frameKey = ({ page, frame }: Row): string => `${page}:${frame}`

/** Whether two references mean the same row of the same page. */
export const sameFrame = (one: Row, other: Row): boolean => one.page === other.page && one.frame === other.frame

/** What one transformer layer remembers. Frames oldest first, except that `released` keeps its bank in score order. */
export interface LayerMemory {
  readonly sink: readonly FrameRef[]
  readonly bank: readonly FrameRef[]
  readonly window: readonly FrameRef[]
}

/** A frame that may be remembered again later. */
export interface ArchivedFrame extends FrameRef {
  /** Its gist: a small page with the frame's mean cross-attention query, which is compared with coming prompts. */
  readonly gist: PageId
  /** Hash of the prompt it was made from. */
  readonly words: string
}

/** All frames that a policy may recall, oldest first: those in chapters, then the recent ones. */
export interface Archive {
  /** Small pages, each a list of a fixed number of archived frames. */
  readonly chapters: readonly PageId[]
  readonly recent: readonly ArchivedFrame[]
}

/** The memory after a chunk: references only, no tensor. With the pages it names, enough to continue bit-equal. */
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

/** Pins, forgets and look-ahead of one take. Only for policies that choose: `policyFacts`. */
export interface MemoryWishes {
  /** Kept in every layer's bank while the take is made, and afterwards. */
  readonly pins: readonly FrameRef[]
  /** Neither kept nor attended to while the take is made. */
  readonly forgets: readonly FrameRef[]
  /** Frames of the next shot, attended to while the take is made so that it fits on both sides; not kept in the memory. */
  readonly lookAhead: readonly FrameRef[]
}

/** Where a take branches from another: its chunks before `at` are shared, never copied; from `at` on it has its own. */
export interface Branch {
  /** The take whose chunk `at - 1` is the last one shared. */
  readonly from: TakeId
  /** At least 1. */
  readonly at: Chunk
}

/**
 * A take: consecutive chunks made for one card, from one plan and one starting memory. A branch has the plan and start of
 * its parent, and a seed of its own.
 */
export interface TakeRecord {
  readonly id: TakeId
  readonly prompt: string
  /** Of its own chunks. */
  readonly seed: number
  readonly policy: PolicyName
  readonly model: string
  /** Planned length when it began. A card made longer afterwards continues its take beyond that. */
  readonly chunks: Chunk
  readonly start: SnapshotId
  /** Absent: it is no branch. */
  readonly branch?: Branch
  /** Absent: none. */
  readonly wishes?: MemoryWishes
  /** Milliseconds since 1970, UTC. */
  readonly made: number
}

/** Phases of making a chunk. */
export const phases = ['text', 'denoise', 'decode', 'clean', 'encode'] as const
/** Milliseconds spent per phase of one chunk. */
export type ChunkTimings = Readonly<Record<(typeof phases)[number], number>>

/** A chunk's ledger record (its blobs — latents, pages, frames — are fetched separately). */
export interface ChunkRecord {
  readonly id: ChunkId
  /** The take that made it; branches may share it. */
  readonly take: TakeId
  /** Index inside the take, 0-based; part of the noise key. */
  readonly index: Chunk
  readonly parent: ChunkId | null
  /** SHA-256 (hex) of the stored latents' bytes. */
  readonly latents: string
  readonly before: SnapshotId
  readonly after: SnapshotId
  /** Device (made-on.ts): bit-equality is promised only on one machine and device. */
  readonly device: string
  readonly timings: ChunkTimings
}
