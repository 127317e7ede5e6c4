/** How a file of weights is refused: every reader of this room says it in these words. */
import { Failure } from '../../app/base/failure.ts'

/** Names out of a file are quoted no longer than this: a damaged one may be a megabyte. */
const mostQuoted = 120

/** A name out of a file as a message holds it. */
export const quoted = (name: string): string =>
  JSON.stringify(name.length > mostQuoted ? `${name.slice(0, mostQuoted)}…` : name)

/** What is in the file contradicts itself or its form. @param maybe what else may be the reason, to follow `The file is` */
export const damaged = (path: string, why: string, maybe = 'damaged or was cut short'): Failure =>
  new Failure(
    'weights.damaged',
    `The weights file ${path} cannot be read: ${why}.`,
    `The file is ${maybe}. Fetch or copy it again.`,
    { path }
  )

/** The file is sound, but in a form that this program does not read. @param remedy what to fetch or do instead */
export const foreign = (path: string, why: string, remedy: string): Failure =>
  new Failure('weights.form', `${path} ${why}.`, remedy, { path, detail: why })

/** The file asks for code. Nothing of it was run. */
export const asksForCode = (path: string, name: string): Failure =>
  new Failure(
    'weights.code',
    `${path} is not only weights: it asks to run ${quoted(name)}. Nothing of it was run.`,
    'Take a .safetensors file of the same model, or one that was saved as plain tensors.',
    { path, detail: name }
  )

/** The system does not give the file. */
export const unreachable = (path: string, why: string): Failure =>
  new Failure(
    'weights.missing',
    `The weights file ${path} cannot be opened (${why}).`,
    'Check that the file is there, that it is an ordinary file and that it may be read.',
    { path }
  )
