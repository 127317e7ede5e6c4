/** The form in which a device computes a pack: proven before the engine is loaded, once for each choice of a device. */
import type { ToEngine } from '../../app/contract/engine.ts'
import type { Attention } from '../../app/contract/probe.ts'
import { Failure } from '../../app/base/failure.ts'

export type Load = Omit<Extract<ToEngine, { type: 'load' }>, 'type'>
/** @throws why the device is not used; the signal's reason */
export type FormFor = (load: Load, signal: AbortSignal) => Promise<Attention>

export class ProvenForm {
  readonly #formFor: FormFor | null
  #known: Attention | null = null
  #asking: AbortController | undefined

  /** @param formFor null: the form is that of the table of devices */
  constructor(formFor: FormFor | null) {
    this.#formFor = formFor
  }

  /** Another device was chosen. */
  forget(): void {
    this.#known = null
  }

  /** Neither callback of `complete` is called any more. */
  stop(): void {
    this.#asking?.abort()
  }

  /** @param then given the load with its form: at once where it is known */
  complete(load: Load, then: (load: Load) => void, refused: (why: Failure) => void): void {
    if (this.#formFor === null) return then(load)
    if (this.#known !== null) return then({ ...load, attention: this.#known })
    const { signal } = (this.#asking = new AbortController())
    this.#formFor(load, signal).then(
      (attention) => {
        if (signal.aborted) return
        this.#known = attention
        then({ ...load, attention })
      },
      (error: unknown) => {
        if (!signal.aborted) refused(Failure.from(error))
      }
    )
  }
}
