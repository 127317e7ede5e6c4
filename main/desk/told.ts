/** The film state last sent to the window; the next update is a patch against it. */
import { patchOf } from '../../app/contract/film-patch.ts'
import type { FilmState } from '../../app/contract/open-film.ts'
import type { StudioEvent } from '../../app/contract/window.ts'

export interface ToldParts {
  /** The open film's current state with this serial; null where none is open. */
  readonly read: (serial: number) => FilmState | null
  readonly emit: (event: StudioEvent) => void
}

export class Told {
  readonly #parts: ToldParts
  #serial = 0
  #last: FilmState | null = null

  constructor(parts: ToldParts) {
    this.#parts = parts
  }

  /** The whole open film, to be sent to the window: the next patch applies to it. */
  state(): FilmState | null {
    const now = this.#parts.read(this.#serial + 1)
    if (now === null) return (this.#last = null)
    if (this.#last !== null && saysTheSame(this.#last, now))
      return (this.#last = { ...this.#last, lastView: now.lastView })
    this.#serial++
    return (this.#last = now)
  }

  /**
   * The whole open film for a newly loaded window or a reader. Does not change what the next patch applies to, so no change
   * is lost for the window. A patch replaces whole cards, so it also fits this state.
   */
  now(): FilmState | null {
    const last = this.#last
    const now = last && this.#parts.read(last.serial)
    return now?.session === last?.session ? now : this.state()
  }

  /**
   * Sends the film to the window: the patch since the last update; the whole film where its model is another.
   * @returns serial of the state sent
   */
  show(): number {
    const before = this.#last
    const now = this.state()
    if (now === null || before?.session !== now.session || before.model !== now.model)
      this.#parts.emit({ type: 'film', film: now })
    else if (now !== before) this.#parts.emit({ type: 'changed', patch: patchOf(before, now) })
    return this.#serial
  }
}

/** Whether two states differ in nothing the window shows. `lastView` is only used when loading. */
const saysTheSame = (one: FilmState, other: FilmState): boolean =>
  (Object.keys(other) as (keyof FilmState)[]).every(
    (key) => key === 'serial' || key === 'lastView' || one[key] === other[key]
  )
