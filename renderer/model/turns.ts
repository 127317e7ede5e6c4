/**
 * The queue of what the hand does to one film. What is read from the film to change it waits for the answer to what was done
 * before, so that a hand faster than the answers gets what a slow one gets: each acts on what was at hand when it was asked for.
 */
import type { CardId } from '../../app/ids.ts'
import { Stance, type Moved, type Standing } from './stance.ts'
import type { Shot } from './shots.ts'

export class Turns {
  readonly #film: Standing & Moved
  readonly #waiting = new Set<Stance>()
  /** The last one that was not answered yet. */
  #last: Promise<unknown> | null = null

  constructor(film: Standing & Moved) {
    this.#film = film
  }

  /** Something was done that is not answered yet. */
  get busy(): boolean {
    return this.#last !== null
  }

  /** Waits until all that was done is answered. */
  async idle(): Promise<void> {
    while (this.#last !== null) await this.#last
  }

  /** Does this when its turn comes: at once where it can be, as leaving may follow. */
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

  /** The film was changed: these are its shots now. */
  follow(shots: readonly Shot[]): void {
    for (const stance of this.#waiting) stance.follow(shots)
  }

  /**
   * For what an answer moves. It moves the hand, unless that has chosen a shot since it asked, which the next command would
   * then not be of, or has put the keyboard into a field of the shot at hand: that field would go away, and what is typed
   * would be commands. So it is with each that waits: what was asked for after such an act is of what the hand chose.
   */
  settle({ acts }: Stance, move: (moved: Moved) => void): void {
    for (const stance of this.#waiting) if (stance.acts === acts) move(stance)
    if (this.#film.acts === acts) move(this.#film)
  }

  /** As `settle`: these cards are shown. */
  show(stance: Stance, cards: readonly CardId[]): void {
    this.settle(stance, (moved) => moved.show(cards))
  }
}
