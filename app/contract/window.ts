/**
 * What main sends to the window: studio state, answers to commands, events. Main is trusted, so this is typed and not
 * parsed; live pictures come from the engine and are parsed (live-frames.ts).
 */
import type { CardId, ClipId } from '../ids.ts'
import type { Sample, Timebase } from '../time.ts'
import type { WindowFormat } from '../exchange/formats.ts'
import type { FailureData } from '../base/failure.ts'
import type { CheckState } from './check.ts'
import type { FilmPatch } from './film-patch.ts'
import type { LiveFrames } from './live-frames.ts'
import type { MemoryView } from './memory.ts'
import type { Night, Pace } from './night.ts'
import type { ModelShelf, ModelTask } from './models.ts'
import type { FilmState, Making } from './open-film.ts'
import type { Probed } from './probe.ts'
import type { PromptMeasure } from './prompt.ts'

export interface RecentFilm {
  readonly path: string
  readonly title: string
  /** Milliseconds since 1970, UTC. */
  readonly opened: number
  /** False when the file is no longer at its path. */
  readonly present: boolean
  /** URL of its poster, or null. */
  readonly poster: string | null
}

/** A sample story of the start screen. */
export interface StorySample {
  readonly id: string
  readonly title: string
  readonly shots: number
  /** In seconds. */
  readonly length: number
  readonly poster: string
}

export interface StudioState {
  /** `linux`, `darwin`, `win32`: decides how shortcuts are shown. */
  readonly platform: string
  readonly recents: readonly RecentFilm[]
  readonly samples: readonly StorySample[]
  /** Of the model that is loaded. */
  readonly base: Timebase
  readonly film: FilmState | null
  readonly refused: RefusedFilm | null
  /** The program crashed with `film` open, which was opened again automatically. */
  readonly reopened: boolean
  /** What there was to say before the window could show it, such as a damaged file of settings. Told once. */
  readonly troubles: readonly FailureData[]
  /** Last view of `film`; null where there is none. */
  readonly check: CheckState | null
  /** The renderer crashed and this one was loaded in its place. */
  readonly crashed: boolean
}

/** A file that could not be opened. */
export interface RefusedFilm {
  readonly path: string
  readonly error: FailureData
}

/** The device in use and how it computes, and the available ones. */
export interface DeviceState {
  /** Names that can be chosen on this system. */
  readonly choices: readonly string[]
  readonly chosen: string
  /** Of each choice: the precisions it has (ledger/made-on.ts). */
  readonly precisions: Readonly<Record<string, readonly string[]>>
  readonly precision: string
  /** Of each choice but the processor: what was tried on it with the model, in each precision that was. */
  readonly tried: Readonly<Record<string, readonly Probed[]>>
  /** The graphics card's product name; null where it is not known. */
  readonly card: string | null
}

/** A script, table, storyboard or edited cut. */
export interface ScriptFile {
  readonly path: string
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** What an export would be now. */
export interface ExportPlan {
  /** The time, in milliseconds since 1970. */
  readonly now: number
  readonly targets: Readonly<Record<WindowFormat, ExportTarget>>
  /** The ffmpeg that was found, or why there is none. */
  readonly ffmpeg:
    | { readonly origin: 'FFMPEG_BIN' | 'shipped' | 'system'; readonly path: string }
    | { readonly origin: 'none'; readonly problem: FailureData }
  /** Numbers of shots of which nothing, and of which only a part is made. */
  readonly unmade: readonly string[]
  readonly partial: readonly string[]
  /** Those of `unmade` without a sketch. */
  readonly blank: readonly string[]
  /** Shots that are exported although they are outdated or should be checked. */
  readonly outdated: readonly string[]
  readonly unsure: readonly string[]
  /** Shots that are exported with their stored pictures, as the model that made them is not the film's, or not here. */
  readonly asStored: readonly string[]
  /** Length of what is made. */
  readonly seconds: number
  /** Shots with dialogue; and the numbers of those of which nothing is made. */
  readonly spoken: number
  readonly unheard: readonly string[]
  /** Finished shots that could get a tail of a chunk, and have none (app/plan/tails.ts). */
  readonly withoutTail: number
}

/** A file (for single pictures a folder) that an export writes. */
export interface ExportTarget {
  readonly folder: string
  readonly name: string
  /**
   * What already has that name: `ours` was exported from this film and not changed since, and is replaced; `other` is
   * replaced only when the user confirms.
   */
  readonly there: 'nothing' | 'ours' | 'other'
}

export type ExportState =
  | { readonly state: 'running'; readonly format: WindowFormat; readonly path: string; readonly done: number }
  /** `tooLoud`: by how many decibels the sound was cut off at full scale; null: it was not. */
  | { readonly state: 'done'; readonly format: WindowFormat; readonly path: string; readonly tooLoud: number | null }
  | { readonly state: 'failed'; readonly format: WindowFormat; readonly error: FailureData }

/** What is drawn of a sound: its length, and its waveform with all levels (app/sound/waveform.ts). */
export interface SoundPicture {
  readonly samples: Sample
  readonly waveform: Int8Array<ArrayBuffer>
}

/**
 * The answer to each command. Commands that change the film answer the serial of the new state, which is sent separately:
 * whoever needs it waits for that serial.
 */
export interface CommandAnswers {
  'studio.state': StudioState
  /** Null when the user chose to stay in the open film. */
  'film.create': FilmState | null
  /** Null when the dialog was cancelled, the file refused, or the user chose to stay in the open film. */
  'film.open': FilmState | null
  'film.find': FilmState | null
  'film.look': FilmState | null
  /** Null when the dialog was cancelled. */
  'film.recover': { readonly film: FilmState; readonly recovered: Recovered } | null
  'film.saveAs': FilmState | null
  /** Path of the copy; null when the dialog was cancelled. */
  'film.duplicate': string | null
  'film.close': null
  'film.check': null
  'film.mend': null
  'film.checkEnd': null
  'film.resend': null
  'film.lastView': null
  'film.edit': number
  /** Null when the dialog was cancelled. */
  'sketch.choose': Uint8Array<ArrayBuffer> | null
  'sketch.set': number
  'cards.bring': number
  /** Null when the dialog was cancelled. */
  'script.choose': ScriptFile | null
  'script.pictures': readonly string[]
  'script.picture': Uint8Array<ArrayBuffer>
  /** Null when the dialog was cancelled. */
  'sound.choose': readonly string[] | null
  /** Null when the film was closed meanwhile. */
  'sound.bring': { readonly serial: number; readonly clip: ClipId } | null
  'sound.waveform': SoundPicture
  /** Left and right in turn, a number of `size` for each; null where nothing is heard. */
  'sound.mix': Float32Array<ArrayBuffer> | null
  'film.undo': number
  'film.redo': number
  'film.generate': null
  'making.pause': null
  'making.resume': null
  'making.stop': null
  'making.answer': null
  'making.drop': null
  'making.order': null
  /** `pace`: null while too little was measured. */
  'night.state': { readonly night: Night | null; readonly pace: Pace | null }
  'night.begin': null
  'night.seen': null
  'memory.of': MemoryView
  'prompt.measure': PromptMeasure
  'export.plan': ExportPlan
  'export.choose': null
  'export.start': null
  'export.preview': Uint8Array<ArrayBuffer>
  'export.cancel': null
  'export.reveal': null
  'recent.forget': null
  'clipboard.write': null
  'log.report': null
  'log.show': null
  'device.state': DeviceState
  'device.choose': DeviceState
  'models.state': { readonly shelf: ModelShelf; readonly task: ModelTask | null }
  'models.choose': null
  'models.look': null
  'models.wish': null
  'models.add': null
  'models.check': null
  'models.remove': null
  'models.end': null
  'clipboard.read': string
  'window.text': null
  'window.fullScreen': null
  'window.flushed': null
  'window.noticePicture': null
  'window.texts': null
  'window.menu': null
}

/** Result of recovering a damaged film. */
export interface Recovered {
  readonly shots: number
  /** Film that was recovered. */
  readonly seconds: number
  /** Something is known to be missing or changed. */
  readonly losses: boolean
  /** Where, as far as it is known: one entry per shot, with the first affected second. */
  readonly places: readonly { readonly shot: string; readonly second: number }[]
}

export type StudioEvent =
  | { readonly type: 'film'; readonly film: FilmState | null }
  | { readonly type: 'changed'; readonly patch: FilmPatch }
  | { readonly type: 'refused'; readonly refused: RefusedFilm | null }
  /** The closed film's file was renamed to the film's title. */
  | { readonly type: 'renamed'; readonly from: string; readonly to: string }
  | { readonly type: 'recents'; readonly recents: readonly RecentFilm[] }
  | { readonly type: 'making'; readonly session: number; readonly making: Making | null }
  /** The only event that does not come from main: straight from the engine, parsed by the preload script. */
  | { readonly type: 'preview'; readonly preview: LiveFrames }
  /** A run ended: the cards it completed (none when stopped; null: the whole film), and those left out, with the reasons. */
  | {
      readonly type: 'made'
      readonly finished: readonly CardId[] | null
      readonly skipped: readonly { readonly card: CardId; readonly problem: FailureData }[]
    }
  | { readonly type: 'check'; readonly session: number; readonly check: CheckState | null }
  /** The night of the open film (night.ts); null: it was dismissed. */
  | { readonly type: 'night'; readonly night: Night | null }
  | { readonly type: 'export'; readonly export: ExportState }
  | { readonly type: 'models'; readonly shelf: ModelShelf }
  | { readonly type: 'modelTask'; readonly task: ModelTask | null }
  /** `asked`: the cards that were to be made (null: the whole film); absent when the failure is not about making. */
  | { readonly type: 'trouble'; readonly error: FailureData; readonly asked?: readonly CardId[] | null }
  | { readonly type: 'fullScreen'; readonly on: boolean }
  /** The film closes, or the program quits, once the renderer has sent `window.flushed`; then it accepts no more input for this film. */
  | { readonly type: 'leaving' }
  | { readonly type: 'menu'; readonly action: string }
