/** Destination of an export: checked before the work, replaced only when the work is complete, and only if that is allowed. */
import { closeSync, lstatSync, openSync, readSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, extname, resolve } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import { dropPartial, finishPartial, partialPath, probeName, sweepPartials } from '../../engine/files/partial.ts'
import { fileMark, type FileMark } from '../../engine/files/file-mark.ts'
import { isLockedHere } from '../store/lock.ts'
import { canWrite } from '../../engine/files/writable.ts'

const otherPlace = 'Choose another name or folder.'

/**
 * @returns the absolute target
 * @throws Failure `export.is-folder`, `export.is-link`, `export.not-a-file`, `export.no-folder`, `export.long-name`,
 * `export.not-writable` (a protected file), `export.is-project`
 */
export function checkTarget(target: string): string {
  const path = resolve(target)
  checkFolder(path)
  checkName(path, extname(path))
  const old = lstatSync(path, { throwIfNoEntry: false })
  if (!old) return path
  if (old.isDirectory()) throw new Failure('export.is-folder', `${path} is a folder, not a file.`, otherPlace, { path })
  if (old.isSymbolicLink()) {
    throw new Failure('export.is-link', `${path} is only a link to a file elsewhere.`, otherPlace, { path })
  }
  if (!old.isFile()) {
    throw new Failure('export.not-a-file', `${path} is a device or a pipe, not a file.`, otherPlace, { path })
  }
  if (!canWrite(path)) throw notWritable(path)
  if (isDatabase(path)) {
    throw new Failure(
      'export.is-project',
      `${path} is a project: the export would replace the film and all its takes.`,
      'Choose another name for the export.',
      { path }
    )
  }
  return path
}

/** @throws Failure `export.no-folder`: the folder that is to hold `path` is not there */
export function checkFolder(path: string): void {
  const folder = dirname(path)
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
  throw new Failure('export.no-folder', `There is no folder ${folder}.`, 'Make the folder first, or choose another.', {
    folder
  })
}

/** Checks the longest name needed: the hidden one used while the export is written. @throws Failure `export.long-name` */
export function checkName(path: string, extension: string): void {
  try {
    probeName(partialPath(path, extension))
  } catch (error) {
    throw exportFailure(error, path)
  }
}

/**
 * Whether a file is an SQLite database (https://sqlite.org/fileformat.html §1.3.1), whatever its name. One that this process
 * has open is not read: closing it again would release SQLite's locks.
 */
function isDatabase(path: string): boolean {
  if (isLockedHere(realpathSync(path))) return true
  const file = openSync(path, 'r')
  try {
    const start = Buffer.alloc(16)
    readSync(file, start, 0, 16, 0)
    return start.toString('latin1') === 'SQLite format 3\0'
  } finally {
    closeSync(file)
  }
}

/**
 * Runs `write` on a hidden partial file, then renames it to the target. On failure the partial file is removed and the
 * existing file stays.
 * @param replaces the file that may be replaced (`mayReplace`); null: none
 * @throws Failure `export.exists`, also when another file took the name meanwhile; otherwise as `checkTarget`,
 * `exportFailure`
 */
export async function intoTarget<Result>(
  target: string,
  replaces: FileMark | null,
  write: (partial: string) => Promise<Result>
): Promise<Result> {
  const path = checkTarget(target)
  const mark = fileMark(path)
  if (mark !== null && mark !== replaces) throw exists(path)
  sweepPartials(path, extname(path))
  const partial = partialPath(path, extname(path))
  try {
    closeSync(openSync(partial, 'wx')) // tested by writing: permissions alone do not tell
    const result = await write(partial)
    if (!finishPartial(partial, path, replaces)) throw exists(path)
    return result
  } catch (error) {
    dropPartial(partial)
    throw exportFailure(error, path)
  }
}

/** A file system error while exporting, in words; a Failure is returned unchanged. */
export function exportFailure(error: unknown, path: string): Failure {
  const code = (error as NodeJS.ErrnoException).code
  if (error instanceof Failure) return error
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new Failure(
      'disk.full',
      `The disk is full: ${path} could not be written.`,
      'Free some space and export again.'
    )
  }
  if (code === 'ENAMETOOLONG') {
    const file = basename(path)
    return new Failure('export.long-name', `The name ${file} is too long for this disk.`, 'Choose a shorter name.', {
      file
    })
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOENT') {
    return notWritable(path)
  }
  return Failure.from(error)
}

const notWritable = (path: string): Failure =>
  new Failure('export.not-writable', `You may not write ${path}.`, otherPlace, { path })

export const exists = (path: string): Failure =>
  new Failure(
    'export.exists',
    `${path} is there already, and is not what was exported from this film last.`,
    otherPlace,
    {
      path
    }
  )
