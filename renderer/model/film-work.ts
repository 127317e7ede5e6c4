/** Starts runs from the window, and lets the playhead follow them. */
import type { Command } from '../../app/contract/commands.ts'
import type { Making } from '../../app/contract/open-film.ts'
import type { CardId } from '../../app/ids.ts'
import type { Chunk } from '../../app/time.ts'
import { ask } from './bridge.ts'
import type { FilmHost } from './film-at-hand.ts'
import type { NextWork } from './next-work.ts'
import { unfinished } from './notices.svelte.ts'
import type { Shot } from './shots.ts'
import type { Stance } from './stance.ts'
import type { EditTurns } from './turns.ts'

type Request = Extract<Command, { type: 'film.generate' }>['request']

/** Dependencies on the film. */
interface Made {
  readonly studio: FilmHost
  readonly session: number
  readonly shots: readonly Shot[]
  readonly atHand: Shot | null
  readonly next: NextWork
  readonly acts: number
  readonly framesPerChunk: number
  readonly playhead: { follow(frame: number): void }
  readonly hand: { readonly turns: EditTurns }
  goTo(frame: number): void
}

export class FilmWork {
  readonly #film: Made
  /**
   * Generate was pressed here: the playhead follows from the first pictures, wherever they are, or, once the user moved it
   * to a shot, only if they are of that shot.
   */
  #watching: 'anywhere' | 'here' | null = null
  #reach = 0

  constructor(film: Made) {
    this.#film = film
  }

  /** End of what is made, in frames, for a playhead that follows. */
  get reach(): number {
    return this.#reach
  }

  /** The user moved the playhead. */
  moved(): void {
    if (this.#watching) this.#watching = 'here'
  }

  /** Stops following: the playhead is to stay. */
  stay(): void {
    this.#watching = null
  }

  /** Makes what is missing, or outdated, and follows it. */
  generate(): void {
    void this.#film.hand.turns.take(async (stance) => {
      const { kind } = this.#film.next
      if (kind !== 'nothing') void this.#make({ kind }, stance)
    })
  }

  /** New takes of the selected shots; with `ripple` also of all shots after. */
  again(ripple: boolean): void {
    void this.#film.hand.turns.take(async (stance) => {
      const cards = stance.inHand.map(({ id }) => id)
      if (cards.length > 0) void this.#make({ kind: 'cards', cards, ripple }, stance)
    })
  }

  /** Makes a second again and plays from its start. A run under way continues after it. */
  async redo({ card, at }: { readonly card: CardId; readonly at: number }): Promise<void> {
    const film = this.#film
    const shot = film.shots.find(({ id }) => id === card)
    if (!shot) return
    film.goTo((shot.start + at - shot.from) * film.framesPerChunk)
    const { acts } = film
    await film.studio.attempt(film.studio.ofFilm('film.generate', card), async () => {
      await this.#ask({ kind: 'branch', card, at })
      if (film.acts === acts) this.#watching = 'anywhere' // follow from the new second on
      return unfinished
    })
  }

  /** So many chunks beyond the end of each finished shot. The playhead stays: they are not in the film. */
  tails(chunks: Chunk): void {
    const { studio } = this.#film
    void studio.attempt(studio.ofFilm('film.generate'), async () => {
      await this.#ask({ kind: 'tails', chunks })
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

  /** Follows the run to each new shot, unless the user has moved the playhead. */
  follow(making: Making | null, before: Making | null): void {
    if (making === null) return
    const { shots, atHand, playhead, framesPerChunk } = this.#film
    const shot = shots.find(({ id }) => id === making.card)
    if (!shot) return
    const shown = making.ready - shot.from
    if (this.#watching && making.ready > 0 && shown <= shot.length) {
      const elsewhere = this.#watching === 'here' && atHand?.id !== shot.id
      this.#watching = null
      if (!elsewhere) playhead.follow((shot.start + shown - 1) * framesPerChunk)
    }
    if (making.ready > 0 || before?.card !== making.card) {
      this.#reach = (shot.start + Math.min(Math.max(0, shown), shot.length)) * framesPerChunk // a tail is not in the film
    }
  }
}
