/**
 * A promise queue of the user's edits of one film. An edit that reads the film waits for the answers to earlier edits, so
 * that fast input gives the same result as slow input: each acts on what was at hand when it was requested.
 */
import type { CardId } from '../../app/ids.ts'
import { Stance, type Movable, type Standing } from './stance.ts'
import type { Shot } from './shots.ts'

export class EditTurns {
  readonly #film: Standing & Movable
  readonly #waiting = new Set<Stance>()
  /** The last unanswered one. */
  #last: Promise<unknown> | null = null

  constructor(film: Standing & Movable) {
    this.#film = film
  }

  /** Some edit is unanswered. */
  get busy(): boolean {
    return this.#last !== null
  }

  /** Resolves when all edits are answered. */
  async idle(): Promise<void> {
    while (this.#last !== null) await this.#last
  }

  /** Runs `work` in turn: synchronously if nothing is pending, as the film may be closed right after. */
  take<Given>(work: (stance: Stance) => Promise<Given>): Promise<Given> {
    const stance = new Stance(this.#film)
    const begin = (): Promise<Given> => {
      this.#waiting.delete(stance)
      return work(stance)
    }
    this.#waiting.add(stance)
    const given = this.#last === null ? begin() : this.#last.then(begin)
    const last = given.catch(() => undefined)
    this.#last = last
    void last.then(() => this.#last === last && (this.#last = null))
    return given
  }

  /** The film changed: its current shots. */
  follow(shots: readonly Shot[]): void {
    for (const stance of this.#waiting) stance.follow(shots)
  }

  /**
   * Applies an answer's move. It moves the selection, unless the user has since chosen a shot (the next command would then
   * act on the wrong one) or focused a field of the shot at hand (the field would disappear and typed letters become
   * commands). The same for waiting stances: those taken after such an act follow the user's choice.
   */
  settle({ acts }: Stance, move: (moved: Movable) => void): void {
    for (const stance of this.#waiting) if (stance.acts === acts) move(stance)
    if (this.#film.acts === acts) move(this.#film)
  }

  /** As `settle`, for showing cards. */
  show(stance: Stance, cards: readonly CardId[]): void {
    this.settle(stance, (moved) => moved.show(cards))
  }
}
