/** What lies beside a project under a name that is ours and is not ours: it is moved away and kept, and nothing of it is read. */
import { lstatSync, renameSync } from 'node:fs'
import { basename } from 'node:path'
import type { FailureData } from '../../app/base/failure.ts'
import { logSetAside, oddSetAside } from './failures.ts'

/** Something that is no file of its own: a link, a pipe, a folder, a device. Opening it may wait for ever, or write elsewhere. */
export function isOdd(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false })
  return found !== undefined && !found.isFile()
}

/** As `isOdd`, of an index that SQLite writes over: it holds nothing of a film, so one that has a second name is another's. */
export const isOddIndex = (path: string): boolean =>
  isOdd(path) || (lstatSync(path, { throwIfNoEntry: false })?.nlink ?? 1) > 1

/** Moves a log or journal to a name that nothing reads, and that says what it is. @returns what the person is told */
export function movedAside(path: string, end: string): FailureData {
  const [name, odd] = [basename(path) + end, isOdd(path + end) || end === '-shm']
  const aside = setAside(path + end)
  return (odd ? oddSetAside(path, name, aside) : logSetAside(path, name, aside)).toData()
}

/** @returns the new name, without its folder */
export function setAside(path: string): string {
  for (let number = 1; ; number += 1) {
    const aside = `${path}.not-of-this-film${number === 1 ? '' : `-${number}`}`
    if (lstatSync(aside, { throwIfNoEntry: false })) continue
    renameSync(path, aside)
    return basename(aside)
  }
}
