/** The project file for a shot list: created, continued, or, when asked for, replaced. */
import { existsSync } from 'node:fs'
import { extname } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import { printShotList } from '../../app/exchange/print-shots.ts'
import type { Film } from '../../app/film/film.ts'
import type { Timebase } from '../../app/time.ts'
import { replaceByNew } from '../project/fresh.ts'
import { Project } from '../project/project.ts'

export const projectExtension = '.throughline'

/** Whether the path names a project rather than a shot list, by its extension. */
export const isProjectName = (path: string): boolean => extname(path).toLowerCase() === projectExtension

/**
 * @param fresh replace an existing project; only a project, and only one that is not open elsewhere
 * @throws Failure `project.*`; `project.differs` when the project contains another storyboard
 */
export function projectFor(path: string, film: Film, base: Timebase, fresh: boolean): Project {
  if (!existsSync(path)) return Project.create(path, film)
  const existing = Project.open(path)
  if (fresh) {
    existing.close()
    if (existing.readOnly) throw Failure.from(existing.readOnly)
    return replaceByNew(existing.path, film)
  }
  if (printShotList(existing.film, base) === printShotList(film, base)) return existing
  existing.close()
  throw new Failure(
    'project.differs',
    `${path} exists already and holds another storyboard than this shot list.`,
    'Use --project to name another file, --fresh to replace it, or `throughline resume` to go on with what it holds.'
  )
}
