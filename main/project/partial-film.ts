/**
 * A film that is being copied or recovered has a hidden name beside the one it is to have, and a lock for as long as somebody writes
 * it. The lock ends with its process, so that what a killed one left is told from what is being written, however long that takes.
 */
import { existsSync, lstatSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { dropPartial, partialPath, probeName } from '../../engine/files/partial.ts'
import { besideDatabase } from '../store/connection.ts'
import { guarded } from '../store/failures.ts'
import { lock, type Lock } from '../store/lock.ts'

/** A hidden name for `target`, without its extension; nobody sweeps what begins so before the lock is released. @throws Failure */
export function holdPartial(target: string): Lock & { readonly stem: string } {
  const stem = partialPath(target, '')
  guarded(target, () => probeName(`${stem}.throughline-journal`))
  return { stem, ...lock(stem) }
}

/** Drops a partial film, what SQLite left beside it, and its own lock's file. */
export function dropPartialFilm(partial: string): void {
  for (const end of ['', ...besideDatabase]) dropPartial(partial + end)
  dropPartial(join(dirname(partial), `.${basename(partial)}.lock`))
}

const partialFilm = /^(\..+-[0-9a-f]{8}\.partial)\.(?:throughline|damaged)$/
const lockOf = /^\.(.+\.(?:throughline|partial|damaged))\.lock$/

/** Drops what killed processes left in a folder: partial films, and locks of what is not there. What cannot be dropped stays. */
export function sweepPartialFilms(folder: string): void {
  const at = (name: string): string => join(folder, name)
  try {
    const names = readdirSync(folder).filter((name) => name.startsWith('.') && lstatSync(at(name)).isFile())
    for (const name of names) {
      const stem = partialFilm.exec(name)?.[1]
      if (stem !== undefined) sweep(at(stem), at(name))
    }
    for (const name of names) {
      const locked = lockOf.exec(name)?.[1]
      if (locked !== undefined && existsSync(at(name)) && !existsSync(at(locked))) sweep(at(locked))
    }
  } catch {
    // Not listed: who writes into the folder is told what is wrong with it.
  }
}

/** Releasing a lock that nobody else has removes its file. */
function sweep(stem: string, partial?: string): void {
  let held: Lock | undefined
  try {
    held = lock(stem)
    if (partial !== undefined) dropPartialFilm(partial)
  } catch {
    // Somebody is writing it, or nothing may be removed here.
  } finally {
    held?.release()
  }
}
