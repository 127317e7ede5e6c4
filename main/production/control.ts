/** Pause, resume and stop for whichever job is running. */
import type { Job } from '../supervisor/work.ts'
import type { Supervisor } from '../supervisor/supervisor.ts'
import type { RunEvent } from './events.ts'

export class Control {
  readonly #supervisor: Supervisor
  readonly #tell: (event: RunEvent) => void
  #job: Job | undefined
  #paused = false
  /** The running job is to end, and the run is not. */
  #leaving = false
  stopped = false
  onResume = () => {}

  constructor(supervisor: Supervisor, tell: (event: RunEvent) => void) {
    this.#supervisor = supervisor
    this.#tell = tell
  }

  /** Waits for the end of a job: its own, or the one it was given. */
  async follow(job: Job): Promise<void> {
    this.#job = job
    if (this.#paused) job.pause()
    if (this.stopped) job.stop()
    const end = await job.done
    this.#job = undefined
    if (end === 'stopped' && !this.#leaving) this.stopped = true
    this.#leaving = false
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

  /** Ends the running job after its running step, and not the run; one that was paused goes on with what comes next. */
  leave(): void {
    if (this.#job) this.#leaving = true
    this.#job?.stop()
    if (this.#paused) this.resume()
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
