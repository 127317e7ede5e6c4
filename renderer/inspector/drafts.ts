/** What is being written in the fields of one film: a draft for each field, whether or not it is on the screen. */
import type { Card, FrameMark } from '../../app/film/film.ts'
import type { cardTexts } from '../../app/film/schema.ts'
import type { CardId } from '../../app/ids.ts'
import type { OpenFilm } from '../state/film.svelte.ts'
import { Draft, type Field } from './draft.svelte.ts'

export type TextField = keyof typeof cardTexts

const rest = 350 // milliseconds without a key

export class Drafts {
  readonly #film: OpenFilm
  readonly #all = new Map<string, Draft>()

  constructor(film: OpenFilm) {
    this.#film = film
  }

  /** A text of a shot. */
  text(card: CardId, field: TextField): Draft {
    return this.#of(`${card} ${field}`, {
      stored: () => this.#card(card)?.[field] ?? null,
      send: (text, burst) => this.#film.hand.write({ type: 'setText', card, field, text }, burst),
      rest
    })
  }

  /** The film's name; one without a letter is none. */
  title(): Draft {
    return this.#of('title', {
      stored: () => this.#film.state.view.film.title,
      send: async (text) => {
        const title = text.trim()
        if (title === '' || title === this.#film.state.view.film.title) return null
        return this.#film.hand.write({ type: 'setTitle', title })
      },
      rest: null
    })
  }

  /** The name of a marker. @param at its display frame, counted from the start of its shot */
  marker(card: CardId, at: number): Draft {
    const { hand, framesPerChunk } = this.#film
    return this.#of(`${card} marker ${at}`, {
      stored: () =>
        this.#card(card)?.markers.find(({ chunk, frame }) => chunk * framesPerChunk + frame === at)?.text ?? null,
      send: (text) => hand.nameMarker({ card, at }, text.trim()),
      rest: null
    })
  }

  /** The name of a picture that a shot keeps in mind; in the shots after it that keep it too, it is called the same. */
  pin(card: CardId, { page, frame }: Pick<FrameMark, 'page' | 'frame'>): Draft {
    const pinOf = ({ pins }: Card): FrameMark | undefined =>
      pins.find((pin) => pin.page === page && pin.frame === frame)
    return this.#of(`${card} pin ${page} ${frame}`, {
      stored: () => {
        const of = this.#card(card)
        return (of && pinOf(of)?.name) ?? null
      },
      send: (text) => {
        const all = this.#film.state.view.film.cards
        const from = all.findIndex(({ id }) => id === card)
        const cards = all.filter((each, index) => index >= from && pinOf(each)).map(({ id }) => id)
        const mark = { ...pinOf(all[from]!)!, name: text.trim() }
        return this.#film.hand.write({ type: 'markFrame', cards, mark, as: 'pin' })
      },
      rest: null
    })
  }

  /** The film is left; what was written has been sent. */
  close(): void {
    for (const draft of this.#all.values()) draft.drop()
  }

  #of(key: string, field: Field): Draft {
    let draft = this.#all.get(key)
    if (!draft) this.#all.set(key, (draft = new Draft(field)))
    return draft
  }

  #card(id: CardId): Card | undefined {
    return this.#film.state.view.film.cards.find((card) => card.id === id)
  }
}
