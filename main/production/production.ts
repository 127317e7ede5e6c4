/**
 * Makes film: plans the work, has the engine make chunks, and commits each one before it is acknowledged. Used by the
 * command line and the window alike.
 */
import { randomInt } from 'node:crypto'
import { Failure } from '../../app/base/failure.ts'
import type { SeedSource } from '../../app/plan/seed.ts'
import { planWork, type Work, type WorkRequest } from '../../app/plan/work.ts'
import type { Project } from '../project/project.ts'
import type { Supervisor } from '../supervisor/supervisor.ts'
import type { RunEvent } from './events.ts'
import { FilmRun } from './film-run.ts'
import { ledgerOf } from './ledger.ts'

const anySeed: SeedSource = () => randomInt(2 ** 32)

export class Production {
  readonly #project: Project
  readonly #supervisor: Supervisor
  readonly #seeds: SeedSource
  #running = false

  constructor(project: Project, supervisor: Supervisor, seeds: SeedSource = anySeed) {
    this.#project = project
    this.#supervisor = supervisor
    this.#seeds = seeds
  }

  get running(): boolean {
    return this.#running
  }

  /** Plans a request without making it. Starts the engine, as its pack decides what can be continued. */
  async plan(request: WorkRequest): Promise<Work> {
    const { model } = await this.#supervisor.start()
    return planWork(this.#project.film, ledgerOf(this.#project, model), request, this.#seeds)
  }

  /**
   * Starts a run for a request (null: the stored queue); the queue comes first. One run at a time.
   * @throws Failure `project.*` when nothing can be saved, `engine.busy`
   */
  start(request: WorkRequest | null, emit: (event: RunEvent) => void): FilmRun {
    if (this.#project.readOnly) throw Failure.from(this.#project.readOnly)
    if (this.#running) throw new Failure('engine.busy', 'Film is being made already.', 'Wait for it, or stop it first.')
    this.#running = true
    const parts = { project: this.#project, supervisor: this.#supervisor, seeds: this.#seeds, emit }
    const run = new FilmRun(parts, request)
    const over = (): boolean => (this.#running = false)
    run.done.then(over, over)
    return run
  }
}
