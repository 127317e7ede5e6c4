/** A film as numbered PNG pictures in a folder of its own. */
import { lstatSync, mkdirSync, readdirSync, renameSync, rmdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import { dropPartial, partialPath, sweepPartials } from '../../engine/files/partial.ts'
import type { Project } from '../project/project.ts'
import { nothingToExport, type Exported, type FilmExport } from './film-mp4.ts'
import { filmFrames } from './film-video.ts'
import { stillArgs } from './formats.ts'
import { inputArgs } from './pictures.ts'
import { runFfmpeg } from './run-ffmpeg.ts'
import { checkFolder, checkName, exportFailure } from './target.ts'

/**
 * Writes `frame-000001.png` … into the folder `film.path`, which must be new or empty.
 * @throws Failure `export.folder-used`, otherwise as `exportFilmMp4`
 */
export async function exportFilmStills(project: Project, film: FilmExport): Promise<Exported> {
  if (film.chunks.length === 0) throw nothingToExport()
  const folder = resolve(film.path)
  checkName(folder, '')
  isEmptyFolder(folder)
  checkFolder(folder)
  sweepPartials(folder, '')
  const partial = partialPath(folder, '')
  try {
    mkdirSync(partial)
    const to = join(escaped(partial), 'frame-%06d.png')
    const args = [...inputArgs(film.pictures, film.fps), ...stillArgs(film.scale), to]
    await runFfmpeg(film.ffmpeg, args, filmFrames(project, film), film.signal)
    if (isEmptyFolder(folder)) rmdirSync(folder) // not before: what comes to nothing leaves it
    renameSync(partial, folder)
    return { chunks: film.chunks.length, reused: 0, kept: 0 }
  } catch (error) {
    dropPartial(partial)
    throw exportFailure(error, folder)
  }
}

/** A percent sign in a folder's name is not a place for the number. */
const escaped = (path: string): string => path.replaceAll('%', '%%')

/** @throws Failure `export.folder-used` when there is something that would be lost or mixed */
function isEmptyFolder(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false })
  if (found === undefined) return false
  if (found.isDirectory() && readdirSync(folder).length === 0) return true
  throw new Failure(
    'export.folder-used',
    `${folder} exists already.`,
    'Choose a new or an empty folder for the pictures.',
    { folder }
  )
}
