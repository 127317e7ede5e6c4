/** Takes a run from state to state (run-state.ts): turns the job under way accordingly, and tells how the run stands. */
import type { Job } from '../supervisor/work.ts'
import type { RunEvent } from './events.ts'
import { conditionOf, next, turnOf, waking, type Refusal, type RunInput, type RunState } from './run-state.ts'

export class Control {
  readonly #emit: (event: RunEvent) => void
  #state: RunState = waking
  #job: Job | undefined

  constructor(emit: (event: RunEvent) => void) {
    this.#emit = emit
  }

  get state(): RunState {
    return this.#state
  }

  /** @returns why it changed nothing, or null */
  take(input: RunInput): Refusal | null {
    const before = this.#state
    const after = next(before, input)
    if (typeof after === 'string') return after
    this.#state = after
    if (turnOf(after) !== turnOf(before)) this.#job?.turn(turnOf(after))
    const condition = conditionOf(after)
    if (after.name !== 'over' && condition !== conditionOf(before)) this.#emit({ type: 'condition', condition })
    return null
  }

  /** Waits for the end of a job. @throws Failure why it could not go on */
  async follow(job: Job): Promise<void> {
    this.#job = job
    if (turnOf(this.#state) !== 'go') job.turn(turnOf(this.#state))
    try {
      const end = await job.done
      this.#job = undefined
      this.take(end)
    } finally {
      this.#job = undefined
    }
  }
}
