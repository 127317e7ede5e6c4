/** Finds the chunk that made a remembered frame, and so its picture: from the page to the chunk that wrote it. */
import type { FramePicture } from '../../app/contract/memory.ts'
import type { ChunkId, PageId } from '../../app/ids.ts'
import type { ChunkRecord, FrameRef } from '../../app/ledger/records.ts'
import type { Timebase } from '../../app/time.ts'
import type { Project } from '../project/project.ts'

/** A re-cache can re-encode a frame within this many chunks after its own: more than any window's length. */
const recacheReach = 8

export class FrameOrigin {
  readonly #project: Project
  readonly #base: Timebase
  /** Cache: records never change. */
  readonly #writers = new Map<PageId, ChunkRecord>()
  readonly #chunks = new Map<ChunkId, ChunkRecord>()

  constructor(project: Project, base: Timebase) {
    this.#project = project
    this.#base = base
  }

  /**
   * The middle picture of a latent frame; null when no chunk of the project wrote its page.
   * @param last the chunk in whose memory it is; its ancestors are searched first
   */
  pictureOf(ref: FrameRef, last: ChunkRecord | null): FramePicture | null {
    const chunk = this.#writers.get(ref.page) ?? this.#writerOf(ref, last)
    if (!chunk) return null
    this.#writers.set(ref.page, chunk)
    const { latentsPerChunk, framesPerLatent } = this.#base
    const frame = (ref.at % latentsPerChunk) * framesPerLatent + Math.floor(framesPerLatent / 2)
    return { take: chunk.take, index: chunk.index, frame }
  }

  #writerOf(ref: FrameRef, last: ChunkRecord | null): ChunkRecord | undefined {
    const place = Math.floor(ref.at / this.#base.latentsPerChunk)
    const line = this.#lineage(last)
    const forebear = line[place]
    if (forebear && this.#wrote(forebear, ref.page)) return forebear
    for (const take of this.#project.takes()) {
      const begins = (this.#project.snapshot(take.start)?.next ?? 0) / this.#base.latentsPerChunk
      const chunk = this.#project.chunksOf(take.id)[place - begins]
      if (chunk && this.#wrote(chunk, ref.page)) return chunk
    }
    // A re-cache of one of the next chunks wrote the frame to a page of its own: the picture belongs to the ancestor.
    const renewed = line.slice(place + 1, place + 1 + recacheReach).some((chunk) => this.#wrote(chunk, ref.page))
    return renewed ? forebear : undefined
  }

  #wrote({ after }: ChunkRecord, page: PageId): boolean {
    const layer = this.#project.snapshot(after)?.layers.at(-1)
    return [...(layer?.sink ?? []), ...(layer?.window ?? [])].some((ref) => ref.page === page)
  }

  /** The ancestors of `last` from the first chunk of the film on, and `last` itself. */
  #lineage(last: ChunkRecord | null): readonly ChunkRecord[] {
    const line: ChunkRecord[] = []
    const seen = new Set<ChunkId>() // in a damaged file they may form a cycle
    for (let chunk = last; chunk !== null && !seen.has(chunk.id);) {
      line.push(chunk)
      seen.add(chunk.id)
      const { parent }: ChunkRecord = chunk
      const found = parent && (this.#chunks.get(parent) ?? this.#project.chunk(parent))
      if (!found) break
      this.#chunks.set(found.id, found)
      chunk = found
    }
    return line.reverse()
  }
}
