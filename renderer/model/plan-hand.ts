/** The user's edits of what is planned beside the texts: shot language, labels and posters. */
import type { Edit } from '../../app/edits/edit.ts'
import type { LabelColour } from '../../app/film/label.ts'
import type { TermField } from '../../app/film/shot-language.ts'
import type { CardId } from '../../app/ids.ts'
import { displayFrame } from '../../app/time.ts'
import type { FilmAtHand } from './film-at-hand.ts'
import type { Hand } from './hand.ts'
import { instantAt } from './markers.ts'
import type { Shot } from './shots.ts'

export class PlanHand {
  readonly #film: FilmAtHand
  readonly #hand: Hand

  constructor(film: FilmAtHand, hand: Hand) {
    this.#film = film
    this.#hand = hand
  }

  /** Sets a term of the shot language of some shots. @param term empty: none */
  async say(shots: readonly Shot[], field: TermField, term: string): Promise<void> {
    const edit = { type: 'setLanguage', cards: ids(shots), field, value: term === '' ? null : term }
    await this.#hand.edit(edit as Edit) // main refuses a term that is none
  }

  /** Sets the frames that the transitions of some shots take. @param frames empty: the usual number */
  async transitionLength(shots: readonly Shot[], frames: string): Promise<void> {
    const length = frames === '' ? null : displayFrame(Number(frames))
    await this.#hand.edit({ type: 'setTransitionLength', cards: ids(shots), length })
  }

  /** Labels the selected shots; null: they have none. */
  label(colour: LabelColour | null): Promise<void> {
    return this.#hand.turns.take(async ({ inHand }) => {
      if (inHand.length > 0) await this.#hand.edit({ type: 'setLabel', cards: ids(inHand), label: colour })
    })
  }

  /** The picture at the playhead stands for the shot at hand. */
  async poster(): Promise<void> {
    const { atHand, playhead, framesPerChunk } = this.#film // its position now, not when the edit's turn comes
    if (!atHand) return
    const poster = instantAt(playhead.frame - atHand.start * framesPerChunk, framesPerChunk)
    await this.#set(atHand.id, poster)
  }

  /** The usual picture stands for the shot at hand again. */
  async usualPicture(): Promise<void> {
    const { atHand } = this.#film
    if (atHand) await this.#set(atHand.id, null)
  }

  #set(card: CardId, poster: Shot['card']['poster']): Promise<void> {
    return this.#hand.turns.take(async ({ shots }) => {
      if (shots.some(({ id }) => id === card)) await this.#hand.edit({ type: 'setPoster', card, poster })
    })
  }
}

const ids = (shots: readonly Shot[]): CardId[] => shots.map(({ id }) => id)
