/** Makes one run's work items one after another: where each starts, and how its chunks become records of the project. */
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
import { shareOf, type Rate } from './rate.ts'
import { Supplies } from './supplies.ts'

export interface MakerParts {
  readonly rate: Rate
  readonly emit: (event: RunEvent) => void
  readonly control: Pick<Control, 'take'>
  /** Chunks not committed yet of the whole queue. */
  readonly remaining: () => number
}

/** The current work. */
interface Now {
  readonly item: WorkItem
  /** Its entry in the film's queue. */
  readonly want: Want
  /** Null until a chunk of it is committed. */
  readonly take: TakeId | null
}

export class TakeMaker implements JobListener {
  readonly #project: Project
  #model: ModelInfo
  readonly #rate: Rate
  readonly #emit: (event: RunEvent) => void
  readonly #control: MakerParts['control']
  readonly #remaining: () => number
  /** Takes of one run are one undo step, unless something was requested in between. */
  #burst: string = randomUUID()
  /** How many of the next items are undo steps of their own. */
  #apart = 0
  /** Null: the current work is complete or was interrupted; late results are ignored. */
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

  /** The engine was started again, maybe on another device. */
  goesOnWith(model: ModelInfo): void {
    this.#model = model
  }

  /** Chunks committed in this run. */
  get made(): number {
    return this.#made
  }

  /**
   * Begins a work item for `want`.
   * @param waiting the cards queued after it
   * @returns input and listener for the supervisor
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
    const from = this.#startOf(item)
    const past = from ? this.#project.latentsBefore(from.id, this.#model) : []
    return [{ from, past, plan }, this]
  }

  /** The current item, with its take once a chunk is committed. Null before the first, and after an interruption. */
  get now(): Now | null {
    return this.#now
  }

  /** The next item, and those after it, are undo steps of their own. */
  apart(): void {
    this.#apart = 2
  }

  /** Ignores further results of the current item. */
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
    queueMicrotask(() => this.#control.take('saved')) // it is acknowledged first
  }

  remember(done: number, all: number): void {
    this.#emit({ type: 'remember', done, all })
  }

  progress({ chunk, step, steps }: ProgressMessage): void {
    if (this.#now === null) return
    this.#control.take('step')
    const position = this.#position(this.#now, chunk)
    const speed = this.#rate.part(performance.now(), shareOf({ step, steps }), position.total - position.done)
    this.#emit({ type: 'step', position, step, steps, speed })
  }

  preview({ chunk, job }: PreviewMessage): void {
    if (this.#now === null || this.#control.take('seen') !== null) return // otherwise it would be shown and not committed
    this.#emit({ type: 'preview', position: this.#position(this.#now, chunk), job })
  }

  restarted(reason: FailureData): void {
    this.#control.take('died')
    this.#emit({ type: 'restarted', reason })
  }

  /** The take is created with its first chunk: one that never got a chunk leaves no record. */
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

  /** The device of the last chunk of the take that is continued, if any. */
  #begunOn({ take, branch }: WorkItem): string | undefined {
    if (branch) return this.#project.chunksOf(branch.from)[branch.at - 1]?.device
    return take === null ? undefined : this.#project.chunksOf(take).at(-1)?.device
  }

  #startOf({ from }: WorkItem): Snapshot | null {
    if (from.kind === 'snapshot') return this.#project.snapshot(from.id)!
    if (from.kind === 'empty') return null
    throw new RangeError('an item is settled before it begins')
  }

  /** The queue after the last chunk: a shot that was lengthened meanwhile stays queued for the rest. */
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
