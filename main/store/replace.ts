/** A database file in the place of another. */
import { renameSync, rmSync } from 'node:fs'
import { makeDurable } from '../../engine/files/partial.ts'
import { isOdd, setAside } from './aside.ts'
import { besideDatabase } from './connection.ts'

/**
 * Puts a complete database in the target's place. What SQLite left beside the file that was there goes first: it would be
 * taken for the new one's, and turn it back into the old one or into neither. It goes as late as can be, for it may hold what
 * was saved last in the old one. The caller holds the target's lock.
 */
export function replaceDatabase(partial: string, target: string): void {
  makeDurable(partial)
  for (const end of besideDatabase) {
    if (isOdd(target + end)) setAside(target + end)
    else rmSync(target + end, { force: true })
  }
  renameSync(partial, target)
}
