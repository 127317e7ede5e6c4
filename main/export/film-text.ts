/** What of a film is text: its shot list, and its dialogue as subtitles. */
import { writeFile } from 'node:fs/promises'
import { printShotList } from '../../app/exchange/print-shots.ts'
import { printSrt } from '../../app/exchange/srt.ts'
import type { Film } from '../../app/film/film.ts'
import type { Timebase } from '../../app/time.ts'
import { intoTarget } from './target.ts'

export const textFormats = { shots: printShotList, srt: printSrt } as const
export type TextFormat = keyof typeof textFormats

/** Writes UTF-8 text. @throws Failure `export.*`, `disk.full`; what bore the name before is then still there */
export async function exportFilmText(format: TextFormat, film: Film, base: Timebase, path: string): Promise<void> {
  const text = textFormats[format](film, base)
  await intoTarget(path, (partial) => writeFile(partial, text))
}
