/** The save state of an open film, as the window shows it. */
import type { Failure, FailureData } from '../../app/base/failure.ts'
import type { Saved } from '../../app/contract/open-film.ts'
import { moved } from '../store/failures.ts'

/** The part of a store that is needed here. */
interface StoreFile {
  readonly path: string
  /** Whether the file is still at its path. */
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

  /** A commit succeeded. */
  written(): void {
    this.#now = { state: 'saved', at: Date.now() }
  }

  /** A write failed. A refused edit does not count. */
  failed(failure: Failure): void {
    if (this.#now.state === 'read-only' || /^(edit|chunk|film)\./.test(failure.code)) return
    this.#now = { state: 'failed', failure: failure.toData(), at: this.#now.at }
  }

  /** Checks whether the file is still at its path, without waiting for a commit to fail. */
  look({ path, inPlace }: StoreFile): void {
    const { state } = this.#now
    if (state === 'saved' && !inPlace) this.failed(moved(path))
    else if (state === 'failed' && this.#now.failure.code === 'project.moved' && inPlace) {
      this.#now = { state: 'saved', at: this.#now.at } // the file is back: what failed meanwhile never entered the film
    }
  }
}
