/** Distinguishes a damaged file from a failing disk; SQLite may report both as corruption. */
import { closeSync, openSync, readSync } from 'node:fs'
import type { Failure } from '../../app/base/failure.ts'
import { isLockedHere } from './lock.ts'
import { storeFailure } from './failures.ts'

const piece = 2 ** 20

/**
 * Returns a disk failure in place of `project.damaged` when the disk cannot read the whole file; otherwise the same failure. Does
 * nothing while this process has the file locked: opening and closing it again would drop SQLite's locks.
 */
export function causeOf(failure: Failure, path: string): Failure {
  if (failure.code !== 'project.damaged' || isLockedHere(path)) return failure
  return diskFault(path) ?? failure
}

/** Reads a whole file, which this process must not have open. @returns the disk's error, or null */
export function diskFault(path: string): Failure | null {
  try {
    const file = openSync(path, 'r')
    try {
      const bytes = Buffer.alloc(piece)
      for (let at = 0, got = 1; got > 0; at += got) got = readSync(file, bytes, 0, piece, at)
      return null
    } finally {
      closeSync(file)
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'EIO' || code === 'ENXIO' || code === 'ETIMEDOUT' ? storeFailure(error, path) : null
  }
}
