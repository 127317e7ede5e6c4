/**
 * Selection and playhead at the moment of a key press, for an edit that waits for earlier answers. Those
 * answers move the stance as they would have moved the selection; the user's later choices do not.
 */
import type { CardId } from '../../app/ids.ts'
import { carried, cutIn, frameIn } from './at-hand.ts'
import type { Shot } from './shots.ts'

/** What the answer to an edit moves: the selection itself, or a waiting stance. */
export interface Movable {
  /** Frame of the whole film. */
  readonly frame: number
  /** Selects these, with the first at hand, from its start. */
  show(ids: readonly CardId[]): void
  /** Moves to another frame of the film. */
  carry(frame: number): void
}

/** What a stance is taken of. */
export interface Standing {
  readonly shots: readonly Shot[]
  /** The selected shots in film order. */
  readonly inHand: readonly Shot[]
  readonly playhead: { readonly frame: number }
  readonly framesPerChunk: number
  /** Counts the user's acts. */
  readonly acts: number
}

export class Stance implements Movable {
  /** The count of acts at that moment. */
  readonly acts: number
  readonly framesPerChunk: number
  #shots: readonly Shot[]
  #frame: number
  #ids: ReadonlySet<CardId>

  constructor(film: Standing) {
    this.acts = film.acts
    this.framesPerChunk = film.framesPerChunk
    this.#shots = film.shots
    this.#frame = film.playhead.frame
    this.#ids = idsOf(film.inHand)
  }

  get shots(): readonly Shot[] {
    return this.#shots
  }
  get frame(): number {
    return this.#frame
  }
  get atHand(): Shot | null {
    return this.#shots.findLast(({ start }) => start <= this.#frame / this.framesPerChunk) ?? null
  }
  /** The selected shots in film order. */
  get inHand(): readonly Shot[] {
    return this.#shots.filter(({ id }) => this.#ids.has(id))
  }
  /** As `OpenFilm.cut`. */
  get cut(): number | null {
    return cutIn(this.atHand, this.#frame / this.framesPerChunk)
  }
  /** Index after the last selected shot. */
  get after(): number {
    return (this.inHand.at(-1)?.index ?? -1) + 1
  }

  /** The film changed: its current shots. */
  follow(shots: readonly Shot[]): void {
    const before = { shots: this.#shots, at: this.atHand, frame: this.#frame }
    this.#shots = shots
    this.#frame = carried(before, shots, this.framesPerChunk) ?? this.#frame
    this.#keepAtHand()
  }

  show(ids: readonly CardId[]): void {
    const shot = this.#shots.find(({ id }) => id === ids[0])
    if (!shot) return
    this.#ids = new Set(ids)
    this.#frame = frameIn(shot, 0, this.framesPerChunk)
  }

  carry(frame: number): void {
    this.#frame = frame
    this.#keepAtHand()
  }

  /** Keeps the shot at hand among the selected ones. */
  #keepAtHand(): void {
    const { atHand } = this
    if (atHand && !this.#ids.has(atHand.id)) this.#ids = new Set([atHand.id])
  }
}

/** An insertion index, evaluated when its turn comes. */
export type PlaceIn = (stance: Stance) => number

/**
 * The insertion index for cards when their turn comes.
 * @param shots the current shots
 * @param at before the card that is there now; undefined: after the last selected card
 */
export function placeIn({ shots }: Pick<Standing, 'shots'>, at: number | undefined): PlaceIn {
  if (at === undefined) return ({ after }) => after
  const before = shots[at]?.id
  return (stance) => {
    const index = stance.shots.findIndex(({ id }) => id === before)
    const gone = before === undefined ? stance.shots.length : Math.min(at, stance.shots.length)
    return index < 0 ? gone : index
  }
}

const idsOf = (shots: readonly Shot[]): ReadonlySet<CardId> => new Set(shots.map(({ id }) => id))
