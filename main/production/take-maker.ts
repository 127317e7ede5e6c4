/** One run's work items, one after the other: where each starts, and how its chunks become records of the project. */
import { randomUUID } from 'node:crypto'
import type { ModelInfo, Whereabouts } from '../../app/contract/engine.ts'
import type { FailureData } from '../../app/base/failure.ts'
import { takeId, type CardId, type TakeId } from '../../app/ids.ts'
import type { Snapshot } from '../../app/ledger/records.ts'
import { withInstead } from '../../app/plan/queue.ts'
import { neededOf, type Want } from '../../app/plan/want.ts'
import type { WorkItem } from '../../app/plan/work-item.ts'
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
import type { Control } from './control.ts'
import type { RunPosition, RunEvent } from './events.ts'
import { ledgerOf } from './ledger.ts'
import type { Rate } from './rate.ts'
import { Supplies } from './supplies.ts'

export interface MakerParts {
  readonly rate: Rate
  readonly emit: (event: RunEvent) => void
  readonly control: Pick<Control, 'take'>
  /** Chunks not saved yet of all that is to be made. */
  readonly remaining: () => number
}

/** What is being made. */
interface Now {
  readonly item: WorkItem
  /** What of the film's queue it is. */
  readonly want: Want
  /** Null until a chunk of it is saved. */
  readonly take: TakeId | null
}

export class TakeMaker implements JobListener {
  readonly #project: Project
  readonly #model: ModelInfo
  readonly #rate: Rate
  readonly #emit: (event: RunEvent) => void
  readonly #control: MakerParts['control']
  readonly #remaining: () => number
  /** Takes of one run are one step in the undo log, unless something was asked for in between. */
  #burst: string = randomUUID()
  /** How many of the next items begin a step of their own. */
  #apart = 0
  /** Null: what was being made is whole, or was left; what still comes of it is neither kept nor told of. */
  #now: Now | null = null
  #made = 0
  readonly #supplies: Supplies

  constructor(project: Project, model: ModelInfo, { rate, emit, control, remaining }: MakerParts) {
    this.#project = project
    this.#supplies = new Supplies(project)
    this.#model = model
    this.#rate = rate
    this.#emit = emit
    this.#control = control
    this.#remaining = remaining
  }

  /** Chunks saved in this run. */
  get made(): number {
    return this.#made
  }

  /**
   * Turns to a work item, which is what `want` asks for.
   * @param waiting the cards that come after it
   * @returns what the supervisor needs to have it made
   */
  begin(item: WorkItem, want: Want, waiting: readonly CardId[]): [Generation, JobListener] {
    if (this.#apart > 0) this.#burst = randomUUID()
    this.#apart = Math.max(0, this.#apart - 1)
    this.#now = { item, want, take: item.take }
    this.#emit({ type: 'card', position: this.#position(this.#now, item.plan.firstChunk), waiting })
    const begun = this.#begunOn(item)
    if (begun !== undefined && begun !== this.#model.device)
      this.#emit({ type: 'elsewhere', card: item.card, begun, now: this.#model.device })
    const plan = { ...item.plan, ...(this.#project.namesByContent && { names: 'content' as const }) }
    return [{ from: this.#startOf(item), plan }, this]
  }

  /** What is being made: the item and, once a chunk of it is saved, its take. Null before the first, and once it was left. */
  get now(): Now | null {
    return this.#now
  }

  /** What is begun next is undone on its own, and what comes after it too. */
  apart(): void {
    this.#apart = 2
  }

  /** Takes in no more of what is being made. */
  leave(): void {
    this.#now = null
  }

  supply(pages: readonly string[], latents: readonly string[]): Supply {
    return this.#supplies.supply(pages, latents)
  }

  origins(pages: readonly string[]): readonly Whereabouts[] {
    return this.#supplies.origins(pages)
  }

  chunk(made: ChunkMessage): void {
    if (this.#now === null) return
    const began = performance.now()
    const now = this.#now.take === null ? (this.#now = this.#begun(this.#now, made.before)) : this.#now
    const whole = made.index + 1 === now.item.plan.chunks
    const record = this.#project.commitChunk(
      now.take!,
      made,
      this.#model.device,
      whole ? this.#finished(now) : undefined
    )
    if (whole) this.#now = null
    const saved = performance.now()
    this.#made++
    const speed = this.#rate.chunk(saved, this.#remaining())
    this.#emit({ type: 'chunk', position: this.#position(now, made.index), record, speed, commit: saved - began })
    queueMicrotask(() => this.#control.take('saved')) // first it is acknowledged
  }

  remember(done: number, all: number): void {
    this.#emit({ type: 'remember', done, all })
  }

  progress({ chunk, step, steps }: ProgressMessage): void {
    if (this.#now === null) return
    this.#control.take('step')
    this.#emit({ type: 'step', position: this.#position(this.#now, chunk), step, steps })
  }

  preview({ chunk, job }: PreviewMessage): void {
    if (this.#now === null || this.#control.take('seen') !== null) return // it would be seen and not saved
    this.#emit({ type: 'preview', position: this.#position(this.#now, chunk), job })
  }

  restarted(reason: FailureData): void {
    this.#control.take('died')
    this.#emit({ type: 'restarted', reason })
  }

  /** A take comes into being with its first chunk: one that was never begun leaves nothing behind. */
  #begun({ item, want }: Now, before: Snapshot): Now {
    const { card, plan, branch, shows } = item
    const id = takeId(randomUUID())
    const { prompt, seed, policy, wishes, chunks } = plan
    const rest: Want = { kind: 'rest', card, take: id, chunks: chunkCount(chunks), reason: item.reason }
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
      { card, burst: this.#burst, from: shows },
      withInstead(this.#project.queue, want, rest)
    )
    return { item, want: rest, take: id }
  }

  /** What made the last second of the take that is gone on with, if one is. */
  #begunOn({ take, branch }: WorkItem): string | undefined {
    if (branch) return this.#project.chunksOf(branch.from)[branch.at - 1]?.device
    return take === null ? undefined : this.#project.chunksOf(take).at(-1)?.device
  }

  #startOf({ from }: WorkItem): Snapshot | null {
    if (from.kind === 'snapshot') return this.#project.snapshot(from.id)!
    if (from.kind === 'empty') return null
    throw new RangeError('an item is settled before it begins')
  }

  /** The queue when the last chunk is saved: a shot that was made longer meanwhile is to be gone on with. */
  #finished({ item, want }: Now): readonly Want[] {
    const { film, queue } = this.#project
    const needed = want.kind === 'rest' ? neededOf(film, ledgerOf(this.#project, this.#model.model), want) : 0
    const more = needed > item.plan.chunks && want.kind === 'rest'
    return withInstead(queue, want, more ? { ...want, chunks: chunkCount(needed) } : null)
  }

  #position({ item, take }: Now, chunk: number): RunPosition {
    const { card, plan } = item
    return {
      card,
      take,
      chunk,
      chunks: plan.chunks,
      done: this.#made,
      total: this.#made + this.#remaining()
    }
  }
}
