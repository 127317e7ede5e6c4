/** Atomic writes: a file is written under a hidden name beside its target and renamed when complete. */
import { createHash, randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, lstatSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileMark, type FileMark } from './file-mark.ts'
import { isOtherRunning } from './running.ts'

/** Four hex digits for this machine: folders may be shared, and process ids count on one machine only. */
const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 4)

/**
 * `.name-abcd4711-1f2e3d4c.partial.ext` in the target's folder: on the same disk, with an extension that encoders understand.
 * It tells which process of which machine writes it, so that leftovers of killed processes are known.
 */
export function partialPath(target: string, extension: string): string {
  const writer = machine + process.pid
  return join(dirname(target), `.${basename(target)}-${writer}-${randomBytes(4).toString('hex')}.partial${extension}`)
}

/** Between a target's name and `.partial`; earlier versions did not tell the process. */
const tail = /^(?:([0-9a-f]{4})(\d{1,10})-)?[0-9a-f]{8}$/

/** The hidden name of any target, up to its extension. */
export const anyPartial = /^\..+-(?:[0-9a-f]{4}\d{1,10}-)?[0-9a-f]{8}\.partial/

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
 * Removes partial files of this target and extension that a killed process left: those of a process of this machine that is
 * gone (an encoder may write on for a moment after its program was killed), and those last written before this process
 * started; never its own. Errors are ignored; leftovers do no harm.
 */
export function sweepPartials(target: string, extension: string): void {
  const [start, end] = [`.${basename(target)}-`, `.partial${extension}`]
  const isLeft = (name: string): boolean => {
    const [partial, host, pid] = tail.exec(name.slice(start.length, -end.length)) ?? []
    if (!name.startsWith(start) || !name.endsWith(end) || partial === undefined) return false
    const isGone = host === machine && Number(pid) !== process.pid && !isOtherRunning(Number(pid))
    return isGone || lstatSync(join(dirname(target), name)).mtimeMs < performance.timeOrigin
  }
  try {
    for (const name of readdirSync(dirname(target)).filter(isLeft)) dropPartial(join(dirname(target), name))
  } catch {
    // Not listed or not removed: writing into the folder will report what is wrong with it.
  }
}
