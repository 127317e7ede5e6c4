/** Having film made from the window, and going along with what comes. */
import type { Command } from '../../app/contract/commands.ts'
import type { Making } from '../../app/contract/open-film.ts'
import type { CardId } from '../../app/ids.ts'
import { ask } from './bridge.ts'
import type { FilmHost } from './film-at-hand.ts'
import type { NextWork } from './next-work.ts'
import { unfinished } from './notices.svelte.ts'
import type { Shot } from './shots.ts'
import type { Stance } from './stance.ts'
import type { Turns } from './turns.ts'

type Request = Extract<Command, { type: 'film.generate' }>['request']

/** What is needed of the film that is made. */
interface Made {
  readonly studio: FilmHost
  readonly session: number
  readonly shots: readonly Shot[]
  readonly atHand: Shot | null
  readonly next: NextWork
  readonly acts: number
  readonly framesPerChunk: number
  readonly playhead: { follow(frame: number): void }
  readonly hand: { readonly turns: Turns }
  goTo(frame: number): void
}

export class FilmWork {
  readonly #film: Made
  /**
   * Generating was asked for here: the playhead goes along from its first pictures, wherever they are, or, since the hand
   * took it to a shot, only where they are of that one.
   */
  #watching: 'anywhere' | 'here' | null = null
  #reach = 0

  constructor(film: Made) {
    this.#film = film
  }

  /** The end of what was made, in frames, as far as the playhead runs along. */
  get reach(): number {
    return this.#reach
  }

  /** The hand took the playhead somewhere. */
  moved(): void {
    if (this.#watching) this.#watching = 'here'
  }

  /** The playhead is wanted where it is. */
  stay(): void {
    this.#watching = null
  }

  /** Has made what is missing, or what is outdated, and shows it as it comes. */
  generate(): void {
    void this.#film.hand.turns.take(async (stance) => {
      const { kind } = this.#film.next
      if (kind !== 'nothing') void this.#make({ kind }, stance)
    })
  }

  /** New takes of the selected shots; with `ripple` also of all that follow. */
  again(ripple: boolean): void {
    void this.#film.hand.turns.take(async (stance) => {
      const cards = stance.inHand.map(({ id }) => id)
      if (cards.length > 0) void this.#make({ kind: 'cards', cards, ripple }, stance)
    })
  }

  /** Has a second made again, and watches from where it begins. What is being made meanwhile goes on after it. */
  async redo({ card, at }: { readonly card: CardId; readonly at: number }): Promise<void> {
    const film = this.#film
    const shot = film.shots.find(({ id }) => id === card)
    if (!shot) return
    film.goTo((shot.start + at - shot.from) * film.framesPerChunk)
    const { acts } = film
    await film.studio.attempt(film.studio.ofFilm('film.generate', card), async () => {
      await this.#ask({ kind: 'branch', card, at })
      if (film.acts === acts) this.#watching = 'anywhere' // from now on what comes is the new second
      return unfinished
    })
  }

  async #make(request: Request, { acts }: Stance): Promise<void> {
    const { studio } = this.#film
    if (this.#film.acts === acts) this.#watching = 'anywhere'
    await studio.attempt(studio.ofFilm('film.generate'), async () => {
      await this.#ask(request)
      return unfinished
    })
  }

  async #ask(request: Request): Promise<void> {
    await ask({ type: 'film.generate', session: this.#film.session, request })
  }

  /** Goes along with what is made: to each new shot, unless the hand has taken the playhead elsewhere. */
  follow(making: Making | null, before: Making | null): void {
    if (making === null) return
    const { shots, atHand, playhead, framesPerChunk } = this.#film
    const shot = shots.find(({ id }) => id === making.card)
    if (!shot) return
    if (this.#watching && making.ready > 0) {
      const elsewhere = this.#watching === 'here' && atHand?.id !== shot.id
      this.#watching = null
      if (!elsewhere) playhead.follow((shot.start + making.ready - shot.from - 1) * framesPerChunk)
    }
    if (making.ready > 0 || before?.card !== making.card) {
      this.#reach = (shot.start + Math.max(0, making.ready - shot.from)) * framesPerChunk
    }
  }
}
