/** The folder of added packs, as it is written into: a pack has its name there only when it is whole. */
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, statfsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import { dropPartial } from '../../engine/files/partial.ts'

/** A hidden folder for a pack on its way in or out. It says whose it is, so that what a killed process left can be told. */
export const stagedAs = (folder: string): string => join(dirname(folder), `.${basename(folder)}-${process.pid}.partial`)

/** Makes the folder of added packs and drops what killed processes left in it. @throws what the system says */
export function openShelf(added: string): void {
  makeFolder(added)
  for (const name of readdirSync(added)) {
    const [, pid] = /^\..+-(\d{1,10})\.partial$/.exec(name) ?? []
    if (pid !== undefined && !isOther(Number(pid))) dropPartial(join(added, name))
  }
}

/** @throws Failure `disk.full` when the disk says that so many bytes do not fit */
export function demandSpace(added: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(added)
  if (bavail * bsize >= bytes) return
  throw fullDisk(added, `it needs ${bytes} bytes, and ${bavail * bsize} are free`)
}

/** Gives a staged folder its name, durably. @returns false when something has that name: nothing was done */
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

/** What a system says of writing, in words; a Failure passes through. */
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

/** Not recursively by Node: where a system refuses in an odd way (/proc), it tries that for ever. */
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

/** Whether a process of this number runs, and is another. */
function isOther(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** What stands in a folder is on the disk then. Windows has no such thing: there the folder cannot be opened. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const opened = openSync(folder, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}
