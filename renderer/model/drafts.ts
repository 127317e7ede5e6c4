/** What is being written in the fields of one film: a draft for each field, whether or not it is on the screen. */
import { SvelteSet } from 'svelte/reactivity'
import type { FilmState } from '../../app/contract/open-film.ts'
import type { Card, FrameMark } from '../../app/film/film.ts'
import type { Scene } from '../../app/film/scene.ts'
import { limits } from '../../app/base/limits.ts'
import { numberRefusal, writtenNumber } from '../../app/base/number.ts'
import { cardTexts } from '../../app/film/schema.ts'
import { textRefusal, type TextRule } from '../../app/base/text.ts'
import type { CardId, SceneId } from '../../app/ids.ts'
import { Draft, type Field } from './draft.svelte.ts'
import type { Hand } from './hand.ts'
import { keepText, keptTexts } from './kept-texts.ts'

export type TextField = keyof typeof cardTexts

/** Where a refused text stands: in which shot (null: the film's title), in the name of which marker of it (its frame there). */
export interface Stuck {
  readonly card: CardId | null
  readonly marker: number | null
}

/** The film that is written into. */
export interface Drafted {
  readonly state: FilmState
  readonly framesPerChunk: number
  readonly hand: Pick<Hand, 'write' | 'nameMarker'>
}

const rest = 350 // milliseconds without a key
const name: TextRule = { most: limits.title, lines: false }

export class Drafts {
  readonly #film: Drafted
  readonly #all = new Map<string, Draft>()
  /** Fields with a text that was refused. */
  readonly #stuck = new SvelteSet<string>()

  constructor(film: Drafted) {
    this.#film = film
  }

  /** A text of a shot. */
  text(card: CardId, field: TextField): Draft {
    const rule = cardTexts[field]
    return this.#of(`${card} ${field}`, {
      rule,
      stored: () => this.#card(card)?.[field] ?? null,
      refuse: (text) => textRefusal(text, rule),
      send: (text, burst) => this.#film.hand.write({ type: 'setText', card, field, text }, burst),
      rest
    })
  }

  /** The seed of a shot's next take; empty while every take gets another. One that is written is meant, so it is locked. */
  seed(card: CardId): Draft {
    return this.#of(`${card} seed`, {
      rule: name,
      stored: () => {
        const seed = this.#card(card)?.seed
        return seed ? (seed.locked ? String(seed.value) : '') : null
      },
      refuse: (text) => (text.trim() === '' ? null : numberRefusal(writtenNumber(text), 0, limits.seed)),
      send: (text) => {
        const { seed } = this.#card(card)!
        const locked = text.trim() !== ''
        const value = locked ? writtenNumber(text) : seed.value
        return this.#film.hand.write({ type: 'setSeed', card, seed: { value, locked } })
      },
      rest: null
    })
  }

  /** The name of the scene of a shot, as long as it is of that scene. */
  scene(card: CardId, scene: SceneId): Draft {
    const known = (): Scene | null => {
      const of = this.#card(card)?.scene
      return of?.id === scene ? of : null
    }
    const own = this.#all.size // of another shot's field it is another stretch of writing
    return this.#of(`${card} scene ${scene}`, {
      rule: name,
      stored: () => known()?.name ?? null,
      refuse: (text) => textRefusal(text, name),
      send: (text, burst) => {
        const cards = this.#film.state.view.film.cards.filter((each) => each.scene?.id === scene).map(({ id }) => id)
        return this.#film.hand.write({ type: 'setScene', cards, scene: { ...known()!, name: text } }, `${burst}-${own}`)
      },
      rest
    })
  }

  /** The film's name; one without a letter is none. */
  title(): Draft {
    return this.#of('title', {
      rule: name,
      stored: () => this.#film.state.view.film.title,
      refuse: (text) => textRefusal(text.trim(), name),
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
      rule: name,
      stored: () =>
        this.#card(card)?.markers.find(({ chunk, frame }) => chunk * framesPerChunk + frame === at)?.text ?? null,
      refuse: (text) => textRefusal(text.trim(), name),
      send: (text) => hand.nameMarker({ card, at }, text.trim()),
      rest: null
    })
  }

  /** The name of a picture that a shot keeps in mind; in the shots after it that keep it too, it is called the same. */
  pin(card: CardId, { page, frame }: { readonly page: string; readonly frame: number }): Draft {
    const pinOf = ({ pins }: Card): FrameMark | undefined =>
      pins.find((pin) => pin.page === page && pin.frame === frame)
    return this.#of(`${card} pin ${page} ${frame}`, {
      rule: name,
      stored: () => {
        const of = this.#card(card)
        return (of && pinOf(of)?.name) ?? null
      },
      refuse: (text) => textRefusal(text.trim(), name),
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

  /** Once the film is known: what could not be stored when it was open last. */
  begin(): void {
    for (const key of Object.keys(keptTexts(this.#film.state.path))) this.#stuck.add(key)
  }

  /** The first text of the film that is not in it, because it was refused; null when all are. */
  get stuck(): Stuck | null {
    if (this.#stuck.size === 0) return null
    const keys = [...this.#stuck].map((key) => key.split(' '))
    for (const { id } of this.#film.state.view.film.cards) {
      const key = keys.find(([card]) => card === id)
      if (key) return { card: id, marker: key[1] === 'marker' ? Number(key[2]) : null }
    }
    return this.#stuck.has('title') ? { card: null, marker: null } : null
  }

  /** The film is left; what was written has been sent. */
  close(): void {
    for (const draft of this.#all.values()) draft.close()
  }

  #of(key: string, field: Omit<Field, 'keep'>): Draft {
    let draft = this.#all.get(key)
    if (!draft) {
      const keep = (text: string | null): void => {
        keepText(this.#film.state.path, key, text)
        if (text === null) this.#stuck.delete(key)
        else this.#stuck.add(key)
      }
      draft = new Draft({ ...field, keep }, keptTexts(this.#film.state.path)[key] ?? null)
      this.#all.set(key, draft)
    }
    return draft
  }

  #card(id: CardId): Card | undefined {
    return this.#film.state.view.film.cards.find((card) => card.id === id)
  }
}
