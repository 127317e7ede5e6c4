/** Writes into the folder of added packs: a pack gets its name there only when it is complete. */
import { closeSync, fsyncSync, lstatSync, mkdirSync, openSync, readdirSync, renameSync, statfsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import { dropPartial } from '../../engine/files/partial.ts'
import { isOtherRunning } from '../../engine/files/running.ts'

/** A hidden folder for a pack being added or removed. Its name contains the process id, so that leftovers of killed processes are known. */
export const stagedAs = (folder: string): string => join(dirname(folder), `.${basename(folder)}-${process.pid}.partial`)

/** Creates the folder of added packs and deletes leftovers of killed processes. @throws system errors */
export function openShelf(added: string): void {
  makeFolder(added)
  sweepStaged(added)
}

/** Deletes leftovers of killed processes. @throws system errors, also when the folder does not exist */
export function sweepStaged(added: string): void {
  for (const name of readdirSync(added)) {
    const [, pid] = /^\..+-(\d{1,10})\.partial$/.exec(name) ?? []
    if (pid !== undefined && !isOtherRunning(Number(pid))) dropPartial(join(added, name))
  }
}

/** @throws Failure `disk.full` when the disk has less free space */
export function demandSpace(added: string, bytes: number): void {
  const free = freeBytes(added)
  if (free < bytes) throw fullDisk(added, `it needs ${bytes} bytes, and ${free} are free`)
}

/** Free space of the disk on which the folder is, or will be. */
export function freeBytes(added: string): number {
  const there = lstatSync(added, { throwIfNoEntry: false }) || dirname(added) === added
  if (!there) return freeBytes(dirname(added))
  const { bavail, bsize } = statfsSync(added)
  return bavail * bsize
}

/** Renames a staged folder to its final name, with fsync. @returns false when the name is taken; then nothing was done */
export function nameStaged(staged: string, folder: string): boolean {
  syncFolder(staged)
  try {
    renameSync(staged, folder)
  } catch (error) {
    if (/^(?:EEXIST|ENOTEMPTY|ENOTDIR)$/.test((error as NodeJS.ErrnoException).code ?? '')) return false
    throw error
  }
  syncFolder(dirname(folder))
  return true
}

/** Converts a write error to a Failure; a Failure is returned as it is. */
export function shelfFailure(error: unknown, added: string): Failure {
  if (error instanceof Failure) return error
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') return fullDisk(added, 'nothing was added')
  if (code === undefined) return Failure.from(error)
  return new Failure(
    'disk.failed',
    `The folder of added packs, ${added}, cannot be written (${message}).`,
    'Check who may write there, or name another folder in THROUGHLINE_PACKS.',
    { file: added, detail: message }
  )
}

const fullDisk = (added: string, detail: string): Failure =>
  new Failure(
    'disk.full',
    `The disk of ${added} has no room for the pack: ${detail}.`,
    'Free some space, or name a folder on another disk in THROUGHLINE_PACKS.',
    { file: basename(added) }
  )

/** Like `mkdir -p`. Node's recursive mode retries for ever on some errors (such as below /proc). */
function makeFolder(path: string): void {
  try {
    mkdirSync(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return
    if (code !== 'ENOENT' || dirname(path) === path) throw error
    makeFolder(dirname(path))
    mkdirSync(path)
  }
}

/** Makes a folder's entries durable. Not possible on Windows, where a folder cannot be opened. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const opened = openSync(folder, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}
