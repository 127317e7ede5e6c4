/** One run's work items, one after the other: where each starts, and how its chunks become records of the project. */
import { randomUUID } from 'node:crypto'
import type { ModelInfo } from '../../app/contract/engine.ts'
import type { FailureData } from '../../app/contract/failure.ts'
import { pageId, takeId, type TakeId } from '../../app/ids.ts'
import type { Snapshot } from '../../app/ledger/records.ts'
import type { WorkItem } from '../../app/ledger/work.ts'
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
import type { Queue } from './queue.ts'
import type { Rate } from './rate.ts'

export class TakeMaker implements JobListener {
  readonly #project: Project
  readonly #model: ModelInfo
  readonly #queue: Queue
  readonly #rate: Rate
  readonly #tell: (event: RunEvent) => void
  /** Takes of one run are one step in the undo log, unless something was asked for in between. */
  #burst: string = randomUUID()
  #item: WorkItem | undefined
  #take: TakeId | null = null
  /** Index in the take of the chunk to be saved next. */
  #next = 0
  /** What is being made was left for something else: what still comes of it is neither kept nor told of. */
  #left = false
  #made = 0

  constructor(project: Project, model: ModelInfo, queue: Queue, rate: Rate, tell: (event: RunEvent) => void) {
    this.#project = project
    this.#model = model
    this.#queue = queue
    this.#rate = rate
    this.#tell = tell
  }

  /** Chunks saved in this run. */
  get made(): number {
    return this.#made
  }

  /** Turns to a work item. @returns what the supervisor needs to have it made */
  begin(item: WorkItem): [Generation, JobListener] {
    this.#item = item
    this.#take = item.take
    this.#next = item.plan.firstChunk
    this.#left = false
    this.#tell({ type: 'card', place: this.#place(this.#next), waiting: this.#queue.cards })
    return [{ from: this.#startOf(item), plan: item.plan }, this]
  }

  /** What is being made: the item and, once a chunk of it is saved, its take. */
  get now(): { readonly item: WorkItem; readonly take: TakeId | null } | null {
    return this.#item ? { item: this.#item, take: this.#take } : null
  }

  /** Takes in no more of what is being made. */
  leave(): void {
    this.#left = true
  }

  /** What is made from here on is undone on its own. */
  apart(): void {
    this.#burst = randomUUID()
  }

  /** What is left to make of the item begun last; null when all of it is saved. */
  rest(): WorkItem | null {
    const item = this.#item
    if (!item || this.#next >= item.plan.chunks) return null
    if (this.#take === null) return item
    const { branch: _, shows: __, ...same } = item
    const last = this.#project.chunksOf(this.#take)[this.#next - 1]!
    const plan = { ...item.plan, firstChunk: this.#next }
    return { ...same, take: this.#take, from: { kind: 'snapshot', id: last.after }, plan }
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
    if (this.#left) return
    const began = performance.now()
    this.#take ??= this.#startTake(made.before)
    const record = this.#project.commitChunk(this.#take, made, this.#model.device)
    const now = performance.now()
    this.#made++
    this.#next = made.index + 1
    const speed = this.#rate.chunk(now, this.#remaining)
    this.#tell({ type: 'chunk', place: this.#place(made.index), record, speed, commit: now - began })
  }

  progress({ chunk, step, steps }: ProgressMessage): void {
    if (!this.#left) this.#tell({ type: 'step', place: this.#place(chunk), step, steps })
  }

  preview({ chunk, job }: PreviewMessage): void {
    if (!this.#left) this.#tell({ type: 'preview', place: this.#place(chunk), job })
  }

  restarted(reason: FailureData): void {
    this.#tell({ type: 'restarted', reason })
  }

  /** A take comes into being with its first chunk: one that was never begun leaves nothing behind. */
  #startTake(before: Snapshot): TakeId {
    const { card, plan, branch, shows } = this.#item!
    const id = takeId(randomUUID())
    const { prompt, seed, policy, wishes, chunks } = plan
    const start = branch ? this.#project.snapshot(this.#project.take(branch.from)!.start)! : before
    this.#project.startTake(
      {
        id,
        prompt,
        seed,
        policy,
        ...(branch && { branch }),
        ...(wishes && { wishes }),
        model: this.#model.model,
        chunks: chunkCount(chunks),
        start: start.id,
        made: Date.now()
      },
      start,
      { card, burst: this.#burst, from: shows }
    )
    return id
  }

  #startOf({ from }: WorkItem): Snapshot | null {
    if (from.kind === 'snapshot') return this.#project.snapshot(from.id)!
    if (from.kind === 'empty') return null
    throw new RangeError('an item is settled before it begins')
  }

  /** Chunks not saved yet, of what is being made and of what waits. */
  get #remaining(): number {
    return this.#item!.plan.chunks - this.#next + this.#queue.chunks
  }

  #place(chunk: number): Place {
    const { card, plan } = this.#item!
    return {
      card,
      take: this.#take,
      chunk,
      chunks: plan.chunks,
      done: this.#made,
      total: this.#made + this.#remaining
    }
  }
}
