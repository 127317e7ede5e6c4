/**
 * Work in progress for the system: prevents sleep, shows progress, notifies at the end. Derived only from events to the
 * window, so that it ends with the work, however that ends.
 */
import type { Making } from '../../app/contract/open-film.ts'
import type { StudioEvent } from '../../app/contract/window.ts'

export type Ended = 'made' | 'exported' | 'failed' | 'asks'

export interface Machine {
  awake(on: boolean): void
  /** 0 … 1; null while nothing is in progress. */
  progress(share: number | null, paused: boolean): void
  notify(what: Ended): void
}

export class Working {
  readonly #machine: Machine
  #shown = ''
  #awake = false
  #making = false
  #asking = false
  /** How the current run ended, once that is known. */
  #end: Ended | null = null
  #exporting: number | null = null
  /** A model is being added. */
  #adding: number | null = null

  constructor(machine: Machine) {
    this.#machine = machine
  }

  /** @param making of the open film, now */
  hear(event: StudioEvent, making: Making | null): void {
    if (event.type === 'export') this.#export(event.export)
    if (event.type === 'modelTask')
      this.#adding = event.task?.state === 'adding' ? event.task.done / Math.max(1, event.task.of) : null
    if (event.type === 'made') this.#end = event.finished?.length === 0 ? null : 'made' // empty: it was stopped
    // A restart of the engine is reported as trouble, too: only the end of the run tells the outcome.
    if (event.type === 'trouble' && event.asked !== undefined) this.#end = 'failed'
    if (this.#making && making === null) {
      if (this.#end) this.#machine.notify(this.#end)
      this.#end = null
    }
    this.#making = making !== null
    const asking = making?.state === 'asking'
    if (asking && !this.#asking) this.#machine.notify('asks')
    this.#asking = asking
    this.#show(making)
  }

  #export(state: Extract<StudioEvent, { type: 'export' }>['export']): void {
    this.#exporting = state.state === 'running' ? state.done : null
    if (state.state === 'done') this.#machine.notify('exported')
    if (state.state === 'failed' && state.error.code !== 'export.cancelled') this.#machine.notify('failed')
  }

  /** When a film is made and exported at once, the export is shown, as the user waits for it. */
  #show(making: Making | null): void {
    const paused = (making?.state === 'paused' || making?.state === 'asking') && this.#exporting === null
    const made = making && (making.all === 0 ? 0 : (making.made + making.step) / making.all)
    const share = this.#exporting ?? made ?? this.#adding
    const rounded = share === null ? null : Math.min(1, Math.floor(share * 100) / 100)
    const shown = `${rounded} ${paused}`
    if (shown !== this.#shown) this.#machine.progress(rounded, paused)
    this.#shown = shown
    const awake = share !== null && !paused
    if (awake !== this.#awake) this.#machine.awake(awake)
    this.#awake = awake
  }
}
