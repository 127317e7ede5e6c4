/**
 * The export formats, one line each. Their writers: `main/export/formats.ts`; the texts of those in the window:
 * `renderer/strings/formats.ts`.
 */

/** Picture scale factors of an export; 1 is the model's own size. */
export const pictureScales = [1, 2, 4] as const
export type PictureScale = (typeof pictureScales)[number]

/** The drawing of a format in the dialog: `renderer/exports/FormatPicture.svelte`. */
export type FormatDrawing = 'player' | 'browser' | 'loop' | 'stack' | 'sheet' | 'subtitles' | 'list' | 'cut'

interface FormatFacts {
  /** A film, one for editing programs, numbered pictures in a folder, a page to print, plain text, or a folder with everything. */
  readonly kind: 'video' | 'master' | 'stills' | 'paper' | 'text' | 'edit'
  /** The first is the default; a folder has none. */
  readonly extensions: readonly string[]
  /** Default picture scale in the window: a film to share fills a screen; a GIF stays small; single pictures are exact. */
  readonly scale?: PictureScale
  /** It contains only what is made, with its times. */
  readonly timed: boolean
  /** It is for an editing program, with that program's frame rate (`handoff/rate.ts`). */
  readonly conformed?: true
  /** Drawing in the window; null: only the command line offers it. */
  readonly drawing: FormatDrawing | null
}

/** In display order. */
export const formats = {
  mp4: { kind: 'video', extensions: ['.mp4', '.m4v'], scale: 4, timed: true, drawing: 'player' },
  webm: { kind: 'video', extensions: ['.webm'], scale: 4, timed: true, drawing: 'browser' },
  gif: { kind: 'video', extensions: ['.gif'], scale: 1, timed: true, drawing: 'loop' },
  png: { kind: 'stills', extensions: [], scale: 1, timed: true, drawing: 'stack' },
  pdf: { kind: 'paper', extensions: ['.pdf'], timed: false, drawing: 'sheet' },
  html: { kind: 'paper', extensions: ['.html'], timed: false, drawing: null },
  srt: { kind: 'text', extensions: ['.srt'], timed: true, drawing: 'subtitles' },
  shots: { kind: 'text', extensions: ['.shots'], timed: false, drawing: 'list' },
  edit: { kind: 'edit', extensions: [], scale: 4, timed: false, conformed: true, drawing: 'cut' },
  prores: { kind: 'master', extensions: ['.mov'], scale: 4, timed: true, conformed: true, drawing: null },
  'prores-hq': { kind: 'master', extensions: ['.mov'], scale: 4, timed: true, conformed: true, drawing: null },
  'prores-4444': { kind: 'master', extensions: ['.mov'], scale: 4, timed: true, conformed: true, drawing: null },
  dnxhr: { kind: 'master', extensions: ['.mov'], scale: 4, timed: true, conformed: true, drawing: null },
  'dnxhr-hqx': { kind: 'master', extensions: ['.mov'], scale: 4, timed: true, conformed: true, drawing: null },
  h264: { kind: 'master', extensions: ['.mov'], scale: 4, timed: true, conformed: true, drawing: null },
  vtt: { kind: 'text', extensions: ['.vtt'], timed: true, drawing: null },
  otio: { kind: 'text', extensions: ['.otio'], timed: false, conformed: true, drawing: null },
  fcpxml: { kind: 'text', extensions: ['.fcpxml'], timed: false, conformed: true, drawing: null },
  xmeml: { kind: 'text', extensions: ['.xml'], timed: false, conformed: true, drawing: null },
  edl: { kind: 'text', extensions: ['.edl'], timed: false, conformed: true, drawing: null },
  csv: { kind: 'text', extensions: ['.csv'], timed: false, conformed: true, drawing: null }
} as const satisfies Readonly<Record<string, FormatFacts>>

type Formats = typeof formats
export type ExportFormat = keyof Formats
type OfKind<Kind extends FormatFacts['kind']> = {
  [Format in ExportFormat]: Formats[Format]['kind'] extends Kind ? Format : never
}[ExportFormat]
export type VideoFormat = OfKind<'video'>
/** Files for editing programs: the whole film, or in a folder one file per take. */
export type MasterFormat = OfKind<'master'>
/** Formats made from the film's pictures, frame by frame. */
export type PictureFormat = OfKind<'video' | 'master' | 'stills'>
/** Formats whose pictures can be scaled. */
export type ScaledFormat = {
  [Format in ExportFormat]: Formats[Format] extends { readonly scale: PictureScale } ? Format : never
}[ExportFormat]
export type PaperFormat = OfKind<'paper'>
export type TextFormat = OfKind<'text'>
/** Formats the window offers. */
export type WindowFormat = {
  [Format in ExportFormat]: Formats[Format]['drawing'] extends null ? never : Format
}[ExportFormat]

const isOf =
  <Format extends ExportFormat>(...kinds: readonly FormatFacts['kind'][]) =>
  (format: ExportFormat): format is Format =>
    kinds.includes(formats[format].kind)
export const isScaled = (format: ExportFormat): format is ScaledFormat => 'scale' in formats[format]
export const isPictureFormat = isOf<PictureFormat>('video', 'master', 'stills')
export const isMasterFormat = isOf<MasterFormat>('master')
export const isPaperFormat = isOf<PaperFormat>('paper')

export const exportFormats = Object.keys(formats) as readonly ExportFormat[]
const isOffered = (format: ExportFormat): format is WindowFormat => formats[format].drawing !== null
export const windowFormats = exportFormats.filter(isOffered)
export const videoFormats = exportFormats.filter(isOf<VideoFormat>('video'))
export const masterFormats = exportFormats.filter(isMasterFormat)
export const pictureFormats = exportFormats.filter(isPictureFormat)
/** Default encoding of take files. */
export const usualMedia = 'prores' satisfies MasterFormat
export const paperFormats = exportFormats.filter(isPaperFormat)
export const textFormats = exportFormats.filter(isOf<TextFormat>('text'))
/** Those of a list that the window offers. */
export const offered = <Format extends ExportFormat>(some: readonly Format[]) =>
  some.filter((format): format is Format & WindowFormat => isOffered(format))

export const isConformed = (format: ExportFormat): boolean => 'conformed' in formats[format]

/** Whether it is a folder of files instead of one. */
export const isFolder = (format: ExportFormat): boolean => ['stills', 'edit'].includes(formats[format].kind)
