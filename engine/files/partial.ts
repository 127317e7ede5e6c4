/** A file is written under a hidden name beside its target and takes the target's name only when it is complete. */
import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, lstatSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileMark, type FileMark } from './file-mark.ts'

/** `.name-1f2e3d.partial.ext` in the target's folder: the same disk, and an extension that encoders understand. */
export function partialPath(target: string, extension: string): string {
  return join(dirname(target), `.${basename(target)}-${randomBytes(4).toString('hex')}.partial${extension}`)
}

/**
 * Gives a complete partial file the target's name, durably.
 * @param replaces the only file that it may take the place of; null: none
 * @returns false when another file has that name by now: nothing was done
 */
export function finishPartial(partial: string, target: string, replaces: FileMark | null): boolean {
  makeDurable(partial)
  const mark = fileMark(target)
  if (mark === null) return nameNew(partial, target)
  if (mark !== replaces) return false
  renameSync(partial, target)
  return true
}

/**
 * Gives a complete file a name that nothing has: a second one, and then the first goes, so that nobody sees the name before the
 * file is whole. Where the disk knows no second names (FAT, some of a network), an empty file keeps it for a moment.
 * @returns false when something has the name: nothing was done
 */
export function nameNew(partial: string, target: string): boolean {
  try {
    linkSync(partial, target)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' || !claimed(target)) return false
    try {
      renameSync(partial, target)
      return true
    } catch (failed) {
      rmSync(target, { force: true })
      throw failed
    }
  }
  rmSync(partial)
  return true
}

/** Takes a name that nothing has: renaming alone would replace what got it a moment ago. */
function claimed(path: string): boolean {
  try {
    closeSync(openSync(path, 'wx'))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Returns when all of the file is on the disk. */
export function makeDurable(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** What cannot be dropped stays: why the work failed, if it did, is what has to be told. */
export function dropPartial(partial: string): void {
  try {
    rmSync(partial, { recursive: true, force: true })
  } catch {
    // Its name may be longer than the disk takes, so that it never was; otherwise it is in nobody's way.
  }
}

/** Asks the file system, before the work, whether it takes the longest name that is needed. @throws ENAMETOOLONG */
export const probeName = (path: string): void => void lstatSync(path, { throwIfNoEntry: false })

/**
 * Drops what a killed process left of this target and extension: partial files last written before this process began, so
 * never one of its own. What cannot be dropped stays; it is in nobody's way.
 */
export function sweepPartials(target: string, extension: string): void {
  const [start, end] = [`.${basename(target)}-`, `.partial${extension}`]
  const isPartial = (name: string): boolean =>
    name.startsWith(start) && name.endsWith(end) && /^[0-9a-f]{8}$/.test(name.slice(start.length, -end.length))
  try {
    for (const name of readdirSync(dirname(target)).filter(isPartial)) {
      const path = join(dirname(target), name)
      if (lstatSync(path).mtimeMs < performance.timeOrigin) dropPartial(path)
    }
  } catch {
    // Not listed, or not removed: writing into the folder will tell what is wrong with it, if anything is.
  }
}
