import { Failure } from '../../app/base/failure.ts'
import { Project } from '../project/project.ts'

/** Opened for writing, so that the export can be noted; a film that is open in the studio is opened read-only. */
export function openForNote(film: string): Project {
  try {
    return Project.open(film)
  } catch (error) {
    if (error instanceof Failure && error.code === 'project.locked') return Project.open(film, { readOnly: true })
    throw error
  }
}
