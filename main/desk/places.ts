/** Where things are: what ships with the program, and what belongs to the person who uses it. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import { fileName } from '../../app/film/file-name.ts'
import { limits } from '../../app/base/limits.ts'
import { readTextWithin } from '../../engine/files/read-within.ts'
import { canWrite } from '../../engine/files/writable.ts'
import { freshPath } from './film-names.ts'

/** The program's own folder of things that are not code: `assets` in a clone, `resources/assets` when packaged. */
const assets = (): string => (app.isPackaged ? join(process.resourcesPath, 'assets') : join(app.getAppPath(), 'assets'))

export const packFolder = (): string => join(assets(), 'packs', 'storybook')
export const samplesFolder = (): string => join(assets(), 'samples')
/** Small things kept between starts: the window's place, the list of recent films and their pictures. */
export const kept = (name: string): string => join(app.getPath('userData'), name)

/** The folder of the person's films, made when it is not there; where that cannot be, it stays missing. */
export function filmsFolder(): string {
  const chosen = chosenFolder()
  if (chosen !== null) return chosen
  const documents = app.getPath('documents')
  const folder = join(documents, 'Throughline')
  // Not recursively: where a system refuses in an odd way (/proc), Node tries that for ever.
  for (const path of [documents, folder]) {
    try {
      mkdirSync(path)
    } catch {
      // It is there; or who writes into it asks first (`freshFilmPath`), or is told when it fails.
    }
  }
  return folder
}

/** A name for a new film in the person's own documents, which nothing has yet; null where no film can be put there. */
export function freshFilmPath(title: string): string | null {
  const folder = filmsFolder()
  return canWrite(folder) ? freshPath(folder, fileName(title)) : null
}

/** New films are put here from now on. */
export function chooseFilmsFolder(folder: string): void {
  try {
    writeFileSync(kept(choice), JSON.stringify(folder))
  } catch {
    // It is asked for again.
  }
}

const choice = 'films-folder.json'

/** The folder chosen where documents could not be written, as long as films can be put there. */
function chosenFolder(): string | null {
  try {
    const folder: unknown = JSON.parse(readTextWithin(kept(choice), limits.keptFile))
    return typeof folder === 'string' && canWrite(folder) ? folder : null
  } catch {
    return null // none was chosen, or the file is not ours
  }
}
