/** Opening a film from wherever that was asked for: what cannot be opened is told to the window, which offers a way on. */
import { Failure } from '../../app/base/failure.ts'
import type { FilmState } from '../../app/contract/open-film.ts'
import type { RefusedFilm, StudioEvent } from '../../app/contract/window.ts'
import type { Desk } from './desk.ts'

export class Opening {
  /** What could not be opened last, until something could. */
  refused: RefusedFilm | null = null
  readonly #desk: Desk
  readonly #emit: (event: StudioEvent) => void

  constructor(desk: Desk, emit: (event: StudioEvent) => void) {
    this.#desk = desk
    this.#emit = emit
  }

  /** @returns null when the file was refused, or the film open before is not to be left: that stays open */
  async open(path: string, how: { readOnly?: boolean } = {}): Promise<FilmState | null> {
    try {
      const state = await this.#desk.open(path, how)
      this.#refuse(null)
      return state
    } catch (error) {
      this.#refuse({ path, error: Failure.from(error).toData() })
      this.#desk.look() // a recent film that was moved is listed as such from now on
      return null
    }
  }

  /** As `open`, asked from outside of the window, which is told of the film as well. */
  async show(path: string): Promise<void> {
    const film = await this.open(path)
    if (film) this.#emit({ type: 'film', film })
  }

  #refuse(refused: RefusedFilm | null): void {
    this.refused = refused
    this.#emit({ type: 'refused', refused })
  }
}
