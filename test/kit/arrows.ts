/** Which file imports which, and what is wrong with that. Files are named by their path in the repository. */
import { readFileSync } from 'node:fs'
import { posix } from 'node:path'

/** Of each file those it imports. */
export type Arrows = ReadonlyMap<string, readonly string[]>

const specifier = /(?:\bfrom|\bimport)\s*\(?\s*['"](\.{1,2}\/[^'"?]+)/g

/** The arrows between these files, types included: a type is a thing one must know, too. */
export const arrowsOf = (files: readonly string[], read = (file: string) => readFileSync(file, 'utf8')): Arrows =>
  new Map(
    files.map((file) => {
      const found = [...read(file).matchAll(specifier)].map(([, path]) => posix.join(posix.dirname(file), path!))
      return [file, [...new Set(found)].filter((other) => files.includes(other))]
    })
  )

/** The folder of a room that a file is in: `base` of `app/base/limits.ts`; `.` where it is in none. */
const layerOf = (file: string): string => (file.split('/').length > 2 ? file.split('/')[1]! : '.')

/**
 * Arrows of one room that point up, and folders that have no place.
 * @param layers folders of the room, lowest first; `.` stands for the files beside them
 */
export function upward(arrows: Arrows, layers: readonly string[]): readonly string[] {
  const wrong: string[] = []
  for (const [file, others] of arrows) {
    const layer = layers.indexOf(layerOf(file))
    if (layer < 0) wrong.push(`${file} is in no layer`)
    else wrong.push(...others.filter((other) => layers.indexOf(layerOf(other)) > layer).map((o) => `${file} → ${o}`))
  }
  return wrong
}

/** Files that import each other in a circle, a way round for each circle; of circles that share a file, one at least. */
export function circles(arrows: Arrows): readonly string[] {
  const found: string[] = []
  const done = new Set<string>()
  const walk = (file: string, way: readonly string[]): void => {
    const at = way.indexOf(file)
    if (at >= 0) found.push([...way.slice(at), file].join(' → '))
    if (at >= 0 || done.has(file)) return
    for (const other of arrows.get(file) ?? []) walk(other, [...way, file])
    done.add(file)
  }
  for (const file of arrows.keys()) walk(file, [])
  return found
}
