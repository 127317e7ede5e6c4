/** The drafts of all fields of one film, whether or not a field is on the screen. */
import { SvelteSet } from 'svelte/reactivity'
import type { FilmState } from '../../app/contract/open-film.ts'
import type { Card, FrameMark } from '../../app/film/film.ts'
import type { Scene } from '../../app/film/scene.ts'
import { limits } from '../../app/base/limits.ts'
import { numberRefusal, writtenNumber } from '../../app/base/number.ts'
import { cardTexts, languageTexts } from '../../app/film/schema.ts'
import { textRefusal, type TextRule } from '../../app/base/text.ts'
import type { CardId, ClipId, SceneId } from '../../app/ids.ts'
import { clipField, type ClipTime } from './clip-fields.ts'
import { Draft, type Field } from './draft.svelte.ts'
import type { Hand } from './hand.ts'
import type { MarkerHand } from './marker-hand.ts'
import { keepText, keptTexts } from './kept-texts.ts'

export type TextField = keyof typeof cardTexts
/** A text that several shots can have; a number is for one. */
export type SharedField = Exclude<TextField, 'shot'>

export type LanguageText = keyof typeof languageTexts

/** Location of a refused text: the shot (null: the film's title), and for a marker's name its frame there. */
export interface Stuck {
  readonly card: CardId | null
  readonly marker: number | null
}

/** Dependencies on the film. */
export interface Drafted {
  readonly state: FilmState
  readonly framesPerChunk: number
  readonly hand: Pick<Hand, 'write'>
  readonly marks: Pick<MarkerHand, 'name'>
}

const rest = 350 // debounce in milliseconds
const name: TextRule = { most: limits.title, lines: false }

export class Drafts {
  readonly #film: Drafted
  readonly #all = new Map<string, Draft>()
  /** Fields whose text was refused. */
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

  /** The same text of several shots; empty while they differ. Refused text is kept only as long as the film is open. */
  texts(cards: readonly CardId[], field: SharedField): Draft {
    const rule = cardTexts[field]
    return this.#of(`${cards.join('+')} ${field}`, {
      rule,
      stored: () => this.#shared(cards, (card) => card[field]),
      refuse: (text) => textRefusal(text, rule),
      send: (text, burst) => this.#film.hand.write({ type: 'setTexts', cards: [...cards], field, text }, burst),
      rest,
      isKept: false
    })
  }

  /** Lens or place of some shots; empty while they differ. Refused text of several is kept only while the film is open. */
  language(cards: readonly CardId[], field: LanguageText): Draft {
    const rule = languageTexts[field]
    return this.#of(`${cards.join('+')} language ${field}`, {
      rule,
      stored: () => this.#shared(cards, (card) => card.language[field]),
      refuse: (text) => textRefusal(text, rule),
      send: (value, burst) => this.#film.hand.write({ type: 'setLanguage', cards: [...cards], field, value }, burst),
      rest,
      isKept: cards.length === 1
    })
  }

  /** The seed of a shot's next take; empty while every take gets a new one. A typed seed is locked. */
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

  /** The name of a shot's scene, for as long as the shot is in that scene. */
  scene(card: CardId, scene: SceneId): Draft {
    const known = (): Scene | null => {
      const of = this.#card(card)?.scene
      return of?.id === scene ? of : null
    }
    const own = this.#all.size // typed in another shot's field, it is another undo step
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

  /** The film's title; it needs at least one letter. */
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
    const { marks, framesPerChunk } = this.#film
    return this.#of(`${card} marker ${at}`, {
      rule: name,
      stored: () =>
        this.#card(card)?.markers.find(({ chunk, frame }) => chunk * framesPerChunk + frame === at)?.text ?? null,
      refuse: (text) => textRefusal(text.trim(), name),
      send: (text) => marks.name({ card, at }, text.trim()),
      rest: null
    })
  }

  /** The name of a pinned picture; the following shots that pin it too get the same name. */
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

  /** When a clip begins, or how long it fades, in seconds. */
  clip(clip: ClipId, time: ClipTime): Draft {
    return this.#of(`${clip} clip ${time}`, clipField(this.#film, clip, time))
  }

  /** When the film has loaded: restores refused texts of the last time. */
  begin(): void {
    for (const key of Object.keys(keptTexts(this.#film.state.path))) this.#stuck.add(key)
  }

  /** The first refused text; null when all text is in the film. */
  get stuck(): Stuck | null {
    if (this.#stuck.size === 0) return null
    const keys = [...this.#stuck].map((key) => key.split(' '))
    for (const { id } of this.#film.state.view.film.cards) {
      const key = keys.find(([card]) => card === id)
      if (key) return { card: id, marker: key[1] === 'marker' ? Number(key[2]) : null }
    }
    return this.#stuck.has('title') ? { card: null, marker: null } : null
  }

  /** On closing the film; pending text was sent before. */
  close(): void {
    for (const draft of this.#all.values()) draft.close()
  }

  /** @param field `isKept`: whether a refused text is stored for the next opening; absent: yes */
  #of(key: string, { isKept = true, ...field }: Omit<Field, 'keep'> & { readonly isKept?: boolean }): Draft {
    let draft = this.#all.get(key)
    if (!draft) {
      const keep = (text: string | null): void => {
        if (!isKept) return
        keepText(this.#film.state.path, key, text)
        if (text === null) this.#stuck.delete(key)
        else this.#stuck.add(key)
      }
      draft = new Draft({ ...field, keep }, keptTexts(this.#film.state.path)[key] ?? null)
      this.#all.set(key, draft)
    }
    return draft
  }

  /** What all of some cards say, empty while they differ; null: one of them is gone. */
  #shared(cards: readonly CardId[], said: (card: Card) => string): string | null {
    const all = cards.map((id) => this.#card(id))
    const texts = all.flatMap((card) => (card ? [said(card)] : []))
    if (texts.length < all.length) return null
    return texts.every((text) => text === texts[0]) ? texts[0]! : ''
  }

  #card(id: CardId): Card | undefined {
    return this.#film.state.view.film.cards.find((card) => card.id === id)
  }
}
