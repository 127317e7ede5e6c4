/** Foreign files under the names of a project's WAL, journal or lock: they are renamed and kept, never read. */
import { lstatSync, renameSync } from 'node:fs'
import { basename } from 'node:path'
import type { FailureData } from '../../app/base/failure.ts'
import { logSetAside, oddSetAside } from './failures.ts'

/** Whether this is not a regular file but a link, pipe, folder or device. Opening one may block for ever or write elsewhere. */
export function isOdd(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false })
  return found !== undefined && !found.isFile()
}

/** As `isOdd`, for a WAL index (`-shm`). SQLite overwrites it, so one with a second hard link is foreign, too. */
export const isOddIndex = (path: string): boolean =>
  isOdd(path) || (lstatSync(path, { throwIfNoEntry: false })?.nlink ?? 1) > 1

/** Renames a foreign WAL, index or journal so that SQLite does not read it. @returns the remark for the user */
export function movedAside(path: string, end: string): FailureData {
  const [name, odd] = [basename(path) + end, isOdd(path + end) || end === '-shm']
  const aside = setAside(path + end)
  return (odd ? oddSetAside(path, name, aside) : logSetAside(path, name, aside)).toData()
}

/** Renames a file out of the way. @returns the new name, without its folder */
export function setAside(path: string): string {
  for (let number = 1; ; number += 1) {
    const aside = `${path}.not-of-this-film${number === 1 ? '' : `-${number}`}`
    if (lstatSync(aside, { throwIfNoEntry: false })) continue
    renameSync(path, aside)
    return basename(aside)
  }
}
