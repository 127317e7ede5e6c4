/** One run's work items, one after the other: where each starts, and how its chunks become records of the project. */
import { randomUUID } from 'node:crypto'
import type { ModelInfo } from '../../app/contract/engine.ts'
import type { FailureData } from '../../app/contract/failure.ts'
import { pageId, takeId, type TakeId } from '../../app/ids.ts'
import type { Snapshot } from '../../app/ledger/records.ts'
import type { Work, WorkItem } from '../../app/ledger/work.ts'
import { chunk as chunkCount } from '../../app/time.ts'
import type { Project } from '../project/project.ts'
import type {
  ChunkMessage,
  Generation,
  JobListener,
  PreviewMessage,
  ProgressMessage,
  Supply
} from '../supervisor/work.ts'
import type { Place, RunEvent } from './events.ts'
import type { Rate } from './rate.ts'

export class TakeMaker implements JobListener {
  readonly #project: Project
  readonly #model: ModelInfo
  readonly #work: Work
  readonly #rate: Rate
  readonly #tell: (event: RunEvent) => void
  /** Takes of one run are one step in the undo log. */
  readonly #burst: string
  readonly #total: number
  #item: WorkItem | undefined
  #take: TakeId | null = null
  /** The memory that the chunk saved last left behind. */
  #memory: Snapshot | null = null
  #made = 0

  constructor(
    project: Project,
    model: ModelInfo,
    work: Work,
    rate: Rate,
    tell: (event: RunEvent) => void,
    burst: string
  ) {
    this.#project = project
    this.#model = model
    this.#work = work
    this.#rate = rate
    this.#tell = tell
    this.#burst = burst
    this.#total = work.items.reduce((sum, { plan }) => sum + plan.chunks - plan.firstChunk, 0)
  }

  /** Chunks saved in this run. */
  get made(): number {
    return this.#made
  }

  /** Turns to a work item. @returns what the supervisor needs to have it made */
  begin(item: WorkItem): [Generation, JobListener] {
    this.#item = item
    this.#take = item.take
    this.#tell({ type: 'card', place: this.#place(item.plan.firstChunk) })
    return [{ from: this.#startOf(item), plan: item.plan }, this]
  }

  supply(pages: readonly string[], latents: readonly string[]): Supply {
    return {
      pages: this.#project.pages(pages.map(pageId)),
      latents: latents.flatMap((sha256) => {
        const bytes = this.#project.latents(sha256)
        return bytes ? [{ sha256, bytes }] : [] // the engine says what is missing
      })
    }
  }

  chunk(made: ChunkMessage): void {
    const began = performance.now()
    this.#take ??= this.#startTake(made.before)
    const record = this.#project.commitChunk(this.#take, made, this.#model.device)
    const now = performance.now()
    this.#made++
    this.#memory = made.after
    const speed = this.#rate.chunk(now, this.#total - this.#made)
    this.#tell({ type: 'chunk', place: this.#place(made.index), record, speed, commit: now - began })
  }

  progress({ chunk, step, steps }: ProgressMessage): void {
    this.#tell({ type: 'step', place: this.#place(chunk), step, steps })
  }

  preview({ chunk, job }: PreviewMessage): void {
    this.#tell({ type: 'preview', place: this.#place(chunk), job })
  }

  restarted(reason: FailureData): void {
    this.#tell({ type: 'restarted', reason })
  }

  /** A take comes into being with its first chunk: one that was never begun leaves nothing behind. */
  #startTake(start: Snapshot): TakeId {
    const { card, plan } = this.#item!
    const id = takeId(randomUUID())
    const { prompt, seed, policy, wishes, chunks } = plan
    this.#project.startTake(
      {
        id,
        prompt,
        seed,
        policy,
        ...(wishes && { wishes }),
        model: this.#model.model,
        chunks: chunkCount(chunks),
        start: start.id,
        made: Date.now()
      },
      start,
      { card, burst: this.#burst }
    )
    return id
  }

  #startOf({ from }: WorkItem): Snapshot | null {
    if (from.kind === 'empty') return null
    if (from.kind === 'previous') return this.#memory
    return this.#project.snapshot(from.id)!
  }

  #place(chunk: number): Place {
    const { items } = this.#work
    const item = this.#item!
    return {
      card: item.card,
      take: this.#take,
      item: items.indexOf(item),
      items: items.length,
      chunk,
      chunks: item.plan.chunks,
      done: this.#made,
      total: this.#total
    }
  }
}
