/** Translates errors of SQLite and the file system into Failures about a project file. */
import { basename } from 'node:path'
import { Failure } from '../../app/base/failure.ts'

/** A project with invalid content, found by SQLite, a hash or a schema. */
export const damaged = (path: string, detail: string): Failure =>
  new Failure(
    'project.damaged',
    `The project ${basename(path)} is damaged: ${detail}.`,
    'Recover what is readable into a copy (the original stays as it is), or open a backup.',
    { file: basename(path), detail }
  )

const fullDisk = (path: string): Failure =>
  new Failure(
    'disk.full',
    `The disk that holds ${basename(path)} is full, so nothing more could be saved.`,
    'Free some space and go on: everything saved before is intact.',
    { file: basename(path) }
  )

/** The disk cannot be read or written; the data on it may still be intact. */
const diskFailed = (path: string, detail: string): Failure =>
  new Failure(
    'disk.failed',
    `The disk that holds ${basename(path)} reported an error (${detail}).`,
    'Everything acknowledged before is saved. Check the disk or the connection to it, then open the project again.',
    { file: basename(path), detail }
  )

/** By the beginning of an SQLite result code or by a Node error code; the first match counts. */
const known: readonly (readonly [code: string, make: (path: string, detail: string) => Failure])[] = [
  ['SQLITE_FULL', fullDisk],
  ['ENOSPC', fullDisk],
  ['EDQUOT', fullDisk],
  ['SQLITE_CORRUPT', (path) => damaged(path, 'its pages do not fit together')],
  ['SQLITE_CONSTRAINT', (path, detail) => damaged(path, `a record contradicts another (${detail})`)],
  [
    'SQLITE_NOTADB',
    (path) =>
      new Failure(
        'project.not-ours',
        `${basename(path)} is not a Throughline project.`,
        'Choose a file that ends in .throughline.',
        { file: basename(path) }
      )
  ],
  ['SQLITE_BUSY', (path) => lockedElsewhere(path)],
  ['SQLITE_READONLY_ROLLBACK', (path) => brokenOff(path)],
  ['SQLITE_READONLY_RECOVERY', (path) => brokenOff(path)],
  ['SQLITE_READONLY', (path) => readOnly(path)],
  ['EROFS', (path) => readOnly(path)],
  ['EACCES', (path) => readOnly(path)],
  ['EPERM', (path) => readOnly(path)],
  [
    'ENOENT',
    (path) =>
      new Failure('project.missing', `There is no ${path}.`, 'Check the name; the file may have been moved.', {
        file: basename(path)
      })
  ],
  ['ENAMETOOLONG', (path) => longName(path)],
  ['EISDIR', (path) => notAFile(path)],
  ['ENOTDIR', (path) => notAFile(path)],
  [
    'SQLITE_CANTOPEN',
    (path) =>
      new Failure(
        'project.cannot-open',
        `${path} could not be opened.`,
        'Check that its folder exists and that you may read and write there.',
        { path }
      )
  ],
  ['SQLITE_IOERR', diskFailed],
  ['EIO', diskFailed],
  ['ENXIO', diskFailed],
  ['ETIMEDOUT', diskFailed],
  ['SQLITE_', (path, detail) => damaged(path, detail)]
]

/** The file cannot be changed where it is. */
export const readOnly = (path: string): Failure =>
  new Failure(
    'project.read-only',
    `${basename(path)} cannot be changed: the file or its folder is read-only.`,
    'You may look at it and export it. To change it, save it under another name in a folder of your own.',
    { file: basename(path) }
  )

/** The name of the file, or of a hidden file beside it, is too long. */
const longName = (path: string): Failure =>
  new Failure('project.long-name', `The name ${basename(path)} is too long for this disk.`, 'Choose a shorter name.', {
    file: basename(path)
  })

/** The last write was interrupted; its rollback needs write access. */
const brokenOff = (path: string): Failure =>
  new Failure(
    'project.broken-off',
    `${basename(path)} was being written when the program was ended, and has to be put in order before it can be read.`,
    'Open it once where it may be changed; nothing that was saved is lost.',
    { file: basename(path) }
  )

/** Another window or command has the project open. */
export const lockedElsewhere = (path: string): Failure =>
  new Failure(
    'project.locked',
    `${basename(path)} is already open in another window or command.`,
    'Close it there first, or save a duplicate and open that.',
    { file: basename(path) }
  )

/** The name is taken, and nothing is replaced. */
export const exists = (path: string): Failure =>
  new Failure('project.exists', `${path} exists already.`, 'Open it, or choose another name.', { path })

export const notAFile = (path: string): Failure =>
  new Failure('project.not-a-file', `${path} is not a file.`, 'Choose a project file that ends in .throughline.', {
    path
  })

/** The file under this name is no longer the one that was opened. */
export const moved = (path: string): Failure =>
  new Failure(
    'project.moved',
    `${basename(path)} was moved, renamed or deleted while it was open, so nothing can be saved to ${path}.`,
    'Put it back, or choose Save As to keep all of it under a new name.',
    { file: basename(path) }
  )

/** The content of the opened file was replaced, under the same name. */
export const replaced = (path: string): Failure =>
  new Failure(
    'project.replaced',
    `Another file was copied over ${basename(path)} while it was open, so nothing more is saved to it.`,
    'What is there now is left as it is. Close the film, and open a backup or another copy of it.',
    { file: basename(path) }
  )

/** Remark on a film that was opened: the WAL or journal beside it belongs to another film. */
export const logSetAside = (path: string, log: string, aside: string): Failure =>
  new Failure(
    'project.log-set-aside',
    `Beside ${basename(path)} lay unsaved work of another film (${log}). It was not put into this one.`,
    `It is kept as ${aside}. Put the film that it belongs to into this folder and open it, or delete it.`,
    { file: basename(path), path: aside }
  )

/** Remark on a film that was opened: a link, pipe or folder had the name of its WAL, journal or lock. */
export const oddSetAside = (path: string, found: string, aside: string): Failure =>
  new Failure(
    'project.odd-set-aside',
    `Beside ${basename(path)} lay something that is no file of it (${found}). Nothing of it was read.`,
    `It is now called ${aside}. If you do not know it, delete it.`,
    { file: basename(path), path: aside }
  )

/** Remark on a film that was opened: it was not closed, and its WAL is missing. */
export const logMissing = (path: string): Failure =>
  new Failure(
    'project.log-missing',
    `${basename(path)} was moved or copied while it was open, without the file ${basename(path)}-wal beside it: what was saved last may be missing here.`,
    'If something is missing, close it, put that file beside the film under the film’s name, and open it again.',
    { file: basename(path) }
  )

/** Converts any error of a store call to a Failure about `path`. A Failure is returned as it is. */
export function storeFailure(error: unknown, path: string): Failure {
  if (error instanceof Failure) return error
  const { code, message } = error as Partial<NodeJS.ErrnoException>
  const match = typeof code === 'string' && known.find(([start]) => code.startsWith(start))
  return match ? match[1](path, message ?? code) : Failure.from(error)
}

/** Runs `work` and converts its errors to Failures about `path`. */
export function guarded<Result>(path: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw storeFailure(error, path)
  }
}
