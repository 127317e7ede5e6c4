/** Where the frames of a memory were made, so that they can be shown: from a page to the chunk that wrote it. */
import type { FramePicture } from '../../app/contract/memory.ts'
import type { ChunkId, PageId } from '../../app/ids.ts'
import type { ChunkRecord, FrameRef } from '../../app/ledger/records.ts'
import type { Timebase } from '../../app/time.ts'
import type { Project } from '../project/project.ts'

/** Chunks after a frame's own within which a re-cache can write it anew: more than any window is long. */
const recacheReach = 8

export class FrameOrigin {
  readonly #project: Project
  readonly #base: Timebase
  /** Records never change, so what was found once need not be sought again. */
  readonly #writers = new Map<PageId, ChunkRecord>()
  readonly #chunks = new Map<ChunkId, ChunkRecord>()

  constructor(project: Project, base: Timebase) {
    this.#project = project
    this.#base = base
  }

  /**
   * Of the pictures a latent frame became, the middle one; null when no chunk of the project wrote its page.
   * @param last the chunk in whose memory it is, whose forebears are asked first
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
    // A re-cache, when one of the next chunks was made, wrote the frame on a page of its own: the picture is the forebear's.
    const renewed = line.slice(place + 1, place + 1 + recacheReach).some((chunk) => this.#wrote(chunk, ref.page))
    return renewed ? forebear : undefined
  }

  #wrote({ after }: ChunkRecord, page: PageId): boolean {
    const layer = this.#project.snapshot(after)?.layers.at(-1)
    return [...(layer?.sink ?? []), ...(layer?.window ?? [])].some((ref) => ref.page === page)
  }

  /** The chunks that lead to `last`, from the first of the film on, with itself. */
  #lineage(last: ChunkRecord | null): readonly ChunkRecord[] {
    const line: ChunkRecord[] = []
    const seen = new Set<ChunkId>() // a damaged file's chunks may lead in a ring
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
