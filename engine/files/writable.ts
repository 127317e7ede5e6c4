/** May something be written here? Asked of the system, before the work. */
import { accessSync, constants } from 'node:fs'

/** True when the file may be changed; of a folder, when files may be made in it. */
export function canWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}
