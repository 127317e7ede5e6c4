/** Paths: what ships with the program, and the user's folders. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import * as v from 'valibot'
import { Failure } from '../../app/base/failure.ts'
import { fileName } from '../../app/film/file-name.ts'
import { canWrite } from '../../engine/files/writable.ts'
import { KeptFile, type TellLoss } from '../kept/kept-file.ts'
import { freshPath } from './film-names.ts'

/** Folder of the program's data files: `assets` in a clone, `resources/assets` when packaged. */
const assets = (): string => (app.isPackaged ? join(process.resourcesPath, 'assets') : join(app.getAppPath(), 'assets'))

export const packFolder = (): string => join(assets(), 'packs', 'storybook')
/** Fonts of printed pages. */
export const fontsFolder = (): string => join(assets(), 'fonts')
export const samplesFolder = (): string => join(assets(), 'samples')
/** Small files kept between starts: window bounds, recent films and their posters. */
export const kept = (name: string): string => join(app.getPath('userData'), name)

/** The folder of the user's films, created if missing; where that fails, it stays missing. */
export function filmsFolder(): string {
  if (chosen !== null && canWrite(chosen)) return chosen
  const documents = app.getPath('documents')
  const folder = join(documents, 'Throughline')
  // Not recursive: where a file system returns odd errors (/proc), Node retries for ever.
  for (const path of [documents, folder]) {
    try {
      mkdirSync(path)
    } catch {
      // It exists; otherwise writing into it reports the error (`freshFilmPath` checks first).
    }
  }
  return folder
}

/** A free path for a new film in the user's documents; null where no film can be written there. */
export function freshFilmPath(title: string): string | null {
  const folder = filmsFolder()
  return canWrite(folder) ? freshPath(folder, fileName(title)) : null
}

/** The folder chosen because documents are not writable, as long as films can be written there. */
let chosen: string | null = null
const choice = (tell: TellLoss = () => undefined): KeptFile<v.StringSchema<undefined>> =>
  new KeptFile(kept('films-folder.json'), v.string(), { damaged: (path) => tell(lost(path)) })

/** Reads the choice of an earlier start. */
export function readFilmsFolder(tell: TellLoss): void {
  chosen = choice(tell).read()
}

/** Folder for new films from now on. */
export function chooseFilmsFolder(folder: string): void {
  chosen = folder
  try {
    choice().write(folder)
  } catch {
    // The user is asked again at the next start.
  }
}

const lost = (path: string): Failure =>
  new Failure(
    'kept.folder',
    'The choice of a folder for new films is lost: the file with it is damaged.',
    `You are asked again when a new film needs it. The damaged file was kept: ${path}`,
    { path }
  )
