/** The open film's runs, one after another: started, controlled, and reported to the window. */
import { Failure } from '../../app/base/failure.ts'
import type { Making } from '../../app/contract/open-film.ts'
import type { StudioEvent } from '../../app/contract/window.ts'
import type { CardId } from '../../app/ids.ts'
import type { WorkRequest } from '../../app/plan/work.ts'
import type { RunEvent } from '../production/events.ts'
import type { FilmRun } from '../production/film-run.ts'
import type { Production } from '../production/production.ts'
import type { FilmPacks } from '../production/film-packs.ts'
import type { Project } from '../project/project.ts'
import type { Supervisor } from '../supervisor/supervisor.ts'
import type { Checks } from './checks.ts'
import { askedOf, fold, madeBy, waking } from './making.ts'

export interface RunsParts {
  readonly session: number
  readonly project: Project
  readonly production: Production
  readonly packs: FilmPacks
  readonly supervisor: Supervisor
  readonly checks: Checks
  readonly emit: (event: StudioEvent) => void
  /** Called when the film changed. */
  readonly changed: () => void
  /** Whether the film is still the open one: for another, only failures are reported. */
  readonly isOpen: () => boolean
}

export class Runs {
  readonly #parts: RunsParts
  #run: FilmRun | null = null
  /** The requests of the run; null: the stored queue. */
  #asked: (WorkRequest | null)[] = []
  #making: Making | null = null
  #goesOn = 0

  constructor(parts: RunsParts) {
    this.#parts = parts
  }

  get making(): Making | null {
    return this.#making
  }

  /** Number of queued shots when the film was opened whose making was resumed. */
  get goesOn(): number {
    return this.#goesOn
  }

  /**
   * Starts a run (null: the stored queue), or adds a request to the current one; the window gets all events. A request for
   * one second interrupts the current work.
   * @throws Failure also `model.missing`
   */
  generate(request: WorkRequest | null): void {
    this.#parts.checks.demandIdle()
    if (this.#run === null) return this.#begin(request)
    if (request === null) return
    this.#run.ask(request)
    this.#asked.push(request)
  }

  /** Resumes the queue stored when the film was closed or the program ended, once the window has loaded the film. */
  goOn(): void {
    const { project, isOpen, packs } = this.#parts
    if (project.readOnly !== null || project.queue.length === 0 || packs.of(project).folder === null) return
    this.#goesOn = project.queue.length
    setImmediate(() => isOpen() && this.#run === null && this.#begin(null))
  }

  pause(): void {
    this.#run?.pause()
  }
  resume(): void {
    this.#run?.resume()
  }
  /** The answer after the device gave up: goes on with the device that is chosen now. */
  retry(): void {
    this.#run?.retry()
  }
  /** Clears the queue. */
  stop(): void {
    this.#run?.stop({ forget: true })
  }
  drop(card: CardId): void {
    this.#run?.drop(card)
  }
  reorder(cards: readonly CardId[]): void {
    this.#run?.reorder(cards)
  }

  /** Stops making after the current second; the queue is kept. */
  leave(): void {
    this.#run?.stop()
  }

  /** Resolves when no run is under way. */
  async ended(): Promise<void> {
    await this.#run?.done.catch(() => {}) // reported where it was started
  }

  /** Makes damaged chunks again. @throws Failure `engine.busy` while film is made */
  mend(): void {
    if (this.#run !== null) throw new Failure('engine.busy', 'Film is being made.', 'Wait for it, or stop it first.')
    this.#turn()
    this.#parts.checks.mend()
  }

  /** The engine is to be that of the film's model. @throws Failure `model.missing`, `engine.busy` */
  #turn(): void {
    const { packs, project, supervisor } = this.#parts
    supervisor.turnTo(packs.demand(project))
    packs.keep(project)
  }

  #begin(request: WorkRequest | null): void {
    this.#turn()
    this.#making = waking
    this.#asked = [request]
    try {
      this.#run = this.#parts.production.start(request, (event) => this.#hear(event))
    } catch (error) {
      this.#making = null
      throw error
    }
    this.#parts.checks.yield(true)
    this.#tell()
    void this.#finish(this.#run)
  }

  #hear(event: RunEvent): void {
    if (this.#making === null) return // of a run that is over
    const { emit, changed } = this.#parts
    this.#making = fold(this.#making, event)
    if (event.type === 'restarted') emit({ type: 'trouble', error: event.reason, asked: askedOf(this.#asked) })
    if (event.type === 'passed') emit({ type: 'trouble', error: event.problem, asked: event.card && [event.card] })
    if (event.type === 'chunk') changed()
    else this.#tell()
  }

  async #finish(run: FilmRun): Promise<void> {
    const { emit, isOpen, checks, changed } = this.#parts
    try {
      emit(madeBy(this.#asked, await run.done))
    } catch (error) {
      emit({ type: 'trouble', error: Failure.from(error).toData(), asked: askedOf(this.#asked) })
    }
    this.#run = null
    this.#making = null
    if (!isOpen()) return
    checks.yield(false)
    changed()
  }

  #tell(): void {
    const { session, emit, isOpen } = this.#parts
    if (isOpen()) emit({ type: 'making', session, making: this.#making })
  }
}
