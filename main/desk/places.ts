/** Paths: what ships with the program, and the user's folders. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import { fileName } from '../../app/film/file-name.ts'
import { limits } from '../../app/base/limits.ts'
import { readTextWithin } from '../../engine/files/read-within.ts'
import { canWrite } from '../../engine/files/writable.ts'
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
  const chosen = chosenFolder()
  if (chosen !== null) return chosen
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

/** Folder for new films from now on. */
export function chooseFilmsFolder(folder: string): void {
  try {
    writeFileSync(kept(choice), JSON.stringify(folder))
  } catch {
    // The user is asked again.
  }
}

const choice = 'films-folder.json'

/** The folder chosen because documents are not writable, as long as films can be written there. */
function chosenFolder(): string | null {
  try {
    const folder: unknown = JSON.parse(readTextWithin(kept(choice), limits.keptFile))
    return typeof folder === 'string' && canWrite(folder) ? folder : null
  } catch {
    return null // none was chosen, or the file is invalid
  }
}
