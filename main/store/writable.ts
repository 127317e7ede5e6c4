/** May this file be changed where it is? */
import { accessSync, constants } from 'node:fs'
import { dirname } from 'node:path'

/** True when both the file and its folder can be written: SQLite keeps its WAL beside the file. */
export function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    accessSync(dirname(path), constants.W_OK)
    return true
  } catch {
    return false
  }
}
