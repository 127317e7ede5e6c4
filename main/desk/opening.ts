/** Opens films for all callers; a film that cannot be opened is reported to the window with a remedy. */
import { Failure } from '../../app/base/failure.ts'
import type { FilmState } from '../../app/contract/open-film.ts'
import type { RefusedFilm, StudioEvent } from '../../app/contract/window.ts'
import type { Desk } from './desk.ts'

export class Opening {
  /** The last film that could not be opened, until one could. */
  refused: RefusedFilm | null = null
  readonly #desk: Desk
  readonly #emit: (event: StudioEvent) => void

  constructor(desk: Desk, emit: (event: StudioEvent) => void) {
    this.#desk = desk
    this.#emit = emit
  }

  /** @returns null when the file was refused, or the user chose to stay in the film open before */
  async open(path: string, how: { readOnly?: boolean } = {}): Promise<FilmState | null> {
    try {
      const state = await this.#desk.open(path, how)
      this.#refuse(null)
      return state
    } catch (error) {
      this.#refuse({ path, error: Failure.from(error).toData() })
      this.#desk.look() // a recent film that was moved is marked as such
      return null
    }
  }

  /** As `open`, requested from outside the window, which is sent the film as well. */
  async show(path: string): Promise<void> {
    const film = await this.open(path)
    if (film) this.#emit({ type: 'film', film })
  }

  #refuse(refused: RefusedFilm | null): void {
    this.refused = refused
    this.#emit({ type: 'refused', refused })
  }
}
