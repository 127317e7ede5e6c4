/** Stored chunks that the engine decodes for main; they survive a crash of the engine, as jobs do. */
import type { FromEngine, ToEngine } from '../../app/contract/engine.ts'
import { Failure } from '../../app/base/failure.ts'
import { deferred, type Deferred } from './deferred.ts'
import type { DecodedMessage, StoredPast, Supply } from './work.ts'

interface Waiting {
  readonly latents: Uint8Array
  readonly past: StoredPast
  readonly answer: Deferred<DecodedMessage>
}

export class Decodes {
  readonly #waiting = new Map<string, Waiting>()
  readonly #send: (message: ToEngine) => void
  #names = 0

  /** @param send to the engine that runs now, if one does */
  constructor(send: (message: ToEngine) => void) {
    this.#send = send
  }

  /** Chunks that wait for their pictures. */
  get size(): number {
    return this.#waiting.size
  }

  /** @param isReady the engine takes messages now; otherwise `submit` sends it */
  add(latents: Uint8Array, past: StoredPast, isReady: boolean): Promise<DecodedMessage> {
    const job = `decode-${++this.#names}`
    const waiting = { latents, past, answer: deferred<DecodedMessage>() }
    this.#waiting.set(job, waiting)
    if (isReady) this.#ask(job, waiting)
    return waiting.answer.promise
  }

  /** Sends all to a new engine. */
  submit(): void {
    for (const [job, waiting] of this.#waiting) this.#ask(job, waiting)
  }

  /** Answers what the engine asks for. Where it cannot be read the decoding fails; the engine waits for an answer all the same. */
  supply({ job, latents: hashes }: Extract<FromEngine, { type: 'need' }>): void {
    const waiting = this.#waiting.get(job)
    if (!waiting) return
    let latents: Supply['latents'] = []
    try {
      latents = waiting.past.read(hashes)
    } catch (error) {
      this.fail(job, Failure.from(error))
    }
    this.#send({ type: 'supply', job, pages: [], latents: [...latents] })
  }

  done(message: DecodedMessage): void {
    this.#settle(message.job)?.answer.resolve(message)
  }

  fail(job: string, failure: Failure): void {
    this.#settle(job)?.answer.reject(failure)
  }

  failAll(failure: Failure): void {
    for (const job of this.#waiting.keys()) this.fail(job, failure)
  }

  #ask(job: string, { latents, past }: Waiting): void {
    this.#send({ type: 'decode', job, latents, past: [...past.hashes] })
  }

  #settle(job: string): Waiting | undefined {
    const waiting = this.#waiting.get(job)
    this.#waiting.delete(job)
    return waiting
  }
}
