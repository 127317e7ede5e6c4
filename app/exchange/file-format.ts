/** What the files of each format are called: extension and content always agree. Pure; names without their folders. */
import { exportFormats, formats, isFolder, type ExportFormat } from './formats.ts'

export const extensionsOf = (format: ExportFormat): readonly string[] => formats[format].extensions

/** The extension that an export is given; empty for a folder. */
export const extensionOf = (format: ExportFormat): string => extensionsOf(format)[0] ?? ''

/** Extensions that say of a file what it is; any other end of a name (`.2`, `.final`) is a part of the name. */
const telling =
  /\.(?:mp4|m4v|mov|mkv|avi|webm|ogv|gif|png|apng|jpe?g|webp|tiff?|pdf|srt|vtt|ass|otio|edl|csv|shots|throughline|txt|fountain|html?|zip)$/iu

/** Points and spaces, which Windows drops, and signs that nobody sees. */
const loose =
  /(?<![.\s\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF])[.\s\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]+$/u

/** The format that a file of this name is of, of several the first; null when its name does not tell, as that of a folder. */
export function formatOf(name: string): ExportFormat | null {
  return exportFormats.find((format) => bears(name, format)) ?? null
}

const bears = (name: string, format: ExportFormat): boolean => extensionsOf(format).some((end) => endsIn(name, end))

/** Whether a file, for single pictures a folder, of this format may have the name. */
export function agrees(name: string, format: ExportFormat): boolean {
  if (loose.test(name)) return false
  return isFolder(format) ? !telling.test(name) : bears(name, format)
}

/** The name as a file of this format has it: one that tells another format loses that, one that tells none gets the extension. */
export const namedFor = (name: string, format: ExportFormat): string =>
  agrees(name, format) ? name : named(name, extensionsOf(format))

/** As `namedFor`, for a film's own file. */
export const namedFilm = (name: string): string => named(name, ['.throughline'])

function named(name: string, extensions: readonly string[]): string {
  let stem = name.replace(loose, '')
  while (!extensions.some((end) => endsIn(stem, end))) {
    const shorter = stem.replace(telling, '').replace(loose, '')
    if (shorter === stem) return `${stem || 'Film'}${extensions[0] ?? ''}`
    stem = shorter
  }
  return stem
}

/** An extension alone, such as `.mp4`, is the name of a hidden file and tells nothing. */
const endsIn = (name: string, extension: string): boolean =>
  name.length > extension.length && name.slice(-extension.length).toLowerCase() === extension
