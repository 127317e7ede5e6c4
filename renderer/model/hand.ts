/** The user's edits of cards, by pointer or key: each is one edit sent to main, which alone changes the film. */
import { Failure } from '../../app/base/failure.ts'
import type { ShelfTake } from '../../app/contract/shelf.ts'
import type { Edit } from '../../app/edits/edit.ts'
import { cardOfTake, newCard } from '../../app/film/film.ts'
import { usualTitle, type TitleCard } from '../../app/film/title-card.ts'
import type { Scene } from '../../app/film/scene.ts'
import type { CardId } from '../../app/ids.ts'
import { chunk, chunksToSamples } from '../../app/time.ts'
import { ask } from './bridge.ts'
import { makeSketch } from './sketch.ts'
import { t } from '../strings/strings.svelte.ts'
import { freshCardId, randomSeed } from './chance.ts'
import type { FilmAtHand } from './film-at-hand.ts'
import { unfinished } from './notices.svelte.ts'
import type { Shot } from './shots.ts'
import { showDetails } from './show-panes.ts'
import { placeIn, type Stance } from './stance.ts'
import { EditTurns } from './turns.ts'
import { TypeAhead } from './type-ahead.svelte.ts'

/** Where a new card goes, and with what. */
interface Fresh {
  readonly prompt: string
  readonly at: number
  readonly scene: Scene | null
  /** Absent: it is a shot. */
  readonly titleCard?: TitleCard
}

export class Hand {
  readonly #film: FilmAtHand
  readonly turns: EditTurns

  constructor(film: FilmAtHand) {
    this.#film = film
    this.turns = new EditTurns(film)
  }

  /**
   * @param burst same name for edits that are undone together (typing, one drag); null: its own undo step
   * @returns whether it was done; failures are shown as a notice
   */
  async edit(edit: Edit, burst: string | null = null): Promise<boolean> {
    return (await this.write(edit, burst)) === null
  }

  /** The same for text input: returns why it was refused, else null. */
  async write(edit: Edit, burst: string | null = null): Promise<Failure | null> {
    const { studio, session } = this.#film
    const deed = studio.ofFilm('film.edit', edit.type, 'clip' in edit ? edit.clip : 'card' in edit ? edit.card : '')
    try {
      await this.#film.reached(await ask({ type: 'film.edit', session, edit, burst }))
      studio.notices.done(deed)
      return null
    } catch (error) {
      studio.trouble(error, deed)
      return Failure.from(error)
    }
  }

  undo(): Promise<void> {
    return this.turns.take((stance) => this.#travel('undo', stance))
  }

  redo(): Promise<void> {
    return this.turns.take((stance) => this.#travel('redo', stance))
  }

  /**
   * Adds a card before the one at `at`; without `at`, after the selected ones, in the scene of the last of them. For an
   * empty card the prompt is focused.
   */
  add(prompt: string, at?: number): Promise<void> {
    const place = placeIn(this.#film, at)
    const ahead = prompt === '' ? new TypeAhead(this.#film, 'prompt') : null
    return this.turns.take((stance) => {
      const there = place(stance)
      return this.#add(
        stance,
        { prompt, at: there, scene: at === undefined ? sceneBefore(stance, there) : null },
        ahead
      )
    })
  }

  /** Adds an empty title card, and asks for its words; place and scene as for `add`. */
  addTitle(): Promise<void> {
    const place = placeIn(this.#film, undefined)
    const ahead = new TypeAhead(this.#film, 'prompt')
    return this.turns.take((stance) => {
      const at = place(stance)
      return this.#add(stance, { prompt: '', at, scene: sceneBefore(stance, at), titleCard: usualTitle }, ahead)
    })
  }

  /** Goes to the prompt of the next shot; after the last shot adds one. */
  writeOn(): Promise<void> {
    const ahead = new TypeAhead(this.#film, 'prompt')
    return this.turns.take(async (stance) => {
      const at = (stance.atHand?.index ?? -1) + 1
      const next = stance.shots[at]
      if (next) this.#openPrompt(stance, next.id, ahead)
      else if (this.#film.state.saved.state === 'read-only') ahead.end()
      else await this.#add(stance, { prompt: '', at, scene: null }, ahead)
    })
  }

  async #add(stance: Stance, { at, ...of }: Fresh, ahead: TypeAhead | null): Promise<void> {
    const card = newCard(freshCardId(), {
      ...of,
      length: this.#film.state.view.film.settings.length,
      seed: { value: randomSeed(), locked: false }
    })
    if (!(await this.edit({ type: 'addCards', at, cards: [card] }))) return ahead?.end()
    this.#openPrompt(stance, card.id, ahead)
  }

  /** Shows a card; its prompt gets what is typed ahead, and the focus. */
  #openPrompt(stance: Stance, card: CardId, ahead: TypeAhead | null): void {
    let shown = false
    this.turns.settle(stance, (moved) => {
      moved.show([card])
      shown ||= moved === this.#film
    })
    if (!ahead) return
    if (!shown) ahead.end()
    if (ahead.waits) {
      showDetails(this.#film.studio)
      this.#film.wantsPrompt = card
    }
    ahead.meet(this.#film.drafts.text(card, 'prompt'))
  }

  /** Adds a shot for a take that no shot has, as long as the take; position as for `add`. */
  addTaken(take: ShelfTake, at?: number): Promise<void> {
    const place = placeIn(this.#film, at)
    return this.turns.take(async (stance) => {
      const there = place(stance)
      const made = cardOfTake(take, freshCardId(), this.#film.state.view.film)
      const card = at === undefined ? { ...made, scene: sceneBefore(stance, there) } : made
      if (await this.edit({ type: 'addCards', at: there, cards: [card] })) this.turns.show(stance, [card.id])
    })
  }

  /** Gives a take that no shot has to a shot, which then shows it. */
  async giveTake({ id, number }: Shot, { id: take }: ShelfTake): Promise<void> {
    if (await this.edit({ type: 'addTake', card: id, take })) this.#film.say(t().shelf.given(number))
  }

  /**
   * Moves cards before the card now at `to`.
   * @param joins whether they join the scene they are moved into
   */
  move(cards: readonly CardId[], to: number, joins = false): Promise<void> {
    const place = placeIn(this.#film, to)
    return this.turns.take(async (stance) => {
      const here = new Set(ids(stance.shots))
      const remaining = cards.filter((id) => here.has(id))
      if (remaining.length > 0) await this.edit({ type: 'moveCards', cards: remaining, to: place(stance), joins })
    })
  }

  /** The selected cards one place to the left or right. */
  shift(by: 1 | -1): Promise<void> {
    return this.turns.take(async ({ inHand, shots }) => {
      const [first, last] = [inHand.at(0), inHand.at(-1)]
      if (!first || !last) return
      const to = by < 0 ? first.index - 1 : last.index + 2
      if (to < 0 || to > shots.length) return
      await this.edit({ type: 'moveCards', cards: ids(inHand), to })
      const place = this.#film.shots.findIndex(({ id }) => id === first.id) + 1
      this.#film.say(t().timeline.moved(first.number, place, this.#film.shots.length))
    })
  }

  /** The selected cards longer or shorter by whole chunks. */
  lengthen(by: number): Promise<void> {
    return this.turns.take(({ inHand }) => this.lengthenShots(inHand, by))
  }

  /** @param shots those that would be shorter than one chunk stay as they are */
  async lengthenShots(shots: readonly Shot[], by: number): Promise<void> {
    const cards = ids(shots.filter(({ length }) => length + by >= 1))
    if (cards.length > 0) await this.edit({ type: 'lengthenCards', cards, by })
  }

  /** The part after the cut is then at hand; a playing film keeps playing. */
  split(): Promise<void> {
    return this.turns.take(async (stance) => {
      const { atHand: shot, cut: at, framesPerChunk } = stance
      if (!shot || at === null) return
      const id = freshCardId()
      const first = (shot.start + at) * framesPerChunk
      const frame = Math.max(first, stance.frame)
      const sound = chunksToSamples(chunk(at), this.#film.state.view.base)
      if (!(await this.edit({ type: 'splitCard', card: shot.id, at: chunk(at), id, sound }))) return
      this.turns.settle(stance, (moved) => moved.carry(Math.max(frame, moved.frame)))
    })
  }

  /** Trims what is before or after the playhead, to the nearest chunk. */
  trim(end: 'start' | 'end'): Promise<void> {
    return this.turns.take(async (stance) => {
      const { atHand: shot, cut: at, frame, framesPerChunk } = stance
      if (!shot || at === null) return
      if (end === 'end') await this.edit({ type: 'setLength', card: shot.id, length: chunk(at) })
      else if (await this.edit({ type: 'trimHead', card: shot.id, by: at })) {
        const kept = Math.max(shot.start * framesPerChunk, frame - at * framesPerChunk)
        this.turns.settle(stance, (moved) => moved.carry(kept))
      }
    })
  }

  /** Sets a picture file as a card's sketch. In turn: while it is decoded, an undo or the end of the film waits. */
  sketch(card: CardId, file: Blob): Promise<void> {
    return this.turns.take(async () => {
      const { studio, session } = this.#film
      const deed = studio.ofFilm('sketch.set', card)
      try {
        const bytes = await makeSketch(file)
        await this.#film.reached(await ask({ type: 'sketch.set', session, card, bytes }))
        studio.notices.done(deed)
      } catch (error) {
        studio.trouble(error, deed)
      }
    })
  }

  /** The same, with a file dialog. */
  async chooseSketch(card: CardId): Promise<void> {
    const { studio } = this.#film
    await studio.attempt(studio.ofFilm('sketch.choose', card), async () => {
      const bytes = await ask({ type: 'sketch.choose' })
      if (bytes === null) return unfinished
      await this.sketch(card, new Blob([bytes]))
    })
  }

  removeSketch(card: CardId): Promise<boolean> {
    return this.turns.take(() => this.edit({ type: 'setSketch', card, sketch: null }))
  }

  duplicate(): Promise<void> {
    return this.turns.take(async (stance) => {
      const cards = ids(stance.inHand)
      const copies = cards.map(freshCardId)
      if (cards.length === 0 || !(await this.edit({ type: 'duplicateCards', cards, copies }))) return
      this.turns.show(stance, copies)
    })
  }

  remove(): Promise<void> {
    return this.turns.take(({ inHand }) => this.removeShots(inHand))
  }

  /** @param shots the shots to remove */
  async removeShots(shots: readonly Shot[]): Promise<void> {
    this.#film.playhead.halt()
    if (shots.length > 0) await this.edit({ type: 'removeCards', cards: ids(shots) })
  }

  /** Takes an edited cut in, and selects the shots that it changed. @returns whether it was done */
  recut(edit: Extract<Edit, { type: 'recut' }>, changed: readonly CardId[]): Promise<boolean> {
    return this.turns.take(async (stance) => {
      const done = await this.edit(edit)
      if (done) this.turns.show(stance, changed)
      return done
    })
  }

  /** Locks the shot numbers, or counts all shots from 1 again. */
  number(how: 'lockNumbers' | 'countNumbers'): Promise<void> {
    return this.turns.take(async () => {
      if (await this.edit({ type: how })) this.#film.say(t().timeline.numbers[how])
    })
  }

  async #travel(step: 'undo' | 'redo', stance: Stance): Promise<void> {
    const { shots: before, studio, session, state } = this.#film
    const type = `film.${step}` as const
    if (state[step] === null) return
    await studio.attempt(studio.ofFilm(type), async () => {
      await this.#film.reached(await ask({ type, session }))
      const known = new Set(ids(before))
      this.turns.show(
        stance,
        ids(this.#film.shots).filter((id) => !known.has(id)) // restored cards
      )
    })
  }
}

const sceneBefore = ({ shots }: Stance, at: number): Scene | null => shots[at - 1]?.card.scene ?? null

const ids = (shots: readonly Shot[]): CardId[] => shots.map(({ id }) => id)
