/**
 * The forms in which a film leaves the studio: one line each. What writes them: `main/export/formats.ts`; the words of those
 * that the window offers: `renderer/strings/formats.ts`.
 */

/** How many times as wide and as high as the model made them pictures are exported; 1 leaves them as they are. */
export const pictureScales = [1, 2, 4] as const
export type PictureScale = (typeof pictureScales)[number]

/** What stands for a format in the dialog: `renderer/exports/FormatPicture.svelte` draws each. */
export type FormatDrawing = 'player' | 'browser' | 'loop' | 'stack' | 'sheet' | 'subtitles' | 'list' | 'cut'

interface FormatFacts {
  /** A film, one for editing programs, numbered pictures in a folder, a page to print, plain text, or a folder of it all. */
  readonly kind: 'video' | 'master' | 'stills' | 'paper' | 'text' | 'edit'
  /** The first is the one that is given; a folder has none. */
  readonly extensions: readonly string[]
  /**
   * Of pictures, the scale the window begins with: a film that is sent to somebody fills a screen; a GIF stays small
   * enough to send, and single pictures are the exact ones.
   */
  readonly scale?: PictureScale
  /** It is of what is made, and has the times of that. */
  readonly timed: boolean
  /** It is for an editing program, and counts frames as that does (`handoff/rate.ts`). */
  readonly conformed?: true
  /** In the window; null: the command line alone offers it. */
  readonly drawing: FormatDrawing | null
}

/** In the order in which they are offered. */
export const formats = {
  mp4: { kind: 'video', extensions: ['.mp4', '.m4v'], scale: 4, timed: true, drawing: 'player' },
  webm: { kind: 'video', extensions: ['.webm'], scale: 4, timed: true, drawing: 'browser' },
  gif: { kind: 'video', extensions: ['.gif'], scale: 1, timed: true, drawing: 'loop' },
  png: { kind: 'stills', extensions: [], scale: 1, timed: true, drawing: 'stack' },
  pdf: { kind: 'paper', extensions: ['.pdf'], timed: false, drawing: 'sheet' },
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
/** Films as editing programs want them, whole or, in a folder for such a program, one a take. */
export type MasterFormat = OfKind<'master'>
/** Those made of the film's pictures, frame by frame. */
export type PictureFormat = OfKind<'video' | 'master' | 'stills'>
/** Those whose pictures can be enlarged. */
export type ScaledFormat = {
  [Format in ExportFormat]: Formats[Format] extends { readonly scale: PictureScale } ? Format : never
}[ExportFormat]
export type PaperFormat = OfKind<'paper'>
export type TextFormat = OfKind<'text'>
/** Those that the window offers. */
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
/** In which the files of takes are, where nothing else is said. */
export const usualMedia = 'prores' satisfies MasterFormat
export const paperFormats = exportFormats.filter(isPaperFormat)
export const textFormats = exportFormats.filter(isOf<TextFormat>('text'))
/** Those of some that the window offers. */
export const offered = <Format extends ExportFormat>(some: readonly Format[]) =>
  some.filter((format): format is Format & WindowFormat => isOffered(format))

export const isConformed = (format: ExportFormat): boolean => 'conformed' in formats[format]

/** Whether it is a folder of files instead of one. */
export const isFolder = (format: ExportFormat): boolean => ['stills', 'edit'].includes(formats[format].kind)
