/** What the window was told of the open film: what it is told next is what differs from that. */
import { patchOf } from '../../app/contract/film-patch.ts'
import type { FilmState } from '../../app/contract/open-film.ts'
import type { StudioEvent } from '../../app/contract/window.ts'

export interface ToldParts {
  /** The open film as it is now, under this serial; null where none is open. */
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

  /** The open film, whole, to be told to the window: what is told next goes on from it. */
  state(): FilmState | null {
    const now = this.#parts.read(this.#serial + 1)
    if (now === null) return (this.#last = null)
    if (this.#last !== null && saysTheSame(this.#last, now))
      return (this.#last = { ...this.#last, lastView: now.lastView })
    this.#serial++
    return (this.#last = now)
  }

  /**
   * The open film for a page that begins, or only looks: what is told next still goes on from what was told last, so nothing
   * that changed since is left out of it. As it names whole cards, it fits a state that has some of it already.
   */
  now(): FilmState | null {
    const last = this.#last
    const now = last && this.#parts.read(last.serial)
    return now?.session === last?.session ? now : this.state()
  }

  /** Tells the window the film as it is now: what differs from what it was told last. @returns serial of the state told */
  show(): number {
    const before = this.#last
    const now = this.state()
    if (now === null || before?.session !== now.session) this.#parts.emit({ type: 'film', film: now })
    else if (now !== before) this.#parts.emit({ type: 'changed', patch: patchOf(before, now) })
    return this.#serial
  }
}

/** Whether two states differ in nothing the window shows. `lastView` is of the past. */
const saysTheSame = (one: FilmState, other: FilmState): boolean =>
  (Object.keys(other) as (keyof FilmState)[]).every(
    (key) => key === 'serial' || key === 'lastView' || one[key] === other[key]
  )
