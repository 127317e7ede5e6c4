/** Which file bears a name right now, and in which state. */
import { lstatSync } from 'node:fs'

/** Another for every other file, and for the same file once it was changed. */
export type FileMark = string & { readonly fileMark: unique symbol }

/** Null when nothing has the name. A link is marked itself, not what it leads to. */
export function fileMark(path: string): FileMark | null {
  const found = lstatSync(path, { bigint: true, throwIfNoEntry: false })
  return found ? (`${found.ino}:${found.size}:${found.mtimeNs}` as FileMark) : null
}
