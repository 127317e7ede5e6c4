/**
 * A film that is being copied or recovered has a hidden name beside the one it is to have, and a lock for as long as somebody writes
 * it. The lock ends with its process, so that what a killed one left is told from what is being written, however long that takes.
 */
import { lstatSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { dropPartial, partialPath, probeName } from '../files/partial.ts'
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

/** Drops the partial films of killed processes in a folder. What cannot be dropped stays; it is in nobody's way. */
export function sweepPartialFilms(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      const stem = partialFilm.exec(name)?.[1]
      if (stem !== undefined && lstatSync(join(folder, name)).isFile()) sweep(join(folder, stem), join(folder, name))
    }
  } catch {
    // Not listed: who writes into the folder is told what is wrong with it.
  }
}

function sweep(stem: string, partial: string): void {
  let held: Lock | undefined
  try {
    held = lock(stem)
    dropPartialFilm(partial)
  } catch {
    // Somebody is writing it, or nothing may be removed here.
  } finally {
    held?.release()
  }
}
