/** The models on this machine for the window: listed, looked for, added, checked, removed. One at a time, in a process of its own. */
import { Failure } from '../../app/base/failure.ts'
import type { ModelShelf, ModelTask, ModelWishes, ShelvedModel } from '../../app/contract/models.ts'
import type { StudioEvent } from '../../app/contract/window.ts'
import type { PackerLauncher } from '../packer/launch.ts'
import type { FromPacker, PackDone, PackJob, ToPacker } from '../packer/messages.ts'
import { labelOf } from '../packer/offer.ts'
import type { PackPlaces } from '../packs/places.ts'
import { shelfOf, type ShelvedPack } from '../packs/shelf.ts'
import { freeBytes, sweepStaged } from '../packs/staging.ts'
import { Remaining } from './remaining.ts'

export interface ModelsParts {
  readonly launch: PackerLauncher
  readonly places: PackPlaces
  /** What is here, whenever it was looked at. */
  readonly looked: (shelf: readonly ShelvedPack[]) => void
  /** Models that the open film needs. */
  readonly ofFilm: () => ReadonlySet<string>
  /** Opens a copied pack in an engine of its own. @throws Failure when that fails */
  readonly prove: (folder: string, signal: AbortSignal) => Promise<void>
  readonly emit: (event: Extract<StudioEvent, { type: 'models' | 'modelTask' }>) => void
}

interface Running {
  readonly job: PackJob
  readonly stop: AbortController
  readonly send: (message: ToPacker) => void
  /** Kills it. */
  readonly end: () => Promise<void>
  readonly remaining: Remaining
}

/** Milliseconds within which an orderly end comes, or the process is killed. */
const patience = 15_000

const noWishes: ModelWishes = { family: null, use: [] }

export class Models {
  /** What is being done, or its result until it is seen. */
  task: ModelTask | null = null
  readonly #parts: ModelsParts
  #running: Running | null = null

  constructor(parts: ModelsParts) {
    this.#parts = parts
  }

  /** @throws Failure `pack.shelf` */
  async shelf(): Promise<ModelShelf> {
    const { places, looked } = this.#parts
    const shelf = await shelfOf(places)
    looked(shelf)
    return { models: shelf.map(shown), folder: places.added, free: freeBytes(places.added) }
  }

  /**
   * Looks into folders that were chosen.
   * @param more together with those that are offered, whatever was said of these
   * @throws Failure `models.busy`
   */
  look(folders: readonly string[], more = false): void {
    const before = more && this.task?.state === 'offered' ? this.task : null
    const all = [...new Set([...(before?.offer.folders ?? []), ...folders])]
    const wishes = before?.wishes ?? noWishes
    this.#begin({ does: 'look', folders: all, wishes }, { state: 'looking', looked: 0, of: null })
  }

  /** What the user says of the files that are offered. @throws Failure `models.busy`, `models.changed` */
  wish(wishes: ModelWishes): void {
    const { offer } = this.#offered
    if (this.#running?.job.does === 'look') {
      void this.#running.end() // for what was said before
      this.#running = null
    }
    this.#begin({ does: 'look', folders: offer.folders, wishes }, { state: 'offered', offer, wishes, again: true })
  }

  /** Adds what is offered. @param agreed to its licences. @throws Failure `models.busy`, `models.changed` */
  add(agreed: boolean): void {
    const { offer, wishes } = this.#offered
    const { folders, bytes, models } = offer
    const name = models[0]?.label.name ?? ''
    this.#begin(
      { does: 'add', folders, wishes, models: models.map(({ model }) => model), agreed },
      { state: 'adding', name, file: '', done: 0, of: bytes, left: null }
    )
  }

  /** Compares every file of a model with its hash. @throws Failure `models.busy` */
  check(model: string): void {
    this.#begin({ does: 'verify', model }, { state: 'checking', model, done: 0, of: 0, left: null })
  }

  /** @throws Failure `models.busy`; `models.in-use` when the open film needs it */
  remove(model: string): void {
    if (this.#parts.ofFilm().has(model))
      throw new Failure(
        'models.in-use',
        `The film that is open has takes of ${model}, or is made with it.`,
        'Nothing was removed. Close the film first.',
        { model }
      )
    this.#begin({ does: 'remove', model }, { state: 'removing', model })
  }

  /** Cancels what is being done, or dismisses its result. Of what was being added nothing is left. */
  async end(): Promise<void> {
    const running = this.#running
    if (!running) return this.#become(null)
    if (running.job.does === 'remove') return // done in a moment
    running.stop.abort()
    if (running.job.does !== 'add') return this.#over(running, null)
    running.send({ type: 'stop' })
    setTimeout(() => this.#running === running && void this.#over(running, { state: 'cancelled' }), patience).unref()
  }

  /** Before the program ends. @returns when nothing is written any more */
  async quit(): Promise<void> {
    const running = this.#running
    running?.stop.abort()
    if (running) await this.#over(running, null)
  }

  get #offered(): Extract<ModelTask, { state: 'offered' }> {
    if (this.task?.state === 'offered') return this.task
    throw new Failure('models.changed', 'Nothing is offered any more.', 'Nothing was added. Choose the folders again.')
  }

  #begin(job: PackJob, task: ModelTask): void {
    if (this.#running)
      throw new Failure('models.busy', 'Another model is being worked on.', 'Wait for it, or cancel it.')
    const { launch, places } = this.#parts
    const link = launch({
      message: (message) => this.#running === running && this.#hear(running, message),
      ended: (how) => this.#running === running && void this.#over(running, { state: 'failed', error: died(how) })
    })
    const running: Running = {
      ...{ job, stop: new AbortController(), remaining: new Remaining() },
      send: (message) => link.send(message),
      end: () => link.end()
    }
    this.#running = running
    running.send({ type: 'do', job, places })
    this.#become(task)
  }

  #hear(running: Running, message: FromPacker): void {
    const { task } = this
    switch (message.type) {
      case 'looked':
        if (task?.state === 'looking') this.#become({ ...task, looked: message.count, of: message.of })
        return
      case 'file':
        if (task?.state === 'adding') this.#become({ ...task, name: message.name, file: message.file })
        return
      case 'bytes': {
        const { done, of } = message
        const left = running.remaining.after(done, of, performance.now())
        if (task?.state === 'adding' || task?.state === 'checking') this.#become({ ...task, done, of, left })
        return
      }
      case 'prove':
        if (task?.state === 'adding') this.#become({ ...task, file: null, left: null })
        return void this.#prove(running, message.folder)
      case 'done':
        return void this.#over(running, resultOf(message.result))
      case 'stopped':
        return void this.#over(running, { state: 'cancelled' })
      case 'failed':
        return void this.#over(running, { state: 'failed', error: message.error })
    }
  }

  async #prove({ stop, send }: Running, folder: string): Promise<void> {
    try {
      await this.#parts.prove(folder, stop.signal)
      send({ type: 'proven', error: null })
    } catch (error) {
      if (!stop.signal.aborted) send({ type: 'proven', error: Failure.from(error).toData() })
    }
  }

  /** Ends its process, and removes what it left. */
  async #over(running: Running, task: ModelTask | null): Promise<void> {
    this.#running = null
    await running.end()
    try {
      sweepStaged(this.#parts.places.added)
    } catch {
      // Nothing was added so far; leftovers go with the next model that is.
    }
    if (this.#running !== null) return // the next one has begun
    const shelf = await this.shelf().catch(() => null) // asked for again, its failure is told
    if (shelf) this.#parts.emit({ type: 'models', shelf })
    this.#become(task)
  }

  #become(task: ModelTask | null): void {
    this.task = task
    this.#parts.emit({ type: 'modelTask', task })
  }
}

function shown({ model, manifest, bytes, embedded, problem }: ShelvedPack): ShelvedModel {
  const label = manifest && labelOf(manifest)
  return { ...{ model, label, bytes }, shipped: embedded, problem: problem?.toData() ?? null }
}

function resultOf(result: PackDone): ModelTask {
  switch (result.did) {
    case 'look':
      return { state: 'offered', offer: result.offer, wishes: result.wishes, again: false }
    case 'add':
      return { state: 'added', names: result.names }
    case 'verify':
      return { state: 'checked', model: result.model, files: result.files, faults: result.faults }
    case 'remove':
      return { state: 'removed', model: result.model }
  }
}

const died = (how: string) =>
  new Failure(
    'models.ended',
    `The part that works on models ended (${how}).`,
    'Nothing was added or changed. Try again.',
    { detail: how }
  ).toData()
