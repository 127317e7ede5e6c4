/** Atomic writes: a file is written under a hidden name beside its target and renamed when complete. */
import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, lstatSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileMark, type FileMark } from './file-mark.ts'

/** `.name-1f2e3d.partial.ext` in the target's folder: on the same disk, with an extension that encoders understand. */
export function partialPath(target: string, extension: string): string {
  return join(dirname(target), `.${basename(target)}-${randomBytes(4).toString('hex')}.partial${extension}`)
}

/**
 * Renames a complete partial file to its target, durably (fsync).
 * @param replaces the only file it may replace; null: none
 * @returns false when another file has the name by now: nothing was done
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
 * Gives a complete file a name that is free, atomically: by a hard link, then removing the old name. Where the file system
 * has no hard links (FAT, some network drives), an empty file reserves the name for a moment.
 * @returns false when the name is taken: nothing was done
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

/** Reserves a free name with an empty file: a plain rename would replace a file created a moment ago. */
function claimed(path: string): boolean {
  try {
    closeSync(openSync(path, 'wx'))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** fsync: returns when the file is on the disk. */
export function makeDurable(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Errors are ignored: why the work failed, if it did, is what has to be reported. */
export function dropPartial(partial: string): void {
  try {
    rmSync(partial, { recursive: true, force: true })
  } catch {
    // Its name may be too long for the disk, so it never existed; otherwise a leftover does no harm.
  }
}

/** Checks before the work that the file system accepts the longest name needed. @throws ENAMETOOLONG */
export const probeName = (path: string): void => void lstatSync(path, { throwIfNoEntry: false })

/**
 * Removes partial files of this target and extension that a killed process left: those last written before this process
 * started, so never its own. Errors are ignored; leftovers do no harm.
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
    // Not listed or not removed: writing into the folder will report what is wrong with it.
  }
}
