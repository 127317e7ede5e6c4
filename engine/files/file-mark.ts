/** Identity and state of the file at a path, to detect replacement and change. */
import { lstatSync } from 'node:fs'

/** Differs for every other file, and for the same file after a change. */
export type FileMark = string & { readonly fileMark: unique symbol }

/** Null when the path does not exist. Links are not followed. */
export function fileMark(path: string): FileMark | null {
  const found = lstatSync(path, { bigint: true, throwIfNoEntry: false })
  return found ? (`${found.ino}:${found.size}:${found.mtimeNs}` as FileMark) : null
}
