/** Damage, or a disk that cannot be read? SQLite says of both that pages do not fit together. */
import { closeSync, openSync, readSync } from 'node:fs'
import type { Failure } from '../../app/base/failure.ts'
import { isLockedHere } from './lock.ts'
import { storeFailure } from './failures.ts'

const piece = 2 ** 20

/**
 * The same failure, or, where it says that a file is damaged and the disk cannot give all of that file, that it is the disk. Reads
 * the whole file, so only damage is asked. Not where this process has it open: closing it again would drop SQLite's locks.
 */
export function causeOf(failure: Failure, path: string): Failure {
  if (failure.code !== 'project.damaged' || isLockedHere(path)) return failure
  return diskFault(path) ?? failure
}

/** Reads all of a file that this process has not open. @returns what the disk says, or null where it gives all of it */
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
