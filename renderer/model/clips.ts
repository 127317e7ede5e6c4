/** Cards on the clipboard: copy, cut, paste, also into another film, and shots from pasted text. */
import { limits } from '../../app/base/limits.ts'
import { carry } from '../../app/edits/carry.ts'
import { printShotList } from '../../app/exchange/print-shots.ts'
import { filmOfText, hugeText, noShots, tooManyShots } from '../../app/exchange/text-shots.ts'
import { copyPlan, emptyFilm, type Card, type Film } from '../../app/film/film.ts'
import type { CardId } from '../../app/ids.ts'
import { ask } from './bridge.ts'
import { freshCardId } from './chance.ts'
import type { Clipping } from './clipping.ts'
import type { FilmAtHand } from './film-at-hand.ts'
import type { Hand } from './hand.ts'
import type { Shot } from './shots.ts'
import { fetchSketch } from './sketch.ts'
import { placeIn, type PlaceIn, type Stance } from './stance.ts'

export class Clips {
  readonly #film: FilmAtHand
  readonly #hand: Hand

  constructor(film: FilmAtHand, hand: Hand) {
    this.#film = film
    this.#hand = hand
  }

  copy(): Promise<void> {
    return this.#hand.turns.take(async ({ inHand }) => this.#copy(inHand))
  }

  #copy(shots: readonly Shot[]): void {
    const cards = shots.map(({ card }) => card)
    const sketches = Promise.all([...new Set(cards.flatMap(({ sketch }) => sketch ?? []))].map(fetchSketch))
    sketches.catch(() => undefined) // reported when they are pasted
    const { studio, state } = this.#film
    const { film, base } = state.view
    const named = carry(cards, film, emptyFilm(''), freshCardId).cast
    const text = printShotList({ ...emptyFilm(''), cards, cast: named }, base)
    studio.clipboard = { cards, from: state, text, sketches }
    void studio.attempt(studio.ofFilm('clipboard.write'), () => ask({ type: 'clipboard.write', text }))
  }

  cut(): Promise<void> {
    return this.#hand.turns.take(async ({ inHand }) => {
      this.#copy(inHand)
      await this.#hand.removeShots(inHand)
    })
  }

  /**
   * Cut cards are pasted with their takes; a card that is still in the film, or was made in another, becomes a new plan.
   * Text copied in another program since then becomes shots, one per paragraph or line.
   */
  paste(at?: number): Promise<void> {
    const { studio } = this.#film
    const place = placeIn(this.#film, at)
    return this.#hand.turns.take((stance) =>
      studio.attempt(studio.ofFilm('clipboard.read'), async () => {
        const text = await ask({ type: 'clipboard.read' })
        const own = studio.clipboard
        if (own && own.text === text.replaceAll('\r\n', '\n')) return this.#pasteCards(own, place, stance)
        if (text.trim() !== '') await this.#insertText(text, place, stance)
      })
    )
  }

  /** Inserts shots from a text (exchange/text-shots.ts). */
  insertText(text: string, at?: number): Promise<void> {
    const place = placeIn(this.#film, at)
    return this.#hand.turns.take((stance) => this.#insertText(text, place, stance))
  }

  async #insertText(text: string, place: PlaceIn, stance: Stance): Promise<void> {
    const { studio, state } = this.#film
    await studio.attempt(studio.ofFilm('cards.bring'), async () => {
      if (text.length > limits.clipboard) throw hugeText()
      const ids: CardId[] = []
      const film = filmOfText(
        text,
        state.view.base,
        state.view.film.settings.length,
        (index) => (ids[index] ??= freshCardId())
      )
      if (film.cards.length === 0) throw noShots()
      if (film.cards.length > limits.cards) throw tooManyShots()
      await this.#carryIn(film.cards, film, [], place, stance)
    })
  }

  /** Inserts the shots of a script, with their sketches. @returns whether they are in the film */
  bringIn(film: Film, sketches: readonly Uint8Array[], at?: number): Promise<boolean> {
    const place = placeIn(this.#film, at)
    return this.#hand.turns.take((stance) => this.#carryIn(film.cards, film, sketches, place, stance))
  }

  async #pasteCards(clipping: Clipping, place: PlaceIn, stance: Stance): Promise<void> {
    if (clipping.cards.length === 0) return
    const { session, path } = this.#film.state // the session survives Save As, the path survives reopening
    if (clipping.from.session !== session && clipping.from.path !== path) return this.#bring(clipping, place, stance)
    const present = new Set(this.#film.shots.map(({ id }) => id))
    const cards = clipping.cards.map((card) => (present.has(card.id) ? copyPlan(card, freshCardId()) : card))
    if (await this.#hand.edit({ type: 'pasteCards', at: place(stance), cards }))
      this.#hand.turns.show(
        stance,
        cards.map(({ id }) => id)
      )
  }

  async #bring({ cards, from, sketches }: Clipping, place: PlaceIn, stance: Stance): Promise<void> {
    await this.#carryIn(cards, from.view.film, await sketches, place, stance)
  }

  /** Inserts cards of another film. @param from that film, for the cast they mention */
  async #carryIn(
    cards: readonly Card[],
    from: Film,
    sketches: readonly Uint8Array[],
    place: PlaceIn,
    stance: Stance
  ): Promise<boolean> {
    const { studio } = this.#film
    let done = false
    await studio.attempt(studio.ofFilm('cards.bring'), async () => {
      const { film } = this.#film.state.view
      const carried = carry(cards, from, film, freshCardId)
      const edit = { cards: [...carried.cards], cast: [...carried.cast] }
      await this.#film.reached(
        await ask({
          ...{ type: 'cards.bring', session: this.#film.session },
          ...{ edit: { type: 'bringCards', at: place(stance), ...edit }, sketches: [...sketches] }
        })
      )
      this.#hand.turns.show(
        stance,
        carried.cards.map(({ id }) => id)
      )
      done = true
    })
    return done
  }
}
