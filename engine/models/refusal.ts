/** Failures for a weights file that can be read but not used. */
import { Failure } from '../../app/base/failure.ts'

/** Part of another or unsupported model. @param why follows the file's name */
export const unsuitable = (path: string, why: string, remedy: string): Failure =>
  new Failure('model.unsuitable', `${path} ${why}.`, remedy, { path, detail: why })

/** The right part, but incomplete or malformed. */
export const incomplete = (path: string, why: string): Failure =>
  new Failure(
    'model.incomplete',
    `${path} is not whole: ${why}.`,
    'Fetch the file again; if its maker offers it in several files, all of them are needed.',
    { path, detail: why }
  )

/** Parts that are each whole and do not go together. @param why follows `These parts do not go together: ` */
export const unfitting = (why: string): Failure =>
  new Failure(
    'models.unfitting',
    `These parts do not go together: ${why}.`,
    'Take parts that were published for one model: Wan 2.1, and what was trained from it.',
    { detail: why }
  )
