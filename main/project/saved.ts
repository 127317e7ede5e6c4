/** Whether all of an open film is on the disk, as the window shows it. */
import type { Failure, FailureData } from '../../app/base/failure.ts'
import type { Saved } from '../../app/contract/open-film.ts'
import { moved } from '../store/failures.ts'

/** What of a store is asked for here. */
interface Place {
  readonly path: string
  /** Whether the file is still where it was opened. */
  readonly inPlace: boolean
}

export class SavedState {
  #now: Saved

  /** @param readOnly why nothing can be changed, or null */
  constructor(readOnly: FailureData | null) {
    this.#now = readOnly ? { state: 'read-only', reason: readOnly } : { state: 'saved', at: Date.now() }
  }

  get now(): Saved {
    return this.#now
  }

  /** All of it was written just now. */
  written(): void {
    this.#now = { state: 'saved', at: Date.now() }
  }

  /** Something could not be written. A refused edit is no failure to save. */
  failed(failure: Failure): void {
    if (this.#now.state === 'read-only' || /^(edit|chunk|film)\./.test(failure.code)) return
    this.#now = { state: 'failed', failure: failure.toData(), at: this.#now.at }
  }

  /** Looks whether the file is still where it was opened, without waiting for a commit to fail. */
  look({ path, inPlace }: Place): void {
    const { state } = this.#now
    if (state === 'saved' && !inPlace) this.failed(moved(path))
    else if (state === 'failed' && this.#now.failure.code === 'project.moved' && inPlace) {
      this.#now = { state: 'saved', at: this.#now.at } // put back: what was refused meanwhile never entered the film
    }
  }
}
