/** The open film as main tells it to the window: what it is, whether it is saved, what is being made of it. */
import type { Label } from '../edits/label.ts'
import type { CardId, TakeId } from '../ids.ts'
import type { FailureData } from '../base/failure.ts'
import type { LastView } from './commands.ts'
import type { ModelInfo } from './engine.ts'
import type { FilmView } from './film-state.ts'
import type { Vocabulary } from './prompt.ts'

/** The film's model as the window knows it: picture format, and its training vocabulary (null when not listed). */
export interface ModelFacts extends Pick<ModelInfo, 'model' | 'name' | 'width' | 'height'> {
  /** On this machine: otherwise nothing can be made, and its name may only be its `id@revision`. */
  readonly isHere: boolean
  readonly knows: Vocabulary | null
}

/** The open film, whole. After a change only a patch is sent (film-patch.ts). */
export interface FilmState {
  /** A new number each time a film is opened. */
  readonly session: number
  /** Increases with every state sent: answers and events may overtake each other. */
  readonly serial: number
  readonly path: string
  /** The file has a default name: it is renamed to the film's title when the film is closed. */
  readonly followsTitle: boolean
  readonly view: FilmView
  readonly revision: number
  /** What undo and redo would do next; null when there is nothing. */
  readonly undo: Label | null
  readonly redo: Label | null
  readonly saved: Saved
  readonly model: ModelFacts
  readonly making: Making | null
  /** Queued shots while nothing is being made. */
  readonly waiting: number
  /** Shots whose making was resumed when the film was opened. */
  readonly goesOn: number
  /** Takes found on opening that neither the film nor its undo list refers to and that were not reported yet. */
  readonly strayTakes: number
  /** Last view of the film, for a newly loaded window; null for a new film. */
  readonly lastView: LastView | null
}

/** Set only after the database committed. `at`: the last commit, in milliseconds since 1970. */
export type Saved =
  | { readonly state: 'saved'; readonly at: number }
  | { readonly state: 'failed'; readonly failure: FailureData; readonly at: number }
  | { readonly state: 'read-only'; readonly reason: FailureData }

/** What is known of whether the CPU could hold the model, in bytes. */
export interface Fit {
  /** The weights on disk; the engine needs more than this. */
  readonly weights: number
  /** Memory of the computer that is free. */
  readonly free: number
}

/** The run under way. */
export interface Making {
  /** `stopping`: it ends after the current pass, or with the chunk whose pictures were already shown. */
  readonly state: 'starting' | 'working' | 'paused' | 'restarting' | 'stopping' | 'asking'
  /** What it asks in the state `asking`: the device failed twice in a row. */
  readonly asks: { readonly failure: FailureData; readonly fit: Fit | null } | null
  /** Null until the engine has a work item. */
  readonly card: CardId | null
  /** Null until the first chunk of a new take is stored. */
  readonly take: TakeId | null
  /** First chunk of the take that this run makes. */
  readonly first: number
  /** Name under which its pictures are sent before they are stored; null until the first. */
  readonly job: string | null
  /** Chunks of the take that have pictures; 0 until the first of this run. */
  readonly ready: number
  /** Progress of the current chunk, 0 … 1. */
  readonly step: number
  /**
   * The newest chunk of this run with pictures: chunk `index` of the take made for the card. Null while there is none, and
   * while it is being made again.
   */
  readonly newest: { readonly card: CardId; readonly index: number } | null
  /** Cards after this one, in the order they are made. */
  readonly queue: readonly CardId[]
  /** Chunks made and planned in the whole run. */
  readonly made: number
  readonly all: number
  /** Progress of re-creating memory before the chunk is made, of `all` chunks; null while none is re-created. */
  readonly remembering: { readonly done: number; readonly all: number } | null
  /** Seconds of film per second, frames per second and seconds left; null until the first chunk, or seconds into it. */
  readonly speed: { readonly realTime: number; readonly framesPerSecond: number; readonly remaining: number } | null
}
