/** Free file names for films, after their titles. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * A free path in `folder`: `name.throughline`, `name 2.throughline`, …
 * @param first where counting begins; from 2 on every name has its number
 */
export function freshPath(folder: string, name: string, first = 1): string {
  for (let count = first; ; count++) {
    const path = join(folder, `${count === 1 ? name : `${name} ${count}`}.throughline`)
    if (!existsSync(path)) return path
  }
}

/** A free name for another film in the folder of this one. */
export const freshPathBeside = (path: string, name: string, first?: number): string =>
  freshPath(dirname(path), name, first)
