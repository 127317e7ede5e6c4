/** Two takes of one shot side by side, synchronised by a playhead of their own. */
import type { TakeView } from '../../app/contract/film-state.ts'
import type { CardId, TakeId } from '../../app/ids.ts'
import type { ChunkAddress } from './frame-cache.ts'
import { Playhead } from './playhead.svelte.ts'
import type { Shot } from './shots.ts'

export type Side = 'left' | 'right'
export type Way = 'wipe' | 'beside'

/** The film of the takes. */
export interface Compared {
  readonly shots: readonly Shot[]
  readonly fps: number
  readonly framesPerChunk: number
  readonly playhead: { readonly frame: number }
}

export class Comparison {
  readonly #film: Compared
  readonly #card: CardId
  left = $state<TakeId>()!
  right = $state<TakeId>()!
  way = $state<Way>('wipe')
  /** Position of the wipe, 0 … 1 from the left. */
  wipe = $state(0.5)
  readonly playhead = new Playhead(() => ({ fps: this.#film.fps, frames: this.frames, reach: 0, growing: false }))

  /** Starts at the current time of the shot. @param left and right: takes of the shot with pictures */
  constructor(film: Compared, shot: Shot, left: TakeId, right: TakeId) {
    this.#film = film
    this.#card = shot.id
    this.left = left
    this.right = right
    this.playhead.loop = true
    const into = film.playhead.frame - shot.start * film.framesPerChunk
    if (into > 0 && into < this.frames) this.playhead.seek(into)
  }

  /** Null when the shot is no longer in the film. */
  get shot(): Shot | null {
    return this.#film.shots.find(({ id }) => id === this.#card) ?? null
  }

  /** Takes that have pictures. */
  get takes(): readonly TakeView[] {
    return this.shot ? comparable(this.shot) : []
  }

  take(side: Side): TakeView | null {
    const id = side === 'left' ? this.left : this.right
    return this.takes.find((take) => take.id === id) ?? null
  }

  /** If the other side shows that take already, the sides are swapped. */
  choose(side: Side, take: TakeId): void {
    const other = side === 'left' ? 'right' : 'left'
    if (this[other] === take) this[other] = this[side]
    this[side] = take
  }

  /** Length of the longer take, limited to the shot. */
  get frames(): number {
    const made = (['left', 'right'] as const).map((side) => this.#shown(side))
    return Math.max(1, ...made) * this.#film.framesPerChunk
  }

  /** The picture of a side now; a shorter take stays on its last picture. */
  at(side: Side): { readonly chunk: ChunkAddress; readonly frame: number; readonly over: boolean } | null {
    const take = this.take(side)
    const length = this.#shown(side) * this.#film.framesPerChunk
    if (!take || length === 0) return null
    const frame = Math.min(this.playhead.frame, length - 1)
    const index = take.from + Math.floor(frame / this.#film.framesPerChunk)
    return {
      chunk: { take: take.id, index },
      frame: frame % this.#film.framesPerChunk,
      over: this.playhead.frame >= length
    }
  }

  /** Chunks of a take that the shot would show. */
  #shown(side: Side): number {
    const take = this.take(side)
    return take ? Math.max(0, Math.min(take.chunksMade - take.from, this.shot?.length ?? 0)) : 0
  }
}

/** Takes of a shot that have pictures within the part shown. */
export const comparable = ({ view }: Shot): readonly TakeView[] =>
  view.takes.filter(({ chunksMade, from }) => chunksMade > from)

/** Compares the take shown with the newest other one; null when there are not two. */
export function compareShown(film: Compared, shot: Shot, other?: TakeId): Comparison | null {
  const takes = comparable(shot)
  const shown = takes.find(({ active }) => active) ?? takes.at(-1)
  const against =
    takes.find(({ id }) => id === other && id !== shown?.id) ?? takes.findLast(({ id }) => id !== shown?.id)
  if (!shown || !against) return null
  const [left, right] = against.number < shown.number ? [against, shown] : [shown, against]
  return new Comparison(film, shot, left.id, right.id)
}
