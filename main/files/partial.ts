/** A file is written under a hidden name beside its target and takes the target's name only when it is complete. */
import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** `.name-1f2e3d.partial.ext` in the target's folder: the same disk, and an extension that encoders understand. */
export function partialPath(target: string, extension: string): string {
  return join(dirname(target), `.${basename(target)}-${randomBytes(4).toString('hex')}.partial${extension}`)
}

/** Puts a complete partial file in the target's place, replacing what was there, durably. */
export function finishPartial(partial: string, target: string): void {
  makeDurable(partial)
  renameSync(partial, target)
}

/** Returns when all of the file is on the disk. */
export function makeDurable(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

export const dropPartial = (partial: string): void => rmSync(partial, { recursive: true, force: true })
