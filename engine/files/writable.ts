/** Checks write permission before the work. */
import { accessSync, constants } from 'node:fs'

/** True when the file may be changed, or, for a folder, files may be created in it. */
export function canWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}
