/** A database file in the place of another. */
import { rmSync } from 'node:fs'
import { finishPartial } from '../files/partial.ts'

/**
 * Puts a complete database in the target's place. What SQLite left beside the file that was there goes first: it would be
 * taken for the new one's, and turn it back into the old one or into neither. The caller holds the target's lock.
 */
export function replaceDatabase(partial: string, target: string): void {
  for (const suffix of ['-wal', '-shm', '-journal']) rmSync(target + suffix, { force: true })
  finishPartial(partial, target)
}
