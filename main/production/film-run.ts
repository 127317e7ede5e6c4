/** One run: makes the wants of the film's queue one after another; the queue may change meanwhile. */
import { setImmediate as immediate } from 'node:timers/promises'
import { Failure } from '../../app/base/failure.ts'
import type { Edit } from '../../app/edits/edit.ts'
import type { CardId } from '../../app/ids.ts'
import { branchUnderWay, planBranch, type BranchRequest } from '../../app/plan/branch.ts'
import type { Ledger } from '../../app/ledger/ledger.ts'
import { reordered, withAsked, withHalf, withInstead, withoutWaiting } from '../../app/plan/queue.ts'
import { seedFor, type SeedSource } from '../../app/plan/seed.ts'
import { wantOf, type Want } from '../../app/plan/want.ts'
import { planWork, type Work, type WorkRequest } from '../../app/plan/work.ts'
import type { WorkItem } from '../../app/plan/work-item.ts'
import type { Project } from '../project/project.ts'
import type { Supervisor } from '../supervisor/supervisor.ts'
import { Control } from './control.ts'
import type { RunEvent, RunResult } from './events.ts'
import { ledgerOf } from './ledger.ts'
import { chunksAhead, resultOf, settledIn, summaryAfter, waitingCards } from './left.ts'
import { Rate } from './rate.ts'
import type { RunState } from './run-state.ts'
import { TakeMaker } from './take-maker.ts'
import { woken, wokenAgain } from './waking.ts'

export interface RunParts {
  readonly project: Project
  readonly supervisor: Supervisor
  readonly seeds: SeedSource
  readonly emit: (event: RunEvent) => void
}

export class FilmRun {
  /** Rejects with a Failure; committed chunks and the queue are kept. */
  readonly done: Promise<RunResult>
  readonly #parts: RunParts
  readonly #control: Control
  /** Requests that came before the engine was ready. */
  readonly #asked: WorkRequest[] = []
  /** Null until the engine is ready. */
  #at: { readonly maker: TakeMaker; readonly ledger: Ledger; readonly rate: Rate } | null = null
  #items: readonly WorkItem[] = []
  #skipped: Work['skipped'] = []
  /** The first request, unless the run is stopped before. */
  #request: WorkRequest | null

  /** @param request null: the stored queue */
  constructor(parts: RunParts, request: WorkRequest | null) {
    this.#parts = parts
    this.#control = new Control(parts.emit)
    this.#request = request
    this.done = this.#make()
    this.done.catch(() => this.#control.take('failed')) // the awaiter of `done` handles it
  }

  get state(): RunState {
    return this.#control.state
  }

  /** Pauses after the current denoising step. */
  pause(): void {
    this.#control.take('pause')
  }

  resume(): void {
    if (this.#control.take('resume') === null) this.#at?.rate.begin(performance.now())
  }

  /**
   * Ends after the current step, or with the chunk whose pictures were already shown; keeps every committed chunk.
   * @param forget clears the queue; otherwise it is kept for another time
   */
  stop({ forget = false } = {}): void {
    this.#control.take(forget ? 'stop' : 'quit')
    if (!forget) return
    this.#request = null
    this.#asked.length = 0
    this.#setQueue([])
  }

  /** The answer after the device gave up: go on with the device that the supervisor uses now. */
  retry(): void {
    this.#control.take('retry')
  }

  /** Ends the engine at once; keeps committed chunks and the queue. */
  cancel(): void {
    this.#control.take('cancel')
    this.#parts.supervisor.kill()
  }

  /**
   * Adds a request; a run that was stopped and has not ended yet continues with it.
   * @throws Failure `work.*`; the current work continues
   */
  ask(request: WorkRequest): void {
    if (this.#at === null) this.#asked.push(request)
    else if (request.kind === 'branch') return this.branch(request)
    else this.#add(this.#at.ledger, request)
    this.#control.take('ask')
  }

  /** Removes a card from the run. Committed chunks of it stay. */
  drop(card: CardId): void {
    const { queue } = this.#parts.project
    const now = this.#now
    const rest = withoutWaiting(queue, now, card)
    if (rest.length < queue.length) return this.#setQueue(rest)
    if (now?.card !== card) return
    this.#setQueue(withInstead(queue, now, null))
    this.#leave()
  }

  /**
   * Interrupts after the current step, makes the end of a take again, and continues: for the current take to its planned
   * length; for another shot that second, then the interrupted work.
   * @throws Failure `work.*`; the current work continues
   */
  branch(request: BranchRequest): void {
    if (this.#at === null)
      throw new Failure('work.second', 'Nothing of this is made yet.', 'Wait for its first second.')
    const { project, seeds, emit } = this.#parts
    const { maker, ledger } = this.#at
    const { now } = maker
    const same = now?.item.card === request.card
    const item = same
      ? branchUnderWay(project.film, ledger, now, request, seeds)
      : planBranch(project.film, ledger, request, seeds)
    const rest = same ? withInstead(project.queue, now.want, null) : project.queue
    this.#setQueue([wantOf(item), ...rest])
    maker.leave()
    maker.apart()
    emit({ type: 'branch', card: request.card, at: request.at })
    this.#control.take('second')
  }

  /** Reorders the queue. Each card is made from what precedes it when its turn comes. */
  reorder(cards: readonly CardId[]): void {
    this.#setQueue(reordered(this.#parts.project.queue, this.#now, cards))
  }

  async #make(): Promise<RunResult> {
    const { project, emit } = this.#parts
    const control = this.#control
    const model = await woken(this.#parts, control)
    if (model === null) return resultOf('stopped', [], [], 0)
    const ledger = ledgerOf(project, model.model)
    const rate = new Rate(model)
    rate.begin(performance.now())
    const maker = new TakeMaker(project, model, { rate, emit, control, remaining: () => chunksAhead(project, ledger) })
    const unwatch = project.watch((edit) => this.#follow(edit))
    try {
      const work = this.#plan(ledger, this.#request)
      emit({ type: 'planned', work, waiting: waitingCards(project, null), remaining: chunksAhead(project, ledger) })
      this.#at = { maker, ledger, rate }
      for (const more of this.#asked) this.#addLater(ledger, more)
      control.take('ready')
      await this.#work(maker, ledger)
    } finally {
      unwatch()
      maker.leave()
    }
    const end = control.state.name === 'over' && control.state.end === 'complete' ? 'complete' : 'stopped'
    if (end === 'complete') project.setQueue([]) // wants of shots that left the film and did not come back
    return resultOf(end, this.#items, this.#skipped, maker.made)
  }

  async #work(maker: TakeMaker, ledger: Ledger): Promise<void> {
    const { project, supervisor } = this.#parts
    const passed = new Set<Want>() // removed together: the queue is written as a whole each time
    while (this.#control.state.name === 'choosing') {
      const there = new Set(project.film.cards.map(({ id }) => id))
      const want = project.queue.find((each) => !passed.has(each) && there.has(each.card))
      const item = want && this.#settled(ledger, want)
      if (want && !item) {
        if (passed.add(want).size % 8 === 0) await immediate() // yields: thousands of them would block main
        continue
      }
      if (passed.size > 0) project.setQueue(project.queue.filter((each) => !passed.has(each)))
      passed.clear()
      if (!want || !item) this.#control.take('idle')
      else {
        this.#control.take('begin')
        const job = supervisor.generate(...maker.begin(item, want, waitingCards(project, want)))
        await this.#control.follow(job).catch((error: unknown) => this.#goOn(error, maker))
      }
    }
  }

  /** After the device gave up, unless the run was stopped then: the same want again, from its last committed chunk. */
  async #goOn(error: unknown, maker: TakeMaker): Promise<void> {
    maker.leave()
    const model = await wokenAgain(error, this.#parts, this.#control)
    if (model === null) return
    maker.goesOnWith(model)
    this.#at?.rate.begin(performance.now())
    this.#control.take('ready')
  }

  /** Resolves a want now; null: nothing to make; if the card cannot be made, that is reported. */
  #settled(ledger: Ledger, want: Want): WorkItem | null {
    const { project, emit } = this.#parts
    try {
      return settledIn(project, ledger, want)
    } catch (error) {
      const problem = Failure.from(error)
      this.#skipped = [...this.#skipped, { card: want.card, problem }]
      emit({ type: 'passed', card: want.card, problem: problem.toData() })
      return null
    }
  }

  /** Plans the start of the run. The stored queue is made first. @throws Failure `work.*` */
  #plan(ledger: Ledger, request: WorkRequest | null): Work {
    const { project } = this.#parts
    const before = project.queue.length
    const work =
      request === null ? { items: [], skipped: [], summary: '' } : this.#add(ledger, request, { announce: false })
    return { ...work, summary: summaryAfter(before, work) }
  }

  #add(ledger: Ledger, request: WorkRequest, { announce = true } = {}): Work {
    const { project, seeds } = this.#parts
    const work = planWork(project.film, ledger, request, seeds)
    const wants = work.items.map(wantOf)
    const queue = this.#againNow(request, wants) ?? project.queue
    const next = request.kind === 'branch' ? [...wants, ...queue] : withAsked(queue, this.#now, request, wants)
    this.#items = [...this.#items, ...work.items]
    this.#skipped = [...this.#skipped, ...work.skipped]
    project.setQueue(next)
    if (announce) this.#emitQueue()
    return work
  }

  /**
   * The queue of a run stopped a moment ago, if the current work is requested again: it continues as if not stopped. If it
   * was interrupted for good, it starts anew, and late results are ignored.
   */
  #againNow({ kind }: WorkRequest, wants: readonly Want[]): readonly Want[] | null {
    const { state } = this.#control
    const now = this.#now
    if (now === null || !('then' in state) || state.then !== 'stop') return null
    const same = kind === 'film' && wants.some(({ card }) => card === now.card)
    if (same && this.#control.take('goOn') === null) return [now]
    if (state.name === 'ending') this.#at!.maker.leave()
    return null
  }

  /** As `ask`, but failures are reported as events, as the caller no longer waits. */
  #addLater(ledger: Ledger, request: WorkRequest): void {
    try {
      this.#add(ledger, request)
    } catch (error) {
      this.#parts.emit({ type: 'passed', card: firstCard(request), problem: Failure.from(error).toData() })
    }
  }

  /** The film was edited. */
  #follow(edit: Edit | null): void {
    const { project, seeds } = this.#parts
    const { film } = project
    const now = this.#now
    if (edit?.type === 'splitCard') {
      const index = film.cards.findIndex(({ id }) => id === edit.id)
      const half = {
        kind: 'take',
        card: edit.id,
        seed: seedFor(film, index, seeds),
        reason: 'A new take was asked for.'
      } as const
      this.#setQueue(withHalf(project.queue, now?.kind === 'take' ? null : now, edit.card, half))
      if (now?.kind === 'take' && now.card === edit.card) return this.#leave() // start again with the current length
    }
    if (now && !film.cards.some(({ id }) => id === now.card)) this.#leave()
    else this.#emitQueue()
  }

  /** Interrupts after the current step and begins the next want. A paused run stays paused. */
  #leave(): void {
    this.#at?.maker.leave()
    this.#control.take('leave')
  }

  #setQueue(queue: readonly Want[]): void {
    this.#parts.project.setQueue(queue)
    this.#emitQueue()
  }

  #emitQueue(): void {
    if (this.#at === null) return
    const remaining = chunksAhead(this.#parts.project, this.#at.ledger)
    this.#parts.emit({ type: 'queue', waiting: waitingCards(this.#parts.project, this.#now), remaining })
  }

  get #now(): Want | null {
    return this.#at?.maker.now?.want ?? null
  }
}

const firstCard = (request: WorkRequest): CardId | null =>
  'cards' in request ? request.cards[0]! : 'card' in request ? request.card : null
