/** Simulates a failing disk. */
import { readFileSync, writeFileSync } from 'node:fs'

/**
 * Flips one bit of stored bytes in a closed film, in all copies: SQLite leaves old ones in free space.
 * @param at the byte within `stored`; the 100 bytes from there must be unique to it in the file
 */
export function flipIn(path: string, stored: Uint8Array, at: number): void {
  const file = readFileSync(path)
  const sought = stored.subarray(at, at + 100)
  let found = file.indexOf(sought)
  if (found < 0) throw new Error('what was to be spoiled is not in the file')
  for (; found >= 0; found = file.indexOf(sought, found + 1)) file[found]! ^= 8
  writeFileSync(path, file)
}
