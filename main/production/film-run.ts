/** One run: the items of a work plan made one after the other, while those that wait may change places. */
import { Failure } from '../../app/contract/failure.ts'
import type { CardId } from '../../app/ids.ts'
import { branchUnderWay, planBranch, type BranchRequest } from '../../app/ledger/branch.ts'
import type { Ledger } from '../../app/ledger/ledger.ts'
import type { SeedSource } from '../../app/ledger/seed.ts'
import { planWork, settled, type WorkItem, type WorkRequest } from '../../app/ledger/work.ts'
import type { Project } from '../project/project.ts'
import type { Supervisor } from '../supervisor/supervisor.ts'
import { Control } from './control.ts'
import type { RunEvent, RunResult } from './events.ts'
import { ledgerOf } from './ledger.ts'
import { Queue } from './queue.ts'
import { Rate } from './rate.ts'
import { TakeMaker } from './take-maker.ts'

export interface RunParts {
  readonly project: Project
  readonly supervisor: Supervisor
  readonly seeds: SeedSource
  readonly tell: (event: RunEvent) => void
}

export class FilmRun {
  /** Rejects with a Failure; every chunk saved until then stays. */
  readonly done: Promise<RunResult>
  readonly #parts: RunParts
  readonly #control: Control
  readonly #queue = new Queue()
  /** Null until the engine is ready. */
  #at: { readonly maker: TakeMaker; readonly ledger: Ledger } | null = null
  /** Asked for while something else was being made. */
  #between: WorkItem | null = null
  /** It is what is being made. */
  #inBetween = false

  constructor(parts: RunParts, request: WorkRequest) {
    this.#parts = parts
    this.#control = new Control(parts.supervisor, parts.tell)
    this.done = this.#make(request)
    this.done.catch(() => {}) // whoever awaits `done` is told
  }

  /** Frees the processor after the running denoising step. */
  pause(): void {
    this.#control.pause()
  }

  resume(): void {
    this.#control.resume()
  }

  /** Ends after the running step; keeps every saved chunk. */
  stop(): void {
    this.#control.stop()
  }

  /** Ends the engine at once; keeps every saved chunk. */
  cancel(): void {
    this.#control.cancel()
  }

  /**
   * Leaves what is being made after the running step, makes the end of a take again, and goes on: the take under way
   * from there to its planned length; of another shot its second, then what was left.
   * @throws Failure `work.*`; what is being made then goes on
   */
  branch(request: BranchRequest): void {
    if (this.#at === null)
      throw new Failure('work.second', 'Nothing of this is made yet.', 'Wait for its first second.')
    const { project, seeds, tell } = this.#parts
    const { maker, ledger } = this.#at
    const { now } = maker
    this.#between =
      now?.item.card === request.card
        ? branchUnderWay(project.film, ledger, now, request, seeds)
        : planBranch(project.film, ledger, request, seeds)
    maker.leave()
    tell({ type: 'branch', card: request.card, at: request.at })
    this.#control.leave()
  }

  /** Puts the cards that wait in this order. Each is made from what stands before it when its turn comes. */
  reorder(cards: readonly CardId[]): void {
    this.#queue.reorder(cards)
    this.#parts.tell({ type: 'queue', waiting: this.#queue.cards })
  }

  async #make(request: WorkRequest): Promise<RunResult> {
    const { project, supervisor, seeds, tell } = this.#parts
    const model = await supervisor.start()
    const ledger = ledgerOf(project, model.model)
    const work = planWork(project.film, ledger, request, seeds)
    this.#queue.add(work.items)
    tell({ type: 'planned', work })
    const rate = new Rate(model)
    this.#control.onResume = () => rate.begin(performance.now())
    rate.begin(performance.now())
    const maker = new TakeMaker(project, model, this.#queue, rate, tell)
    this.#at = { maker, ledger }
    while (!this.#control.stopped) {
      const item = this.#next(maker)
      if (item === undefined) break
      const now = settled(project.film, ledger, item)
      if (now) await this.#control.follow(supervisor.generate(...maker.begin(now)))
    }
    return { end: this.#control.stopped ? 'stopped' : 'complete', work, made: maker.made }
  }

  /** What was asked for in between comes first, then what it interrupted, unless it takes its place. */
  #next(maker: TakeMaker): WorkItem | undefined {
    const between = this.#between
    if (between !== null) {
      const rest = maker.rest()
      if (rest && rest.card !== between.card) this.#queue.putFirst(rest)
    }
    if (between !== null || this.#inBetween) maker.apart()
    this.#between = null
    this.#inBetween = between !== null
    return between ?? this.#queue.next()
  }
}
