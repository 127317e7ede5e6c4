/** Failures for weights files, shared by all readers of this room. */
import { Failure } from '../../app/base/failure.ts'

/** Limit for quoted names: in a damaged file a name may be a megabyte. */
const mostQuoted = 120

/** A name from a file, for a message. */
export const quoted = (name: string): string =>
  JSON.stringify(name.length > mostQuoted ? `${name.slice(0, mostQuoted)}…` : name)

/** The content is inconsistent. @param maybe other possible reasons, following `The file is` */
export const damaged = (path: string, why: string, maybe = 'damaged or was cut short'): Failure =>
  new Failure(
    'weights.damaged',
    `The weights file ${path} cannot be read: ${why}.`,
    `The file is ${maybe}. Fetch or copy it again.`,
    { path }
  )

/** A valid file in an unsupported format. @param remedy what to download or do instead */
export const foreign = (path: string, why: string, remedy: string): Failure =>
  new Failure('weights.form', `${path} ${why}.`, remedy, { path, detail: why })

/** The file contains code. None of it was executed. */
export const asksForCode = (path: string, name: string): Failure =>
  new Failure(
    'weights.code',
    `${path} is not only weights: it asks to run ${quoted(name)}. Nothing of it was run.`,
    'Take a .safetensors file of the same model, or one that was saved as plain tensors.',
    { path, detail: name }
  )

/** The system cannot read the file. */
export const unreachable = (path: string, why: string): Failure =>
  new Failure(
    'weights.missing',
    `The weights file ${path} cannot be opened (${why}).`,
    'Check that the file is there, that it is an ordinary file and that it may be read.',
    { path }
  )
