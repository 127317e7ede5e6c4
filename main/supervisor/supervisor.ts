/**
 * Supervises one engine process and gives it work. The engine is disposable: it may hang, crash or be killed at any time; it
 * is restarted and its job continues from the last committed chunk (ARCHITECTURE.md). A device other than the CPU that fails
 * twice in a row is given up: only the user can say what to do then.
 */
import { fromEngineSchema, type FromEngine, type ModelInfo } from '../../app/contract/engine.ts'
import { Failure } from '../../app/base/failure.ts'
import { madeOn, processor } from '../../app/ledger/made-on.ts'
import { parseMessage } from '../../app/base/parse.ts'
import { automatic } from '../../engine/worker/device.ts'
import { Decodes } from './decodes.ts'
import { deferred, type Deferred } from './deferred.ts'
import { deviceGivenUp, isOfDevice } from './device-end.ts'
import { Heartbeat } from './heartbeat.ts'
import type { EngineLink } from './link.ts'
import type { SupervisorOptions } from './options.ts'
import { ProvenForm, type Load } from './proven-form.ts'
import { RunningJob } from './running-job.ts'
import {
  noStoredPast,
  type DecodedMessage,
  type Generation,
  type Job,
  type JobListener,
  type StoredPast
} from './work.ts'

/** Restarts of a device other than the CPU, without a committed chunk in between. */
const restartsOfDevice = 1

/** A run may take so many times as long as the engine expects: other programs compute too, and weights are read from the disk. */
const patience = 10

/** Timeout factor on a graphics card: its first step compiles all shaders. */
const compiling = 10

export type EngineState =
  | { readonly name: 'off' }
  | { readonly name: 'starting' }
  | { readonly name: 'ready'; readonly model: ModelInfo; readonly pid: number | undefined }
  | { readonly name: 'restarting'; readonly after: Failure }
  | { readonly name: 'failed'; readonly failure: Failure }

export class Supervisor {
  readonly #options: Required<SupervisorOptions>
  readonly #form: ProvenForm
  #load: Load
  /** Folder of the pack. */
  #pack: string
  readonly #watchers = new Set<(state: EngineState) => void>()
  readonly #decodes = new Decodes((message) => this.#link?.send(message))
  #state: EngineState = { name: 'off' }
  #link: EngineLink | undefined
  #heartbeat: Heartbeat | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #ready: Deferred<ModelInfo> | undefined
  #job: RunningJob | undefined
  #crashes = 0
  /** The device that the engine was ready on; null since another was chosen. */
  #on: string | null = null
  #names = 0

  constructor(options: SupervisorOptions) {
    this.#options = {
      formFor: null,
      heartbeat: { every: 2_000, timeout: 60_000 },
      backoff: [200, 1_000, 3_000],
      ...options
    }
    this.#load = options.load
    this.#pack = options.load.pack
    this.#form = new ProvenForm(this.#options.formFor)
  }

  /** Folder of the pack. */
  get pack(): string {
    return this.#pack
  }

  get state(): EngineState {
    return this.#state
  }

  /** Calls `watcher` at every change of state. Returns the unsubscribe function. */
  watch(watcher: (state: EngineState) => void): () => void {
    this.#watchers.add(watcher)
    return () => void this.#watchers.delete(watcher)
  }

  /**
   * Starts the engine unless it runs, and waits until its pack is loaded.
   * @throws Failure what is wrong with the pack, `engine.given-up`, `device.given-up`
   */
  start(): Promise<ModelInfo> {
    if (!this.#ready) {
      this.#ready = deferred()
      this.#crashes = 0
      this.#launch()
    }
    return this.#ready.promise
  }

  /** Another pack, from the next start of the engine on. @throws Failure `engine.busy` while it has something to do */
  turnTo(pack: string): void {
    if (pack === this.#pack) return
    this.#demandIdle()
    this.#pack = pack
    this.#anew('Another model was chosen.')
  }

  /** Another device or precision, from the next start of the engine on. @throws Failure `engine.busy` while it has something to do */
  use(choice: Pick<Load, 'device' | 'precision' | 'driver'>): void {
    this.#demandIdle()
    this.#load = { ...this.#load, ...choice }
    this.#anew('Another device was chosen.')
  }

  #demandIdle(): void {
    if (this.#job || this.#decodes.size > 0)
      throw new Failure('engine.busy', 'Film is being made.', 'Wait for it, or stop it first.')
  }

  /** What the engine was started with has changed. */
  #anew(why: string): void {
    this.#on = null
    this.#form.forget()
    if (this.#ready) this.#off(new Failure('engine.cancelled', why, 'Start again to go on.'))
  }

  /** Has chunks made, one job at a time. @throws Failure `engine.busy` */
  generate(work: Generation, listener: JobListener): Job {
    if (this.#job) throw new Failure('engine.busy', 'A take is being made already.', 'Wait for it, or stop it first.')
    const job = new RunningJob(`take-${++this.#names}`, work, listener, (message) => this.#link?.send(message))
    this.#job = job
    const over = () => (this.#job = undefined)
    job.done.then(over, over)
    if (this.#state.name === 'ready') job.submit()
    else void this.start() // `ready` submits it; a failed start fails it
    return job
  }

  /**
   * Decodes one chunk's stored latents to raw RGB frames. Survives a crash of the engine, as jobs do.
   * @throws Failure `memory.missing`, `engine.*`, `runtime.*`, and what reading the past throws
   */
  decode(latents: Uint8Array, past: StoredPast = noStoredPast): Promise<DecodedMessage> {
    const isReady = this.#state.name === 'ready'
    const decoded = this.#decodes.add(latents, past, isReady)
    if (!isReady) void this.start() // `ready` sends it
    return decoded
  }

  /** Hard cancel: kills the process. The job ends as `stopped`; the next call of `start` launches a new one. */
  kill(): void {
    const failure = new Failure('engine.cancelled', 'The engine was stopped at once.', 'Start again to go on.')
    this.#job?.end('stopped')
    this.#off(failure)
  }

  /** Stops the job after its current step, then ends the process. Everything committed stays. */
  async close(): Promise<void> {
    this.#job?.turn('stop')
    if (this.#state.name === 'ready') await this.#job?.done.catch(() => {})
    this.kill()
  }

  #launch(): void {
    this.#become({ name: 'starting' })
    const load = { ...this.#load, pack: this.#pack }
    if (this.#device === null) return this.#begin(load)
    this.#form.complete(
      load,
      (load) => this.#begin(load),
      (failure) => this.#failed(null, failure)
    )
  }

  #begin(load: Load): void {
    const link = this.#options.launch({
      message: (data) => {
        if (this.#link === link) this.#receive(data)
      },
      ended: (how) => {
        if (this.#link === link)
          this.#crashed(new Failure('engine.crashed', `The engine stopped working (${how}).`, remedy, { detail: how }))
      }
    })
    this.#link = link
    link.send({ type: 'load', ...load })
  }

  #receive(data: unknown): void {
    this.#heartbeat?.alive()
    try {
      this.#handle(parseMessage(fromEngineSchema, data, 'the engine'))
    } catch (error) {
      this.#crashed(Failure.from(error))
    }
  }

  #handle(message: FromEngine): void {
    if (message.type === 'ready') this.#loaded(message.model)
    else if (message.type === 'decoded') this.#decoded(message)
    else if (message.type === 'failed') this.#failed(message.job, Failure.from(message.error))
    else if (message.type !== 'pong' && message.job === this.#job?.id) {
      this.#job.receive(message)
      if (message.type === 'chunk') this.#crashes = 0
    } else if (message.type === 'need') this.#decodes.supply(message)
  }

  #loaded(model: ModelInfo): void {
    const { heartbeat } = this.#options
    this.#on = madeOn(model.device).device
    const patient = Math.max(heartbeat.timeout, model.silence * patience)
    const timeout = this.#on === processor.device ? patient : patient * compiling
    this.#heartbeat = new Heartbeat(
      { ...heartbeat, timeout },
      () => this.#link?.send({ type: 'ping', sent: performance.now() }),
      () => this.#crashed(new Failure('engine.hung', 'The engine gave no sign of life for too long.', remedy))
    )
    this.#become({ name: 'ready', model, pid: this.#link?.pid })
    this.#ready?.resolve(model)
    this.#job?.submit()
    this.#decodes.submit()
  }

  #decoded(message: DecodedMessage): void {
    this.#decodes.done(message)
    if (!this.#job) this.#crashes = 0
  }

  #failed(job: string | null, failure: Failure): void {
    if (isOfDevice(failure, this.#on !== null)) this.#crashed(failure)
    else if (job === null) this.#fail(failure)
    else if (job === this.#job?.id) this.#job.fail(failure)
    else this.#decodes.fail(job, failure)
  }

  /** The engine crashed or must be killed: restarts it with backoff, up to the limit. */
  #crashed(reason: Failure): void {
    this.#drop()
    const device = this.#device
    const wait = device !== null && this.#crashes >= restartsOfDevice ? undefined : this.#options.backoff[this.#crashes]
    this.#crashes++
    if (wait === undefined) {
      if (device !== null) return this.#fail(deviceGivenUp(device, reason))
      const times = this.#options.backoff.length
      this.#fail(
        new Failure(
          'engine.given-up',
          `${reason.cause} It was restarted ${times} times without making a single chunk.`,
          'What was made is saved. Close other programs to free memory, then resume; if it happens again, try fewer threads.',
          { times }
        )
      )
      return
    }
    this.#become({ name: 'restarting', after: reason })
    this.#job?.restarted(reason)
    this.#timer = setTimeout(() => this.#launch(), wait)
  }

  /** Fails everything under way; the next call starts anew. */
  #fail(failure: Failure): void {
    this.#off(failure)
    this.#become({ name: 'failed', failure })
  }

  #off(failure: Failure): void {
    this.#drop()
    clearTimeout(this.#timer)
    this.#ready?.reject(failure)
    this.#ready = undefined
    this.#job?.fail(failure)
    this.#decodes.failAll(failure)
    this.#become({ name: 'off' })
  }

  #drop(): void {
    this.#heartbeat?.stop()
    this.#form.stop()
    const link = this.#link
    this.#link = undefined // ignores remaining messages of the dead process
    link?.kill()
  }

  /** The device other than the CPU that the engine is to compute on; null: the CPU. */
  get #device(): string | null {
    const name = this.#on ?? this.#load.device
    return name === automatic || name === processor.device ? null : name
  }

  #become(state: EngineState): void {
    this.#state = state
    for (const watcher of this.#watchers) watcher(state)
  }
}

const remedy = 'Nothing that was saved is lost; it is started again by itself.'
