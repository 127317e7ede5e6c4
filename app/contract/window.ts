/**
 * Every message between the window and main. Commands go to main and are parsed there; each has one answer.
 * Events come from main, which the window trusts, so they are typed only; pictures being made come from the engine.
 */
import * as v from 'valibot'
import { editSchema } from '../edits/edit.ts'
import type { Label } from '../edits/label.ts'
import { limits } from '../film/limits.ts'
import { cardFields, cardIdSchema } from '../film/schema.ts'
import type { CardId, TakeId } from '../ids.ts'
import type { ModelInfo } from './engine.ts'
import { exportFormats, type ExportFormat } from './formats.ts'
import type { FailureData } from './failure.ts'
import type { FilmView } from './film-state.ts'
import type { LiveFrames } from './live-frames.ts'
import type { MemoryView } from './memory.ts'
import type { KnownWords, PromptMeasure } from './prompt.ts'

const path = v.pipe(v.string(), v.minLength(1), v.maxLength(4096))
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(64))
const words = v.pipe(v.string(), v.maxLength(100))
const sketchBytes = v.custom<Uint8Array>(
  (value) => value instanceof Uint8Array && value.byteLength <= limits.sketchBytes,
  `at most ${limits.sketchBytes} bytes`
)
const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** One entry of the native menu bar, in the language of the window. */
const menuItem = v.strictObject({ action: name, label: words, keys: v.nullable(words), enabled: v.boolean() })
const submenu = v.strictObject({ label: words, items: v.pipe(v.array(menuItem), v.maxLength(50)) })
const menu = v.strictObject({
  label: words,
  items: v.pipe(v.array(v.nullable(v.union([menuItem, submenu]))), v.maxLength(50))
})
export type MenuItem = v.InferOutput<typeof menuItem>
export type MenuTemplate = v.InferOutput<typeof menu>

/** What main says when there is no page that could, in the language of the window. */
const crashWords = v.strictObject({
  title: words,
  text: v.pipe(v.string(), v.maxLength(400)),
  again: words,
  quit: words
})
export type CrashWords = v.InferOutput<typeof crashWords>

/** Where one was in a film: the playhead, in display frames, and the selected shots. Belongs to the person, not to the film. */
export const placeSchema = v.strictObject({
  frame: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  cards: v.pipe(v.array(cardIdSchema), v.maxLength(10_000)),
  lead: v.nullable(cardIdSchema)
})
export type Place = v.InferOutput<typeof placeSchema>

export const commandSchema = v.variant('type', [
  /** The whole state, for a window that has just opened. */
  v.strictObject({ type: v.literal('studio.state') }),
  /** A new project file, from a sample story or (null) empty; it is open afterwards. */
  v.strictObject({ type: v.literal('film.create'), sample: v.nullable(name), title: words }),
  /** Null: a dialog asks for the file. A file that cannot be opened is told by the event `refused`. */
  v.strictObject({ type: v.literal('film.open'), path: v.nullable(path) }),
  /** Opens a film to look at only, also while it is in use elsewhere. */
  v.strictObject({ type: v.literal('film.look'), path }),
  /** Writes what is readable of a damaged film to a file a dialog asks for, and opens that. */
  v.strictObject({ type: v.literal('film.recover'), path }),
  v.strictObject({ type: v.literal('film.saveAs') }),
  /** A dialog asks where. The film itself stays open. */
  v.strictObject({ type: v.literal('film.duplicate') }),
  v.strictObject({ type: v.literal('film.close') }),
  /** Where one is now, for the next time the film is opened. */
  v.strictObject({ type: v.literal('film.place'), place: placeSchema }),
  v.strictObject({ type: v.literal('film.edit'), edit: editSchema, burst: v.nullable(name) }),
  /** A dialog asks for a picture file, whose bytes are answered as they are. */
  v.strictObject({ type: v.literal('sketch.choose') }),
  /** A picture, made by the window from a file, for a card's slate. */
  v.strictObject({ type: v.literal('sketch.set'), card: cardIdSchema, bytes: sketchBytes }),
  v.strictObject({ type: v.literal('film.undo') }),
  v.strictObject({ type: v.literal('film.redo') }),
  /** What is to be made: all that is missing, or new takes, with `ripple` also of all that follow the first, or a second. */
  v.strictObject({
    type: v.literal('film.generate'),
    request: v.variant('kind', [
      v.strictObject({ kind: v.literal('film') }),
      v.strictObject({
        kind: v.literal('cards'),
        cards: v.pipe(v.array(cardIdSchema), v.minLength(1)),
        ripple: v.boolean()
      }),
      /** A take again from its chunk `at` on. While film is made, that is left for it, and goes on after it. */
      v.strictObject({ kind: v.literal('branch'), card: cardIdSchema, at: index })
    ])
  }),
  v.strictObject({ type: v.literal('making.pause') }),
  v.strictObject({ type: v.literal('making.resume') }),
  v.strictObject({ type: v.literal('making.stop') }),
  /** The cards that wait, in the order in which they shall be made. */
  v.strictObject({ type: v.literal('making.order'), cards: v.pipe(v.array(cardIdSchema), v.maxLength(10_000)) }),
  /** What a card remembers at its chunk `index`; of one that is not made yet, what it would begin with. */
  v.strictObject({
    type: v.literal('memory.of'),
    card: cardIdSchema,
    index
  }),
  /** How much the model would read of a prompt, with the cast of the open film. */
  v.strictObject({ type: v.literal('prompt.measure'), prompt: cardFields.prompt }),
  /** What would be written, where, and what is missing from it. */
  v.strictObject({ type: v.literal('export.plan') }),
  /** A dialog asks for another place. */
  v.strictObject({ type: v.literal('export.choose'), format: v.picklist(exportFormats) }),
  /** Writes to the place the plan names; how far it is, is told by events. */
  v.strictObject({ type: v.literal('export.start'), format: v.picklist(exportFormats) }),
  v.strictObject({ type: v.literal('export.cancel') }),
  /** Shows in its folder what was exported last. */
  v.strictObject({ type: v.literal('export.reveal') }),
  v.strictObject({ type: v.literal('recent.forget'), path }),
  v.strictObject({ type: v.literal('window.fullScreen'), on: v.boolean() }),
  v.strictObject({ type: v.literal('window.words'), crash: crashWords }),
  /** The menu bar, in the window's language; sent again whenever what can be done changes. */
  v.strictObject({ type: v.literal('window.menu'), menus: v.pipe(v.array(menu), v.maxLength(12)) })
])
export type Command = v.InferOutput<typeof commandSchema>

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
  readonly film: FilmState | null
  readonly refused: RefusedFilm | null
  /** The program ended without closing `film`, which was opened again by itself. */
  readonly reopened: boolean
  /** The window's page stopped working, and this one was loaded in its place. */
  readonly crashed: boolean
}

/** A file that was to be opened and could not be. */
export interface RefusedFilm {
  readonly path: string
  readonly error: FailureData
}

/** What the window knows of the model: the shape of its pictures, and the words it was taught (null when not listed). */
export interface ModelFacts extends Pick<ModelInfo, 'name' | 'width' | 'height'> {
  readonly knows: KnownWords | null
}

/** The open film, whole. Sent after every change. */
export interface FilmState {
  /** Another number every time a film is opened. */
  readonly session: number
  /** Grows with every state told, as answers and events may overtake each other. */
  readonly serial: number
  readonly path: string
  readonly view: FilmView
  readonly revision: number
  /** What the next undo and redo would take back; null when there is nothing. */
  readonly undo: Label | null
  readonly redo: Label | null
  readonly saved: Saved
  readonly model: ModelFacts
  readonly making: Making | null
  /** Where one was in the film last, for a window that begins to show it; null when it is new. */
  readonly left: Place | null
}

/** `at`: milliseconds since 1970 of the last commit the database acknowledged. */
export type Saved =
  | { readonly state: 'saved'; readonly at: number }
  | { readonly state: 'failed'; readonly failure: FailureData; readonly at: number }
  | { readonly state: 'read-only'; readonly reason: FailureData }

/** What is being made right now. */
export interface Making {
  readonly state: 'starting' | 'working' | 'paused' | 'restarting'
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
  /** Seconds of film per second, frames a second and seconds left; null until the first chunk. */
  readonly speed: { readonly realTime: number; readonly framesPerSecond: number; readonly left: number } | null
}

/** An export as it would be now. */
export interface ExportPlan {
  readonly targets: Readonly<Record<ExportFormat, ExportTarget>>
  /** What encodes films and pictures; the program that was found, or why there is none. */
  readonly ffmpeg:
    | { readonly origin: 'FFMPEG_BIN' | 'shipped' | 'system'; readonly path: string }
    | { readonly origin: 'none'; readonly problem: FailureData }
  /** Shots of which nothing is made, and shots of which only a part is. */
  readonly unmade: number
  readonly partial: number
  /** Of what is made. */
  readonly seconds: number
  /** Shots in which somebody speaks. */
  readonly spoken: number
}

/** A file, or for single pictures a folder, that an export makes. */
export interface ExportTarget {
  readonly folder: string
  readonly name: string
  /** It is there already, and would be replaced. */
  readonly exists: boolean
}

export type ExportState =
  | { readonly state: 'running'; readonly format: ExportFormat; readonly path: string; readonly done: number }
  | { readonly state: 'done'; readonly format: ExportFormat; readonly path: string }
  | { readonly state: 'failed'; readonly format: ExportFormat; readonly error: FailureData }

/** What each command answers. Those that change the film answer it as it is then, so that the hand goes on from there. */
export interface Answers {
  'studio.state': StudioState
  'film.create': FilmState
  /** Null when the dialog was dismissed, or the file refused. */
  'film.open': FilmState | null
  'film.look': FilmState | null
  /** Null when the dialog was dismissed. */
  'film.recover': { readonly film: FilmState; readonly recovered: Recovered } | null
  'film.saveAs': FilmState | null
  /** The path of the copy; null when the dialog was dismissed. */
  'film.duplicate': string | null
  'film.close': null
  'film.place': null
  'film.edit': FilmState
  /** Null when the dialog was dismissed. */
  'sketch.choose': Uint8Array<ArrayBuffer> | null
  'sketch.set': FilmState
  'film.undo': FilmState
  'film.redo': FilmState
  'film.generate': null
  'making.pause': null
  'making.resume': null
  'making.stop': null
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
  'window.fullScreen': null
  'window.words': null
  'window.menu': null
}

/** What came out of a damaged film. */
export interface Recovered {
  readonly shots: number
  /** Of film, made and readable. */
  readonly seconds: number
  /** Something is known to be missing. */
  readonly losses: boolean
}

export type StudioEvent =
  | { readonly type: 'film'; readonly film: FilmState | null }
  | { readonly type: 'refused'; readonly refused: RefusedFilm | null }
  | { readonly type: 'recents'; readonly recents: readonly RecentFilm[] }
  | { readonly type: 'making'; readonly making: Making | null }
  /** The one that does not come from main: straight from the engine, parsed by the preload script. */
  | { readonly type: 'preview'; readonly preview: LiveFrames }
  /** A run is over: what it made and, where cards were left out, why. */
  | { readonly type: 'made'; readonly made: number; readonly skipped: readonly FailureData[] }
  | { readonly type: 'export'; readonly export: ExportState }
  | { readonly type: 'trouble'; readonly error: FailureData }
  | { readonly type: 'fullScreen'; readonly on: boolean }
  | { readonly type: 'menu'; readonly action: string }
