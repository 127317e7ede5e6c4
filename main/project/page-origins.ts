/** From which chunk a page of memory came, so that the engine can write it again where it is not stored. */
import type { Origin, Whereabouts } from '../../app/contract/engine.ts'
import type { PageId } from '../../app/ids.ts'
import type { ChunkRecord, Snapshot } from '../../app/ledger/records.ts'
import type { Project } from './project.ts'

export class PageOrigins {
  readonly #project: Project
  /** By page, the chunk that wrote it. */
  readonly #writers = new Map<PageId, ChunkRecord>()
  /** Takes read so far, with the number of their chunks. */
  readonly #read = new Map<string, number>()

  constructor(project: Project) {
    this.#project = project
  }

  of(page: PageId): Whereabouts {
    if (this.#project.holds(page)) return 'stored'
    const writer = this.#writers.get(page) ?? this.#find(page)
    return writer ? this.#originOf(writer) : null
  }

  /** Reads what was made since, all of it: which page is which cannot be asked of the file. */
  #find(page: PageId): ChunkRecord | undefined {
    for (const { id } of this.#project.takes()) {
      const chunks = this.#project.chunksOf(id)
      for (const chunk of chunks.slice(this.#read.get(id) ?? 0)) this.#note(chunk)
      this.#read.set(id, chunks.length)
    }
    return this.#writers.get(page)
  }

  #note(chunk: ChunkRecord): void {
    const [before, after] = [chunk.before, chunk.after].map((id) => this.#project.snapshot(id))
    if (!after) return
    const known = new Set(before && namesIn(before))
    for (const id of namesIn(after)) if (!known.has(id) && !this.#writers.has(id)) this.#writers.set(id, chunk)
  }

  #originOf({ take: id, before: from, after, latents }: ChunkRecord): Origin | null {
    const take = this.#project.take(id)
    const before = this.#project.snapshot(from)
    if (!take || !before) return null
    const { prompt, policy, wishes } = take
    return { before, after, latents, prompt, policy, ...(wishes && { wishes }) } as Origin
  }
}

/** Every page and note that a memory names. Pages of the bank were new when their frames were in the sink or the window. */
function namesIn({ layers, archive }: Snapshot): PageId[] {
  const pages = layers.flatMap(({ sink, window }) => [...sink, ...window].map(({ page }) => page))
  return [...pages, ...(archive ? [...archive.chapters, ...archive.recent.map(({ gist }) => gist)] : [])]
}
