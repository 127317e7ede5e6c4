/** Replaces a film by a new one, atomically. */
import type { Film } from '../../app/film/film.ts'
import { lock, type Lock } from '../store/lock.ts'
import { replaceDatabase } from '../store/replace.ts'
import { dropPartialFilm, holdPartial } from './partial-film.ts'
import { Project } from './project.ts'

/**
 * @param path real path of a film that nobody has open
 * @returns the new film, open
 * @throws Failure `project.locked`, `disk.full`, …; the old one is then unchanged. Also when the process is killed, the name
 * is the old film or the new one, never missing.
 */
export function replaceByNew(path: string, film: Film): Project {
  const hidden = holdPartial(path)
  const partial = `${hidden.stem}.throughline`
  let held: Lock | undefined
  try {
    Project.create(partial, film).close()
    held = lock(path)
    replaceDatabase(partial, path)
  } catch (error) {
    dropPartialFilm(partial)
    throw error
  } finally {
    held?.release()
    hidden.release()
  }
  return Project.open(path)
}
