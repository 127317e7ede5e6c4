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
  /** It ends with the running chunk. */
  #last = false
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

  /** Ends the running job after its running step, and not the run. @param resume whether one that is paused goes on */
  leave({ resume }: { readonly resume: boolean }): void {
    if (this.#job) this.#leaving = true
    this.#job?.stop()
    if (resume && this.#paused) this.resume()
  }

  /** Ends after the running step. @param seen pictures of the running chunk were seen: it is finished first; asked again, not */
  stop(seen: boolean): void {
    const again = this.stopped
    this.stopped = true
    if (!seen || again) return this.#job?.stop()
    this.#last = true
    if (this.#paused) this.resume()
  }

  /** A chunk is saved. */
  saved(): void {
    if (this.#last) this.#job?.stop()
  }

  cancel(): void {
    this.stopped = true
    this.#supervisor.kill()
  }
}
