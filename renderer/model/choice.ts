/** Choosing shots by hand, the playhead with them: docs/shot-at-hand.md. */
import type { CardId } from '../../app/ids.ts'
import { frameIn } from './at-hand.ts'
import type { FilmHost } from './film-at-hand.ts'
import type { FrameRange } from './range.ts'
import type { Selection } from './selection.svelte.ts'
import type { Shot } from './shots.ts'

/** What is needed of the film whose shots are chosen. */
interface Chosen {
  readonly studio: FilmHost
  readonly shots: readonly Shot[]
  readonly atHand: Shot | null
  readonly inHand: readonly Shot[]
  readonly selection: Selection
  readonly framesPerChunk: number
  readonly playhead: {
    readonly following: boolean
    halt(): void
    seek(frame: number): void
    keepsTo(range: FrameRange): boolean
  }
  readonly scale: { reveal(time: number): void }
  readonly work: { stay(): void }
  acts: number
  wantsPrompt: CardId | null
  wantsScene: CardId | null
  settle(byHand: boolean): void
}

export class Choice {
  readonly #film: Chosen

  constructor(film: Chosen) {
    this.#film = film
  }

  /** The next or the previous shot, with the playhead on its first frame. */
  walk(by: 1 | -1): void {
    const shot = this.#beside(by)
    if (shot) this.choose(shot)
  }

  /** The selection grows or shrinks by one shot at the end that is at hand. */
  stretch(by: 1 | -1): void {
    const shot = this.#beside(by)
    if (!shot) return
    this.extend(shot)
    this.#film.scale.reveal(shot.start)
  }

  /**
   * Takes a shot in hand: it alone is selected, and the playhead stands in it. A playhead that is inside already stays
   * where it is, and one that runs along with what is made goes on.
   * @param time where the hand pointed, in chunks of the film; outside of the shot it means its nearest end
   */
  pick(shot: Shot, time = shot.start): void {
    const film = this.#film
    film.acts++
    film.selection.only(shot.id)
    if (film.atHand?.id === shot.id && film.playhead.following) return
    this.#enter(shot, time)
  }

  /** The same, with the playhead on its first frame and the card in view. */
  choose(shot: Shot): void {
    this.#film.acts++
    this.#choose(shot)
  }

  #choose(shot: Shot): void {
    const { selection, playhead, scale } = this.#film
    selection.only(shot.id)
    playhead.halt()
    playhead.seek(this.#inside(shot, 0))
    scale.reveal(shot.start)
  }

  /** Chooses a shot, and the keyboard goes to what happens in it. */
  openPrompt(shot: Shot): void {
    const { preferences } = this.#film.studio
    if (!preferences.inspector) preferences.toggle('inspector')
    this.choose(shot)
    this.#film.wantsPrompt = shot.id
  }

  /** Selects every shot from the one last chosen alone to this one, which is then at hand. */
  extend(shot: Shot): void {
    const film = this.#film
    film.acts++
    film.selection.extend(
      shot.id,
      film.shots.map(({ id }) => id)
    )
    this.#enter(shot)
  }

  /** Selects a shot too, and it is at hand; or no longer, and the nearest one still selected is. The last one stays. */
  toggle(shot: Shot): void {
    const { selection, inHand, atHand } = this.#film
    this.#film.acts++
    const rest = inHand.filter(({ id }) => id !== shot.id)
    if (!selection.has(shot.id)) {
      selection.add(shot.id)
      this.#enter(shot)
    } else if (rest.length > 0) {
      selection.delete(shot.id)
      const away = ({ index }: Shot): number => Math.abs(index - shot.index)
      const near = rest.toSorted((one, other) => away(one) - away(other))[0]!
      if (atHand?.id === shot.id) this.#enter(near)
    }
  }

  /** Selects these; without the one at hand among them, the first is at hand. None: the one at hand alone. */
  select(ids: readonly CardId[]): void {
    this.#film.acts++
    this.#select(ids)
  }

  /** Shows what an answer of main brought: selected, with the first at hand, from its beginning. */
  show(ids: readonly CardId[]): void {
    const shot = this.#film.shots.find(({ id }) => id === ids[0])
    if (!shot) return
    this.#choose(shot)
    this.#select(ids)
    this.#film.scale.reveal(shot.start + shot.length)
  }

  /**
   * The keyboard came to a field of the shot at hand: it is not taken away from under it. Only a part of the shot, or all of
   * it, goes on being played.
   */
  hold(): void {
    const film = this.#film
    if (film.wantsPrompt === null && film.wantsScene === null) film.acts++
    film.work.stay()
    const shot = film.atHand
    if (shot && !film.playhead.keepsTo({ first: this.#inside(shot, 0), last: this.#inside(shot, Infinity) }))
      film.playhead.halt()
  }

  #select(ids: readonly CardId[]): void {
    const film = this.#film
    film.selection.replace(ids)
    const [first] = film.inHand
    if (first && !film.inHand.some(({ id }) => id === film.atHand?.id)) this.#enter(first)
    film.settle(false)
  }

  #enter(shot: Shot, time = shot.start): void {
    const { playhead, atHand, framesPerChunk } = this.#film
    playhead.halt()
    if (atHand?.id === shot.id) return this.#film.settle(true)
    playhead.seek(this.#inside(shot, Math.floor(time * framesPerChunk) - shot.start * framesPerChunk))
  }

  #beside(by: 1 | -1): Shot | null | undefined {
    const { atHand, shots } = this.#film
    return atHand && shots[atHand.index + by]
  }

  /** A frame of the film inside a shot, as near as can be to so many frames from its beginning. */
  #inside(shot: Shot, into: number): number {
    return frameIn(shot, into, this.#film.framesPerChunk)
  }
}
