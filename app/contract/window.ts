/**
 * What main tells the window: the state of the studio, the answer to each command, and events. It comes from main, which
 * the window trusts, so it is typed only; pictures being made come from the engine and are parsed (live-frames.ts).
 */
import type { CardId } from '../ids.ts'
import type { Timebase } from '../time.ts'
import type { WindowFormat } from '../exchange/formats.ts'
import type { FailureData } from '../base/failure.ts'
import type { CheckState } from './check.ts'
import type { FilmPatch } from './film-patch.ts'
import type { LiveFrames } from './live-frames.ts'
import type { MemoryView } from './memory.ts'
import type { FilmState, Making } from './open-film.ts'
import type { PromptMeasure } from './prompt.ts'

export interface RecentFilm {
  readonly path: string
  readonly title: string
  /** Milliseconds since 1970, UTC. */
  readonly opened: number
  /** False when the file is no longer where it was. */
  readonly present: boolean
  /** Address of its picture, or null. */
  readonly poster: string | null
}

/** A sample story of the start screen. */
export interface Sample {
  readonly id: string
  readonly title: string
  readonly shots: number
  /** In seconds. */
  readonly length: number
  readonly poster: string
}

export interface StudioState {
  /** `linux`, `darwin`, `win32`: decides how keys are written. */
  readonly platform: string
  readonly recents: readonly RecentFilm[]
  readonly samples: readonly Sample[]
  /** Of the model that is loaded. */
  readonly base: Timebase
  readonly film: FilmState | null
  readonly refused: RefusedFilm | null
  /** The program ended without closing `film`, which was opened again by itself. */
  readonly reopened: boolean
  /** Of `film`; null where there is nothing to say. */
  readonly check: CheckState | null
  /** The window's renderer stopped working, and this one was loaded in its place. */
  readonly crashed: boolean
}

/** A file that was to be opened and could not be. */
export interface RefusedFilm {
  readonly path: string
  readonly error: FailureData
}

/** What computes the film. */
export interface DeviceState {
  /** Names that may be chosen on this system. */
  readonly choices: readonly string[]
  readonly chosen: string
  /** The graphics card as people know it; null where that is not known. */
  readonly card: string | null
}

/** A file that shots are made of. */
export interface ScriptFile {
  readonly path: string
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** An export as it would be now. */
export interface ExportPlan {
  readonly targets: Readonly<Record<WindowFormat, ExportTarget>>
  /** What encodes films and pictures; the program that was found, or why there is none. */
  readonly ffmpeg:
    | { readonly origin: 'FFMPEG_BIN' | 'shipped' | 'system'; readonly path: string }
    | { readonly origin: 'none'; readonly problem: FailureData }
  /** Shots, by their numbers, of which nothing is made, and of which only a part is. */
  readonly unmade: readonly string[]
  readonly partial: readonly string[]
  /** Those of `unmade` that have no sketch either. */
  readonly blank: readonly string[]
  /** Shots that are shown as they were made although they are outdated, or should be checked. */
  readonly outdated: readonly string[]
  readonly unsure: readonly string[]
  /** Of what is made. */
  readonly seconds: number
  /** Shots in which somebody speaks; and those of them, by their numbers, of which nothing is made. */
  readonly spoken: number
  readonly unheard: readonly string[]
}

/** A file, or for single pictures a folder, that an export makes. */
export interface ExportTarget {
  readonly folder: string
  readonly name: string
  /**
   * What has that name already: `ours` was exported from this film before and not changed since, and is replaced;
   * `other` is only replaced when the person says so.
   */
  readonly there: 'nothing' | 'ours' | 'other'
}

export type ExportState =
  | { readonly state: 'running'; readonly format: WindowFormat; readonly path: string; readonly done: number }
  | { readonly state: 'done'; readonly format: WindowFormat; readonly path: string }
  | { readonly state: 'failed'; readonly format: WindowFormat; readonly error: FailureData }

/**
 * What each command answers. Those that change the film answer the serial of its state then, which is told by itself: who
 * waits until it has come goes on from there.
 */
export interface Answers {
  'studio.state': StudioState
  /** Null when the film open before is not to be left. */
  'film.create': FilmState | null
  /** Null when the dialog was dismissed, the file refused, or the film open before is not to be left. */
  'film.open': FilmState | null
  'film.find': FilmState | null
  'film.look': FilmState | null
  /** Null when the dialog was dismissed. */
  'film.recover': { readonly film: FilmState; readonly recovered: Recovered } | null
  'film.saveAs': FilmState | null
  /** The path of the copy; null when the dialog was dismissed. */
  'film.duplicate': string | null
  'film.close': null
  'film.check': null
  'film.mend': null
  'film.checkEnd': null
  'film.resend': null
  'film.lastView': null
  'film.edit': number
  /** Null when the dialog was dismissed. */
  'sketch.choose': Uint8Array<ArrayBuffer> | null
  'sketch.set': number
  'cards.bring': number
  /** Null when the dialog was dismissed. */
  'script.choose': ScriptFile | null
  'script.pictures': readonly string[]
  'script.picture': Uint8Array<ArrayBuffer>
  'film.undo': number
  'film.redo': number
  'film.generate': null
  'making.pause': null
  'making.resume': null
  'making.stop': null
  'making.drop': null
  'making.order': null
  'memory.of': MemoryView
  /** Null when the model's text encoder cannot be asked. */
  'prompt.measure': PromptMeasure | null
  'export.plan': ExportPlan
  'export.choose': null
  'export.start': null
  'export.cancel': null
  'export.reveal': null
  'recent.forget': null
  'clipboard.write': null
  'log.report': null
  'log.show': null
  'device.state': DeviceState
  'device.choose': DeviceState
  'clipboard.read': string
  'window.text': null
  'window.fullScreen': null
  'window.flushed': null
  'window.texts': null
  'window.menu': null
}

/** What came out of a damaged film. */
export interface Recovered {
  readonly shots: number
  /** Of film, made and readable. */
  readonly seconds: number
  /** Something is known to be missing or changed. */
  readonly losses: boolean
  /** Where in the film that is, as far as that is known: each shot once, and the second within from which on. */
  readonly places: readonly { readonly shot: string; readonly second: number }[]
}

export type StudioEvent =
  | { readonly type: 'film'; readonly film: FilmState | null }
  | { readonly type: 'changed'; readonly patch: FilmPatch }
  | { readonly type: 'refused'; readonly refused: RefusedFilm | null }
  /** The file of a film that was closed was given the film's title for a name. */
  | { readonly type: 'renamed'; readonly from: string; readonly to: string }
  | { readonly type: 'recents'; readonly recents: readonly RecentFilm[] }
  | { readonly type: 'making'; readonly session: number; readonly making: Making | null }
  /** The one that does not come from main: straight from the engine, parsed by the preload script. */
  | { readonly type: 'preview'; readonly preview: LiveFrames }
  /** A run is over: the cards it leaves whole (none when it was stopped; null: the film), and those left out, with why. */
  | {
      readonly type: 'made'
      readonly finished: readonly CardId[] | null
      readonly skipped: readonly { readonly card: CardId; readonly problem: FailureData }[]
    }
  | { readonly type: 'check'; readonly session: number; readonly check: CheckState | null }
  | { readonly type: 'export'; readonly export: ExportState }
  /** `asked`: the cards that were to be made (null: the film); absent where the trouble has nothing to do with making. */
  | { readonly type: 'trouble'; readonly error: FailureData; readonly asked?: readonly CardId[] | null }
  | { readonly type: 'fullScreen'; readonly on: boolean }
  /** The film is closed, or the program ends, when the renderer has said `window.flushed`: it takes in nothing more for this film. */
  | { readonly type: 'leaving' }
  | { readonly type: 'menu'; readonly action: string }
