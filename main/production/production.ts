/**
 * Makes film: takes the work plan, has its chunks made by the engine and keeps every one of them in the project before
 * it is acknowledged. The command line and the window use this and nothing else.
 */
import { randomInt, randomUUID } from 'node:crypto'
import type { ModelInfo } from '../../app/contract/engine.ts'
import { Failure } from '../../app/contract/failure.ts'
import type { SeedSource } from '../../app/ledger/seed.ts'
import { planWork, type Work, type WorkRequest } from '../../app/ledger/work.ts'
import type { Project } from '../project/project.ts'
import type { Supervisor } from '../supervisor/supervisor.ts'
import type { RunEvent, RunResult } from './events.ts'
import { ledgerOf } from './ledger.ts'
import { Rate } from './rate.ts'
import { TakeMaker } from './take-maker.ts'

export interface Run {
  /** Rejects with a Failure; every chunk saved until then stays. */
  readonly done: Promise<RunResult>
  /** Frees the processor after the running denoising step. */
  pause(): void
  resume(): void
  /** Ends after the running step; keeps every saved chunk. */
  stop(): void
  /** Ends the engine at once; keeps every saved chunk. */
  cancel(): void
}

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

  /** What a request would make now, without making it. Starts the engine, as its pack decides what can be continued. */
  async plan(request: WorkRequest): Promise<Work> {
    return this.#plan(request, await this.#supervisor.start())
  }

  /**
   * Makes what the request means, card after card. One run at a time.
   * @throws Failure `project.*` when nothing can be saved, `engine.busy`
   */
  start(request: WorkRequest, tell: (event: RunEvent) => void): Run {
    if (this.#project.readOnly) throw Failure.from(this.#project.readOnly)
    if (this.#running) throw new Failure('engine.busy', 'Film is being made already.', 'Wait for it, or stop it first.')
    this.#running = true
    const control = new Control(this.#supervisor, tell)
    const done = this.#run(request, tell, control).finally(() => (this.#running = false))
    done.catch(() => {}) // whoever awaits `done` is told
    return {
      done,
      pause: () => control.pause(),
      resume: () => control.resume(),
      stop: () => control.stop(),
      cancel: () => control.cancel()
    }
  }

  #plan(request: WorkRequest, { model }: ModelInfo): Work {
    return planWork(this.#project.film, ledgerOf(this.#project, model), request, this.#seeds)
  }

  async #run(request: WorkRequest, tell: (event: RunEvent) => void, control: Control): Promise<RunResult> {
    const model = await this.#supervisor.start()
    const work = this.#plan(request, model)
    tell({ type: 'planned', work })
    const rate = new Rate(model)
    control.onResume = () => rate.begin(performance.now())
    rate.begin(performance.now())
    const maker = new TakeMaker(this.#project, model, work, rate, tell, randomUUID())
    for (const item of work.items) {
      if (control.stopped) break
      const job = this.#supervisor.generate(...maker.begin(item))
      if ((await control.follow(job)) === 'stopped') break
    }
    return { end: control.stopped ? 'stopped' : 'complete', work, made: maker.made }
  }
}

/** Pause, resume and stop for whichever job is running. */
class Control {
  readonly #supervisor: Supervisor
  readonly #tell: (event: RunEvent) => void
  #job: ReturnType<Supervisor['generate']> | undefined
  #paused = false
  stopped = false
  onResume = () => {}

  constructor(supervisor: Supervisor, tell: (event: RunEvent) => void) {
    this.#supervisor = supervisor
    this.#tell = tell
  }

  async follow(job: ReturnType<Supervisor['generate']>): Promise<'complete' | 'stopped'> {
    this.#job = job
    if (this.#paused) job.pause()
    if (this.stopped) job.stop()
    const end = await job.done
    this.#job = undefined
    if (end === 'stopped') this.stopped = true
    return end
  }

  pause(): void {
    this.#paused = true
    this.#job?.pause()
    this.#tell({ type: 'paused' })
  }

  resume(): void {
    this.#paused = false
    this.onResume()
    this.#job?.resume()
    this.#tell({ type: 'resumed' })
  }

  stop(): void {
    this.stopped = true
    this.#job?.stop()
  }

  cancel(): void {
    this.stopped = true
    this.#supervisor.kill()
  }
}
