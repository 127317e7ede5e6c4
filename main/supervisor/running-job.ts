/** One job in the engine: tracks what is committed, so that it can be resubmitted after a crash. */
import { mostChunksBack, type FromEngine, type JobTurn, type ToEngine } from '../../app/contract/engine.ts'
import { Failure } from '../../app/base/failure.ts'
import { deferred } from './deferred.ts'
import type { ChunkMessage, Generation, Job, JobListener } from './work.ts'

type JobMessage = Extract<
  FromEngine,
  { type: 'need' | 'trace' | 'remember' | 'progress' | 'preview' | 'chunk' | 'done' }
>

export class RunningJob implements Job {
  readonly id: string
  readonly #done = deferred<'complete' | 'stopped'>()
  readonly #listener: JobListener
  readonly #send: (message: ToEngine) => void
  #next: Generation
  #turn: JobTurn = 'go'

  constructor(id: string, work: Generation, listener: JobListener, send: (message: ToEngine) => void) {
    this.id = id
    this.#next = work
    this.#listener = listener
    this.#send = send
  }

  get done(): Promise<'complete' | 'stopped'> {
    return this.#done.promise
  }

  /** Sends the remaining work to the (new) engine. */
  submit(): void {
    const { from, past, plan } = this.#next
    if (this.#turn === 'stop') return this.end('stopped')
    if (plan.firstChunk >= plan.chunks) return this.end('complete') // it died between its last chunk and `done`
    this.#send({ type: 'generate', job: this.id, from, past: [...past], plan })
    if (this.#turn === 'pause') this.#send({ type: 'turn', job: this.id, to: 'pause' })
  }

  receive(message: JobMessage): void {
    try {
      this.#handle(message)
    } catch (error) {
      this.turn('stop')
      this.fail(Failure.from(error))
    }
  }

  #handle(message: JobMessage): void {
    switch (message.type) {
      case 'need':
        this.#supply(message.pages, message.latents)
        break
      case 'trace':
        this.#send({
          type: 'origins',
          job: this.id,
          pages: [...(this.#listener.origins?.(message.pages) ?? message.pages.map(() => null))]
        })
        break
      case 'remember':
        this.#listener.remember?.(message.done, message.all)
        break
      case 'progress':
        this.#listener.progress?.(message)
        break
      case 'preview':
        this.#listener.preview?.(message)
        break
      case 'chunk':
        this.#commit(message)
        break
      case 'done':
        this.end(message.reason)
        break
    }
  }

  #supply(pages: readonly string[], latents: readonly string[]): void {
    const supply = this.#listener.supply(pages, latents)
    this.#send({ type: 'supply', job: this.id, pages: [...supply.pages], latents: [...supply.latents] })
  }

  #commit(chunk: ChunkMessage): void {
    this.#listener.chunk(chunk)
    const { index, after, latentsHash } = chunk
    const { past, plan } = this.#next
    this.#next = {
      from: after,
      past: [...past, latentsHash].slice(-mostChunksBack),
      plan: { ...plan, firstChunk: index + 1 }
    }
    this.#send({ type: 'committed', job: this.id, index })
  }

  restarted(reason: Failure): void {
    this.#listener.restarted?.(reason.toData())
  }

  turn(to: JobTurn): void {
    if (this.#turn === 'stop') return
    this.#turn = to
    this.#send({ type: 'turn', job: this.id, to })
  }

  end(reason: 'complete' | 'stopped'): void {
    this.#done.resolve(reason)
  }

  fail(failure: Failure): void {
    this.#done.reject(failure)
  }
}
