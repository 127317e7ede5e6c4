/**
 * What was at hand when a key was pressed, for an edit that waits for the answers to those before it. Those answers move it as
 * they would have moved the hand; the hand itself, which meanwhile may have picked another shot, does not.
 */
import type { CardId } from '../../app/ids.ts'
import { carried, cutIn, frameIn } from './at-hand.ts'
import type { Shot } from './shots.ts'

/** What the answer to an edit moves: the hand, or a stance that waits. */
export interface Moved {
  /** Of the whole film. */
  readonly frame: number
  /** Selected, with the first at hand, from its beginning. */
  show(ids: readonly CardId[]): void
  /** Another frame of the film. */
  carry(frame: number): void
}

/** A film with a hand on it, as far as a stance is taken of it. */
export interface Standing {
  readonly shots: readonly Shot[]
  /** The shots selected, in their order. */
  readonly inHand: readonly Shot[]
  readonly playhead: { readonly frame: number }
  readonly framesPerChunk: number
  /** How often the hand has acted. */
  readonly acts: number
}

export class Stance implements Moved {
  /** How often the hand had acted. */
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
  /** The shots selected, in their order. */
  get inHand(): readonly Shot[] {
    return this.#shots.filter(({ id }) => this.#ids.has(id))
  }
  /** As `OpenFilm.cut`. */
  get cut(): number | null {
    return cutIn(this.atHand, this.#frame / this.framesPerChunk)
  }
  /** Behind the last of the selected shots. */
  get after(): number {
    return (this.inHand.at(-1)?.index ?? -1) + 1
  }

  /** The film was changed: these are its shots now. */
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

  /** The shot at hand is one of those selected. */
  #keepAtHand(): void {
    const { atHand } = this
    if (atHand && !this.#ids.has(atHand.id)) this.#ids = new Set([atHand.id])
  }
}

/** An index among the shots there are when a turn comes. */
export type PlaceIn = (stance: Stance) => number

/**
 * Where cards come to when their turn comes.
 * @param shots those there are now
 * @param at in front of the card that is there now; undefined: behind the last of the selected cards
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
