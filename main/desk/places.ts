/** Where things are: what ships with the program, and what belongs to the person who uses it. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import { fileName } from '../../app/film/file-name.ts'
import { freshPath } from './film-names.ts'

/** The program's own folder of things that are not code: `assets` in a clone, `resources/assets` when packaged. */
const assets = (): string => (app.isPackaged ? join(process.resourcesPath, 'assets') : join(app.getAppPath(), 'assets'))

export const packFolder = (): string => join(assets(), 'packs', 'storybook')
export const samplesFolder = (): string => join(assets(), 'samples')
/** Small things kept between starts: the window's place, the list of recent films and their pictures. */
export const kept = (name: string): string => join(app.getPath('userData'), name)

/** The folder of the person's films, made when it is not there. */
export function filmsFolder(): string {
  const folder = join(app.getPath('documents'), 'Throughline')
  mkdirSync(folder, { recursive: true })
  return folder
}

/** A name for a new film in the person's own documents, which nothing has yet. */
export const freshFilmPath = (title: string): string => freshPath(filmsFolder(), fileName(title))
