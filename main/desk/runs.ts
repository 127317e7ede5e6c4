/** What is made of the open film, one run after another: begun, steered, and told to the window. */
import { Failure } from '../../app/base/failure.ts'
import type { Making } from '../../app/contract/open-film.ts'
import type { StudioEvent } from '../../app/contract/window.ts'
import type { CardId } from '../../app/ids.ts'
import type { WorkRequest } from '../../app/plan/work.ts'
import type { RunEvent } from '../production/events.ts'
import type { FilmRun } from '../production/film-run.ts'
import type { Production } from '../production/production.ts'
import type { Project } from '../project/project.ts'
import type { Checks } from './checks.ts'
import { askedOf, fold, madeBy, waking } from './making.ts'

export interface RunsParts {
  readonly session: number
  readonly project: Project
  readonly production: Production
  readonly checks: Checks
  readonly emit: (event: StudioEvent) => void
  /** The film changed: the window is told. */
  readonly changed: () => void
  /** Whether the film is still the open one: of another nothing is told but what went wrong. */
  readonly isOpen: () => boolean
}

export class Runs {
  readonly #parts: RunsParts
  #run: FilmRun | null = null
  /** What the run was asked for; null: what waited. */
  #asked: (WorkRequest | null)[] = []
  #making: Making | null = null
  #goesOn = 0

  constructor(parts: RunsParts) {
    this.#parts = parts
  }

  get making(): Making | null {
    return this.#making
  }

  /** How many shots were still to be made when the film was opened, and are made since. */
  get goesOn(): number {
    return this.#goesOn
  }

  /**
   * Begins to make (null: what waits), or asks for more while something is made; the window is told of everything that
   * follows. A second is made again in between. @throws Failure
   */
  generate(request: WorkRequest | null): void {
    this.#parts.checks.demandIdle()
    if (this.#run === null) return this.#begin(request)
    if (request === null) return
    this.#run.ask(request)
    this.#asked.push(request)
  }

  /** Goes on with what was still to be made when the film was closed, or its program ended, once the window has it. */
  goOn(): void {
    const { project, isOpen } = this.#parts
    if (project.readOnly !== null || project.queue.length === 0) return
    this.#goesOn = project.queue.length
    setImmediate(() => isOpen() && this.#run === null && this.#begin(null))
  }

  pause(): void {
    this.#run?.pause()
  }
  resume(): void {
    this.#run?.resume()
  }
  /** What waits is forgotten. */
  stop(): void {
    this.#run?.stop({ forget: true })
  }
  drop(card: CardId): void {
    this.#run?.drop(card)
  }
  reorder(cards: readonly CardId[]): void {
    this.#run?.reorder(cards)
  }

  /** Has what is made stop after the second it is at; what waits is kept. */
  leave(): void {
    this.#run?.stop()
  }

  /** Until nothing is made any more. */
  async ended(): Promise<void> {
    await this.#run?.done.catch(() => {}) // told where it was started
  }

  /** Makes again what a check found damaged. @throws Failure `engine.busy` while film is made */
  mend(): void {
    if (this.#run !== null) throw new Failure('engine.busy', 'Film is being made.', 'Wait for it, or stop it first.')
    this.#parts.checks.mend()
  }

  #begin(request: WorkRequest | null): void {
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
    const { emit, changed } = this.#parts
    this.#making = fold(this.#making ?? waking, event)
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
