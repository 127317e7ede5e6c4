/** Applies inputs to the run's state machine (run-state.ts), controls the current job accordingly, and emits condition events. */
import type { Job } from '../supervisor/work.ts'
import { conditionOf, turnOf } from './condition.ts'
import type { RunEvent } from './events.ts'
import { next, waking, type Refusal, type RunInput, type RunState } from './run-state.ts'

export class Control {
  readonly #emit: (event: RunEvent) => void
  #state: RunState = waking
  #job: Job | undefined
  #answered: () => void = () => {}

  constructor(emit: (event: RunEvent) => void) {
    this.#emit = emit
  }

  get state(): RunState {
    return this.#state
  }

  /** @returns why the input was refused, or null */
  take(input: RunInput): Refusal | null {
    const before = this.#state
    const after = next(before, input)
    if (typeof after === 'string') return after
    this.#state = after
    if (before.name === 'asking' && after !== before) this.#answered()
    if (turnOf(after) !== turnOf(before)) this.#job?.turn(turnOf(after))
    const condition = conditionOf(after)
    if (after.name !== 'over' && condition !== conditionOf(before)) this.#emit({ type: 'condition', condition })
    return null
  }

  /** Waits until the run asks nothing. */
  async answered(): Promise<void> {
    if (this.#state.name === 'asking') await new Promise<void>((done) => (this.#answered = done))
  }

  /** Waits for the end of a job. @throws Failure why it failed */
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
