/** What a chunk's memory held when it was made, as pictures: each remembered frame, where it came from, how many layers hold it. */
import type { Remembered } from '../../app/contract/window.ts'
import type { ChunkId, TakeId } from '../../app/ids.ts'
import type { ChunkRecord, FrameRef, Snapshot } from '../../app/ledger/records.ts'
import type { Timebase } from '../../app/time.ts'
import type { Project } from '../project/project.ts'

const kinds = ['sink', 'bank', 'window'] as const

export class Memory {
  readonly #project: Project
  readonly #base: Timebase
  /** Records never change, so those met once need not be read again. */
  readonly #chunks = new Map<ChunkId, ChunkRecord>()

  constructor(project: Project, base: Timebase) {
    this.#project = project
    this.#base = base
  }

  /** Kinds in order, frames oldest first. Empty when the chunk is not stored, or was made from nothing. */
  of(take: TakeId, index: number): Remembered[] {
    const chunk = this.#project.chunksOf(take)[index]
    const snapshot = chunk && this.#project.snapshot(chunk.before)
    if (!chunk || !snapshot) return []
    const line = this.#lineage(chunk)
    return kinds.flatMap((kind) =>
      votesFor(snapshot, kind).map(({ ref, votes }) => ({
        kind,
        page: ref.page,
        frame: ref.frame,
        at: ref.at,
        picture: this.#pictureOf(line, ref),
        votes,
        layers: snapshot.layers.length
      }))
    )
  }

  /** The chunks that lead to `chunk`, from the first of the film on, without itself. */
  #lineage(chunk: ChunkRecord): readonly ChunkRecord[] {
    const line: ChunkRecord[] = []
    for (let id = chunk.parent; id !== null;) {
      const found: ChunkRecord | undefined = this.#chunks.get(id) ?? this.#project.chunk(id)
      if (!found) break
      this.#chunks.set(id, found)
      line.push(found)
      id = found.parent
    }
    return line.reverse()
  }

  /** Of the pictures a latent frame became, the middle one. */
  #pictureOf(line: readonly ChunkRecord[], { at }: FrameRef): Remembered['picture'] {
    const { latentsPerChunk, framesPerLatent } = this.#base
    const chunk = line[Math.floor(at / latentsPerChunk)]
    if (!chunk) return null
    const frame = (at % latentsPerChunk) * framesPerLatent + Math.floor(framesPerLatent / 2)
    return { take: chunk.take, index: chunk.index, frame }
  }
}

/** Each frame of one kind that any layer remembers, and how many layers do. */
function votesFor({ layers }: Snapshot, kind: (typeof kinds)[number]): { ref: FrameRef; votes: number }[] {
  const votes = new Map<string, { ref: FrameRef; votes: number }>()
  for (const ref of layers.flatMap((layer) => layer[kind])) {
    const key = `${ref.page}:${ref.frame}`
    const found = votes.get(key)
    if (found) found.votes++
    else votes.set(key, { ref, votes: 1 })
  }
  return [...votes.values()].sort((one, other) => one.ref.at - other.ref.at)
}
