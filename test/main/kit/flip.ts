/** What a failing disk does to a file. */
import { readFileSync, writeFileSync } from 'node:fs'

/**
 * Turns one bit of what is stored in a closed film, wherever it stands: SQLite leaves old copies in free space.
 * @param at which byte of it; the 100 after that must be like nothing else in the file
 */
export function flipIn(path: string, stored: Uint8Array, at: number): void {
  const file = readFileSync(path)
  const sought = stored.subarray(at, at + 100)
  let found = file.indexOf(sought)
  if (found < 0) throw new Error('what was to be spoiled is not in the file')
  for (; found >= 0; found = file.indexOf(sought, found + 1)) file[found]! ^= 8
  writeFileSync(path, file)
}
