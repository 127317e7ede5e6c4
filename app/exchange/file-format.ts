/** File names of each export format: extension and content always agree. Pure; names without folders. */
import { exportFormats, formats, isFolder, type ExportFormat } from './formats.ts'

export const extensionsOf = (format: ExportFormat): readonly string[] => formats[format].extensions

/** The extension that an export is given; empty for a folder. */
export const extensionOf = (format: ExportFormat): string => extensionsOf(format)[0] ?? ''

/** Extensions with a meaning; any other end of a name (`.2`, `.final`) is part of the name. */
const telling =
  /\.(?:mp4|m4v|mov|mkv|avi|webm|ogv|gif|png|apng|jpe?g|webp|tiff?|pdf|srt|vtt|ass|otio|edl|csv|shots|throughline|txt|fountain|html?|zip)$/iu

/** Dots and spaces, which Windows drops at the end, and invisible characters. */
const loose =
  /(?<![.\s\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF])[.\s\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]+$/u

/** The format of a file name (the first of several); null when the name does not tell, as for a folder. */
export function formatOf(name: string): ExportFormat | null {
  return exportFormats.find((format) => bears(name, format)) ?? null
}

const bears = (name: string, format: ExportFormat): boolean => extensionsOf(format).some((end) => endsIn(name, end))

/** Whether a file (for single pictures a folder) of this format may have the name. */
export function agrees(name: string, format: ExportFormat): boolean {
  if (loose.test(name)) return false
  return isFolder(format) ? !telling.test(name) : bears(name, format)
}

/** The name for this format: another format's extension is replaced, a missing one added. */
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

/** A name such as `.mp4` is a hidden file without an extension. */
const endsIn = (name: string, extension: string): boolean =>
  name.length > extension.length && name.slice(-extension.length).toLowerCase() === extension
