/** Renames a file without ever replacing another. */
import { closeSync, openSync, renameSync, rmSync } from 'node:fs'

/** @returns its name now: `target`, or still `path` where the target exists or is not writable */
export function renamed(path: string, target: string): string {
  try {
    closeSync(openSync(target, 'wx')) // reserves the name: a plain rename would replace an existing file
  } catch {
    return path
  }
  try {
    renameSync(path, target)
    return target
  } catch {
    rmSync(target, { force: true })
    return path
  }
}
