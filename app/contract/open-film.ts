/** The open film as main tells it to the window: what it is, whether it is saved, what is being made of it. */
import type { Label } from '../edits/label.ts'
import type { CardId, TakeId } from '../ids.ts'
import type { FailureData } from '../base/failure.ts'
import type { LastView } from './commands.ts'
import type { ModelInfo } from './engine.ts'
import type { FilmView } from './film-state.ts'
import type { Vocabulary } from './prompt.ts'

/** What the window knows of the model: the shape of its pictures, and the words it was taught (null when not listed). */
export interface ModelFacts extends Pick<ModelInfo, 'name' | 'width' | 'height'> {
  readonly knows: Vocabulary | null
}

/** The open film, whole. After a change only what differs is sent (film-patch.ts). */
export interface FilmState {
  /** Another number every time a film is opened. */
  readonly session: number
  /** Grows with every state told, as answers and events may overtake each other. */
  readonly serial: number
  readonly path: string
  /** Nobody has named the file: it will be called like the film when that is closed. */
  readonly followsTitle: boolean
  readonly view: FilmView
  readonly revision: number
  /** What the next undo and redo would take back; null when there is nothing. */
  readonly undo: Label | null
  readonly redo: Label | null
  readonly saved: Saved
  readonly model: ModelFacts
  readonly making: Making | null
  /** Shots that were asked for and are not made yet, while nothing is made. */
  readonly waiting: number
  /** Shots that the film, opened, went on making. */
  readonly goesOn: number
  /** Takes without a shot that the film, opened, has and neither it nor its undo list knows, where that was never told. */
  readonly strayTakes: number
  /** Where one was in the film last, for a window that begins to show it; null when it is new. */
  readonly lastView: LastView | null
}

/** Only ever follows a commit that the database acknowledged. `at`: when the last one was, in milliseconds since 1970. */
export type Saved =
  | { readonly state: 'saved'; readonly at: number }
  | { readonly state: 'failed'; readonly failure: FailureData; readonly at: number }
  | { readonly state: 'read-only'; readonly reason: FailureData }

/** What is being made right now. */
export interface Making {
  /** `stopping`: it ends after the pass under way, or with the second whose pictures were seen. */
  readonly state: 'starting' | 'working' | 'paused' | 'restarting' | 'stopping'
  /** Null until the engine knows what to do. */
  readonly card: CardId | null
  /** Null until the first chunk of a new take is stored. */
  readonly take: TakeId | null
  /** Chunk of the take that this run began with. */
  readonly first: number
  /** Name under which its pictures come before they are stored; null until the first. */
  readonly job: string | null
  /** Chunks of the take that have pictures; 0 until the first of this run. */
  readonly ready: number
  /** 0 … 1 of the chunk under way. */
  readonly step: number
  /**
   * The newest second of this run with pictures: chunk `index` of the take its card is made as. Null while there is
   * none, and while it is being made again.
   */
  readonly newest: { readonly card: CardId; readonly index: number } | null
  /** Cards that come after this one, in the order they are made. */
  readonly queue: readonly CardId[]
  /** Chunks made, and to be made, of the whole run. */
  readonly made: number
  readonly all: number
  /** Memory that is not stored is written again before the chunk is made: so many of `all` chunks; null while it is not. */
  readonly remembering: { readonly done: number; readonly all: number } | null
  /** Seconds of film per second, frames a second and seconds left; null until the first chunk. */
  readonly speed: { readonly realTime: number; readonly framesPerSecond: number; readonly remaining: number } | null
}
