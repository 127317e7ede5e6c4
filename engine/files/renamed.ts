/** Another name for a file, which never takes the place of anything. */
import { closeSync, openSync, renameSync, rmSync } from 'node:fs'

/** @returns the name it has now: `target`, or `path` still, where that is taken or may not be written */
export function renamed(path: string, target: string): string {
  try {
    closeSync(openSync(target, 'wx')) // the name is ours from here on: renaming alone would replace what bears it
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
