/** How a file of weights is refused that can be read and is not the part that is needed. */
import { Failure } from '../../app/base/failure.ts'

/** A part of another model, or of one that this program does not run. @param why to follow the file's name */
export const unsuitable = (path: string, why: string, remedy: string): Failure =>
  new Failure('model.unsuitable', `${path} ${why}.`, remedy, { path, detail: why })

/** The right part, but not all of it, or not as it must be. */
export const incomplete = (path: string, why: string): Failure =>
  new Failure(
    'model.incomplete',
    `${path} is not whole: ${why}.`,
    'Fetch the file again; if its maker offers it in several files, all of them are needed.',
    { path, detail: why }
  )
