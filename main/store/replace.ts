/** A database file in the place of another. */
import { renameSync, rmSync } from 'node:fs'
import { makeDurable, nameNew } from '../../engine/files/partial.ts'
import { isOdd, setAside } from './aside.ts'
import { besideDatabase } from './connection.ts'

/**
 * Puts a complete database in the target's place. What SQLite left beside the file that was there goes first: it would be
 * taken for the new one's, and turn it back into the old one or into neither. It goes as late as can be, for it may hold what
 * was saved last in the old one. The caller holds the target's lock.
 */
export function replaceDatabase(partial: string, target: string): void {
  makeDurable(partial)
  dropBeside(target)
  renameSync(partial, target)
}

/**
 * Gives a complete database a name that nothing has; as `replaceDatabase`. What lies beside it goes afterwards: by then no other
 * film can get the name, and the caller's lock keeps this one from being opened.
 * @returns false when something has the name: nothing was done
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
