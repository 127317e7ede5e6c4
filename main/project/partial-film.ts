/**
 * A film being copied or recovered has a hidden name beside its final one, and a lock while it is written. The lock ends
 * with its process, so leftovers of a killed process can be told from files still being written, however long that takes.
 */
import { existsSync, lstatSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { anyPartial, dropPartial, partialPath, probeName } from '../../engine/files/partial.ts'
import { besideDatabase } from '../store/connection.ts'
import { guarded } from '../store/failures.ts'
import { lock, type Lock } from '../store/lock.ts'

/** A hidden name for `target`, without extension; files with this prefix are not swept before the lock is released. @throws Failure */
export function holdPartial(target: string): Lock & { readonly stem: string } {
  const stem = partialPath(target, '')
  guarded(target, () => probeName(`${stem}.throughline-journal`))
  return { stem, ...lock(stem) }
}

/** Removes a partial film, SQLite's files beside it, and its lock file. */
export function dropPartialFilm(partial: string): void {
  for (const end of ['', ...besideDatabase]) dropPartial(partial + end)
  dropPartial(join(dirname(partial), `.${basename(partial)}.lock`))
}

const partialFilm = new RegExp(`(${anyPartial.source})\\.(?:throughline|damaged)$`)
const lockOf = /^\.(.+\.(?:throughline|partial|damaged))\.lock$/

/** Removes leftovers of killed processes in a folder: partial films, and locks without a film. Errors are ignored. */
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
    // Not listed: writing into the folder reports the error.
  }
}

/** Acquiring a free lock and releasing it removes its file. */
function sweep(stem: string, partial?: string): void {
  let held: Lock | undefined
  try {
    held = lock(stem)
    if (partial !== undefined) dropPartialFilm(partial)
  } catch {
    // It is being written, or nothing may be removed here.
  } finally {
    held?.release()
  }
}
