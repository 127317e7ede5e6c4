/** Replaces one database file by another. */
import { renameSync, rmSync } from 'node:fs'
import { makeDurable, nameNew } from '../../engine/files/partial.ts'
import { isOdd, setAside } from './aside.ts'
import { besideDatabase } from './connection.ts'

/**
 * Replaces `target` by a complete database. First removes the old file's WAL and journal: SQLite would replay them into the new
 * file. That is done as late as possible, as they may contain the old film's last changes. The caller holds the target's lock.
 */
export function replaceDatabase(partial: string, target: string): void {
  makeDurable(partial)
  dropBeside(target)
  renameSync(partial, target)
}

/**
 * Gives a complete database an unused name. Removes files beside that name afterwards: by then no other film can get the name, and
 * the caller's lock prevents opening this one.
 * @returns false when the name is taken; then nothing was done
 */
export function nameDatabase(partial: string, target: string): boolean {
  makeDurable(partial)
  if (!nameNew(partial, target)) return false
  dropBeside(target)
  return true
}

function dropBeside(target: string): void {
  for (const end of besideDatabase) {
    if (isOdd(target + end)) setAside(target + end)
    else rmSync(target + end, { force: true })
  }
}
