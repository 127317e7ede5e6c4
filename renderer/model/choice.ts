/** Choosing shots by hand; the playhead follows: docs/shot-at-hand.md. */
import type { CardId } from '../../app/ids.ts'
import { frameIn } from './at-hand.ts'
import { cellAt, type Cell, type ShownBoard } from './cells.ts'
import type { FilmHost } from './film-at-hand.ts'
import type { FrameRange } from './range.ts'
import { showDetails } from './show-panes.ts'
import type { Selection } from './selection.svelte.ts'
import type { Shot } from './shots.ts'

/** Dependencies on the film. */
interface Chosen {
  readonly studio: FilmHost
  readonly shots: readonly Shot[]
  readonly atHand: Shot | null
  readonly inHand: readonly Shot[]
  readonly board: ShownBoard | null
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
  readonly sounds: { choose(clip: null): void }
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

  /** The shot so many places on, or back, with the playhead on its first frame; on the board all shots of a collapsed scene. */
  walk(by: number): void {
    const cell = this.#beside(by)
    if (!cell) return
    this.choose(cell.shots[0])
    if (cell.scene !== null) this.select(cell.shots.map(({ id }) => id))
  }

  /** Extends or shrinks the selection by so many places at the end that is at hand. */
  stretch(by: number): void {
    const shots = this.#beside(by)?.shots
    const shot = by > 0 ? shots?.at(-1) : shots?.[0]
    if (!shot) return
    this.extend(shot)
    this.#film.scale.reveal(shot.start)
  }

  /**
   * Makes a shot the one at hand: it alone is selected, and the playhead is moved into it. A playhead already inside stays,
   * and one that follows a run keeps following.
   * @param time where the pointer was, in chunks of the film; clamped to the shot
   */
  pick(shot: Shot, time = shot.start): void {
    const film = this.#film
    this.#act()
    film.selection.only(shot.id)
    if (film.atHand?.id === shot.id && film.playhead.following) return
    this.#enter(shot, time)
  }

  /** The same, with the playhead on its first frame and the card scrolled into view. */
  choose(shot: Shot): void {
    this.#act()
    this.#choose(shot)
  }

  #choose(shot: Shot): void {
    const { selection, playhead, scale } = this.#film
    selection.only(shot.id)
    playhead.halt()
    playhead.seek(this.#inside(shot, 0))
    scale.reveal(shot.start)
  }

  /** Chooses a shot and focuses its prompt. */
  openPrompt(shot: Shot): void {
    showDetails(this.#film.studio)
    this.choose(shot)
    this.#film.wantsPrompt = shot.id
  }

  /** Selects the range from the last singly chosen shot to this one, which is then at hand. */
  extend(shot: Shot): void {
    const film = this.#film
    this.#act()
    film.selection.extend(
      shot.id,
      film.shots.map(({ id }) => id)
    )
    this.#enter(shot)
  }

  /** Adds a shot to the selection, and it is at hand; or removes it, and the nearest selected one is. The last one stays. */
  toggle(shot: Shot): void {
    const { selection, inHand, atHand } = this.#film
    this.#act()
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

  /** Selects these; if the one at hand is not among them, the first is. Empty: only the one at hand. */
  select(ids: readonly CardId[]): void {
    this.#act()
    this.#select(ids)
  }

  /** Shows cards from an answer of main: selected, with the first at hand, from its start. */
  show(ids: readonly CardId[]): void {
    const shot = this.#film.shots.find(({ id }) => id === ids[0])
    if (!shot) return
    this.#choose(shot)
    this.#select(ids)
    this.#film.scale.reveal(shot.start + shot.length)
  }

  /** A field of the shot at hand was focused: the shot must not change under it. Playback is limited to the range or the shot. */
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

  /** The user chose a shot: no clip is chosen any more. */
  #act(): void {
    this.#film.acts++
    this.#film.sounds.choose(null)
  }

  /** What stands so many places from the shot at hand. */
  #beside(by: number): Cell | null | undefined {
    const { atHand, shots, board } = this.#film
    if (atHand && board) return board.cells[cellAt(board.cells, atHand.index) + by]
    const shot = atHand && shots[atHand.index + by]
    return shot && { shots: [shot], scene: null }
  }

  /** A frame of the film: `into` frames from a shot's start, clamped to the shot. */
  #inside(shot: Shot, into: number): number {
    return frameIn(shot, into, this.#film.framesPerChunk)
  }
}
