/**
 * The engine server: one pack, and a queue of jobs made one after another. Messages are handled between denoising steps, and
 * within long ones, when the event loop turns: pings answered, pauses obeyed, stored chunks decoded.
 */
import { setImmediate as eventLoopTurn } from 'node:timers/promises'
import { toEngineSchema, type FromEngine, type ModelInfo, type ToEngine } from '../../app/contract/engine.ts'
import type { FromProbe } from '../../app/contract/probe.ts'
import { Failure } from '../../app/base/failure.ts'
import { parseMessage } from '../../app/base/parse.ts'
import type { Past } from '../decode/past.ts'
import { takeStopped } from '../generate/rewriter.ts'
import { timed } from '../generate/stopwatch.ts'
import type { Generate, GeneratePorts, Model, Pictures } from '../generate/types.ts'
import { EngineJob } from './job.ts'
import type { EnginePort, WatchPort } from './port.ts'
import { AskedPast } from './asked-past.ts'

type LoadMessage = Extract<ToEngine, { type: 'load' }>
export type ProbeMessage = Extract<ToEngine, { type: 'probe' }>
type DecodeMessage = Extract<ToEngine, { type: 'decode' }>

/** Dependencies of the server, injected by the entry: messages are handled independently of the model. */
export interface Workshop {
  open(load: LoadMessage): Promise<{ readonly model: Model; readonly info: ModelInfo }>
  /** Tries forms of a pack's graphs on a device, in a process that does nothing else. */
  probe(asked: ProbeMessage): AsyncGenerator<FromProbe, void, void>
  readonly generate: Generate
  /** JPEG of each picture, in order. */
  encode(pictures: Pictures): Promise<Uint8Array[]>
  /** Pictures of stored latents (f16 bytes of one chunk). */
  decode(model: Model, latents: Uint8Array, past: Past): Promise<Pictures>
}

export class EngineServer {
  readonly #port: EnginePort
  readonly #workshop: Workshop
  readonly #queue: EngineJob[] = []
  readonly #decodes: DecodeMessage[] = []
  readonly #past = new AskedPast((need) => this.#send(need))
  /** The renderer that shows live pictures; at most one. */
  #watcher: WatchPort | undefined
  #model: Model | undefined
  #running: EngineJob | undefined
  #busy = false

  constructor(port: EnginePort, workshop: Workshop) {
    this.#port = port
    this.#workshop = workshop
  }

  /** Handles one unparsed message. An invalid one is answered with `failed`. */
  receive(data: unknown, ports: readonly WatchPort[]): void {
    try {
      this.#handle(parseMessage(toEngineSchema, data, 'the main process'), ports)
    } catch (error) {
      this.#send({ type: 'failed', job: null, error: Failure.from(error).toData() })
    }
  }

  #handle(message: ToEngine, ports: readonly WatchPort[]): void {
    switch (message.type) {
      case 'load':
        return void this.#load(message)
      case 'probe':
        return void this.#probe(message)
      case 'generate':
        this.#queue.push(new EngineJob(message))
        return void this.#work()
      case 'supply':
        if (!this.#past.supplied(message)) this.#find(message.job)?.supplied(message)
        return
      case 'origins':
        return this.#find(message.job)?.traced(message.pages)
      case 'committed':
        return this.#find(message.job)?.commit(message.index)
      case 'turn':
        return this.#find(message.job)?.turn(message.to)
      case 'decode':
        this.#decodes.push(message)
        this.#running?.wake()
        return void this.#work()
      case 'watch':
        return this.#watch(ports[0])
      case 'ping':
        return this.#send({ type: 'pong', sent: message.sent })
    }
  }

  #send(message: FromEngine | FromProbe): void {
    this.#port.send(message)
  }

  #find(job: string): EngineJob | undefined {
    return this.#running?.id === job ? this.#running : this.#queue.find(({ id }) => id === job)
  }

  /** A newly loaded renderer replaces the previous one. */
  #watch(port: WatchPort | undefined): void {
    this.#watcher?.close()
    this.#watcher = port
  }

  async #load(message: LoadMessage): Promise<void> {
    try {
      const { model, info } = await this.#workshop.open(message)
      this.#model = model
      this.#send({ type: 'ready', model: info })
      await this.#work()
    } catch (error) {
      this.#send({ type: 'failed', job: null, error: Failure.from(error).toData() })
    }
  }

  async #probe(message: ProbeMessage): Promise<void> {
    try {
      for await (const said of this.#workshop.probe(message)) {
        this.#send(said)
        await eventLoopTurn() // what follows blocks, or may end the process
      }
    } catch (error) {
      this.#send({ type: 'failed', job: null, error: Failure.from(error).toData() })
    }
  }

  /** Works off the queue, decodes first; returns at once when already working. */
  async #work(): Promise<void> {
    const model = this.#model
    if (!model || this.#busy) return
    this.#busy = true
    while (this.#decodes.length > 0 || this.#queue.length > 0) {
      await this.#serveDecodes(model)
      this.#running = this.#queue.shift()
      if (this.#running) await this.#make(model, this.#running)
      this.#running = undefined
    }
    this.#busy = false
  }

  async #serveDecodes(model: Model): Promise<void> {
    for (let next = this.#decodes.shift(); next; next = this.#decodes.shift()) {
      const { job, latents, past } = next
      try {
        const { width, height, frames } = await this.#workshop.decode(model, latents, this.#past.of(job, past))
        this.#send({ type: 'decoded', job, width, height, frames: [...frames] })
      } catch (error) {
        this.#send({ type: 'failed', job, error: Failure.from(error).toData() })
      }
    }
  }

  async #make(model: Model, job: EngineJob): Promise<void> {
    try {
      const reason = await this.#chunks(model, job)
      this.#send({ type: 'done', job: job.id, reason })
    } catch (error) {
      if (job.stopped) this.#send({ type: 'done', job: job.id, reason: 'stopped' })
      else this.#send({ type: 'failed', job: job.id, error: Failure.from(error).toData() })
    }
  }

  async #chunks(model: Model, job: EngineJob): Promise<'complete' | 'stopped'> {
    let frames: Uint8Array[] = []
    let encode = 0
    const ports: GeneratePorts = {
      past: job.past,
      source: {
        pages: async (ids) => (await this.#ask(job, ids, [])).pages,
        latents: async (hashes) => (await this.#ask(job, [], hashes)).latents,
        origins: (ids) => this.#trace(job, ids)
      },
      checkpoint: () => this.#checkpoint(model, job),
      stopped: () => job.stopped,
      onRemember: (done, all) => this.#send({ type: 'remember', job: job.id, done, all }),
      onProgress: (chunk, step, steps) => this.#send({ type: 'progress', job: job.id, chunk, step, steps }),
      onFrames: async (chunk, pictures) => {
        const encoded = await timed(() => this.#workshop.encode(pictures))
        frames = encoded.result
        encode = encoded.took
        this.#watcher?.postMessage({ job: job.id, chunk, frames })
        this.#send({ type: 'preview', job: job.id, chunk })
      }
    }
    const made = this.#workshop.generate(model, job.from, job.plan, ports)
    for (;;) {
      const next = await made.next()
      if (next.done) return next.value
      const { index, latents, latentsHash, pages, before, after, timings } = next.value
      this.#send({
        type: 'chunk',
        job: job.id,
        index,
        latents,
        latentsHash,
        pages: [...pages],
        before,
        after,
        frames,
        timings: { ...timings, encode }
      })
      // At most one chunk ahead of the committed ones: the next may begin, the one after it waits.
      while (job.committed < index - 1 && !job.stopped) await job.change()
    }
  }

  /** Between two passes, or groups of layers of a long one, after new messages were handled: decodes stored chunks; a paused job waits here. */
  async #checkpoint(model: Model, job: EngineJob): Promise<'go' | 'stop'> {
    for (;;) {
      await this.#serveDecodes(model)
      if (job.to !== 'pause') return job.to
      await job.change()
    }
  }

  /** Pages and latents from the project file, in the order requested; undefined where missing. */
  async #ask(job: EngineJob, pages: readonly string[], latents: readonly string[]) {
    this.#send({ type: 'need', job: job.id, pages: [...pages], latents: [...latents] })
    const supply = await job.supply()
    if (!supply) throw takeStopped()
    const page = new Map(supply.pages.map((stored) => [stored.id, stored]))
    const latent = new Map(supply.latents.map(({ sha256, bytes }) => [sha256, bytes]))
    return { pages: pages.map((id) => page.get(id)), latents: latents.map((hash) => latent.get(hash)) }
  }

  async #trace(job: EngineJob, pages: readonly string[]) {
    this.#send({ type: 'trace', job: job.id, pages: [...pages] })
    const origins = await job.origins()
    if (!origins) throw takeStopped()
    return origins
  }
}
