/** The models of this machine, as main tells them, and what is done with them: one thing at a time. */
import type { Command } from '../../app/contract/commands.ts'
import type { ModelShelf, ModelTask } from '../../app/contract/models.ts'
import { t } from '../strings/strings.svelte.ts'
import { ask, hear } from './bridge.ts'
import { unfinished, type Deed, type Notices } from './notices.svelte.ts'
import type { DialogName } from './script-offer.svelte.ts'

/** Dependencies on the studio. */
interface Host {
  dialog: DialogName | null
  readonly leaving: boolean
  readonly notices: Notices
  attempt(deed: Deed, work: () => Promise<unknown>): Promise<void>
}

type Asked = Extract<Command, { type: `models.${string}` }>

export class ModelList {
  /** Null until it is known. */
  shelf = $state.raw<ModelShelf | null>(null)
  /** What is being done, or its result until it is seen. */
  task = $state.raw<ModelTask | null>(null)
  readonly #studio: Host

  constructor(studio: Host) {
    this.#studio = studio
    hear('models', ({ shelf }) => (this.shelf = shelf))
    hear('modelTask', ({ task }) => this.#hear(task))
  }

  /** Work that goes on when the dialog is closed. */
  get busy(): boolean {
    return this.task?.state === 'adding' || this.task?.state === 'removing'
  }

  /** What a model calls itself; one that is not here is called by its `id@revision`. */
  nameOf(model: string): string {
    return this.shelf?.models.find((each) => each.model === model)?.label?.name ?? model
  }

  load(): Promise<void> {
    return this.#studio.attempt({ kind: 'models.state', subject: [] }, async () => {
      const { shelf, task } = await ask({ type: 'models.state' })
      this.shelf = shelf
      this.task = task
    })
  }

  open(): void {
    this.#studio.dialog = 'models'
  }

  /** Closes the dialog: a result was seen, and what writes nothing is not wanted any more. */
  close(): void {
    this.#studio.dialog = null
    if (this.task !== null && !this.busy) void this.send({ type: 'models.end' })
  }

  /** Folders were dropped: they are looked into, with those of the offer. */
  drop(paths: readonly string[]): void {
    if (this.#studio.leaving) return
    this.open()
    void this.send({ type: 'models.look', paths: [...paths], more: true })
  }

  /** What comes of it is told by events. */
  send(command: Asked): Promise<void> {
    return this.#studio.attempt({ kind: command.type, subject: [] }, async () => {
      await ask(command)
      return unfinished
    })
  }

  /** A result is a notice where the dialog does not show it. */
  #hear(task: ModelTask | null): void {
    this.task = task
    const { dialog, notices } = this.#studio
    const deed: Deed = { kind: 'models.add', subject: [] }
    if (task?.state === 'added') notices.done(deed)
    if (dialog === 'models') return
    const run = (): void => this.open()
    if (task?.state === 'added') notices.news(t().models.added(task.names), { action: { label: t().models.show, run } })
    if (task?.state === 'failed') notices.trouble(task.error, deed)
  }
}
