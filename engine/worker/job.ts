/** The controls of one job: messages from main set them, the chunk loop reads them between denoising steps. */
import type { JobTurn, ToEngine, Whereabouts } from '../../app/contract/engine.ts'

type Generate = Extract<ToEngine, { type: 'generate' }>
type Supply = Pick<Extract<ToEngine, { type: 'supply' }>, 'pages' | 'latents'>

export class EngineJob {
  readonly id: string
  readonly from: Generate['from']
  readonly past: Generate['past']
  readonly plan: Generate['plan']
  #to: JobTurn = 'go'
  #committed: number
  #supply: Supply | undefined
  #origins: readonly Whereabouts[] | undefined
  #waiting: (() => void)[] = []

  constructor({ job, from, past, plan }: Generate) {
    this.id = job
    this.from = from
    this.past = past
    this.plan = plan
    this.#committed = plan.firstChunk - 1
  }

  get to(): JobTurn {
    return this.#to
  }

  get stopped(): boolean {
    return this.#to === 'stop'
  }

  /** Index of the last chunk that main has committed. */
  get committed(): number {
    return this.#committed
  }

  /** A stopped job cannot continue. */
  turn(to: JobTurn): void {
    if (!this.stopped) this.#to = to
    this.wake()
  }

  commit(index: number): void {
    this.#committed = index
    this.wake()
  }

  supplied(supply: Supply): void {
    this.#supply = supply
    this.wake()
  }

  /** The requested blobs, once they arrive; undefined when the job was stopped first. */
  async supply(): Promise<Supply | undefined> {
    while (!this.#supply && !this.stopped) await this.change()
    const supply = this.#supply
    this.#supply = undefined
    return supply
  }

  traced(origins: readonly Whereabouts[]): void {
    this.#origins = origins
    this.wake()
  }

  /** As `supply`, for the requested whereabouts. */
  async origins(): Promise<readonly Whereabouts[] | undefined> {
    while (!this.#origins && !this.stopped) await this.change()
    const origins = this.#origins
    this.#origins = undefined
    return origins
  }

  /** Waits, without using the processor, until a control is set or `wake` is called. */
  change(): Promise<void> {
    return new Promise((wake) => this.#waiting.push(wake))
  }

  /** Wakes whoever waits in `change`. */
  wake(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const wake of waiting) wake()
  }
}
