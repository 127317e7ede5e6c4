/** The import graph, and checks of it. Files are named by their path in the repository. */
import { readFileSync } from 'node:fs'
import { posix } from 'node:path'

/** For each file, the files it imports. */
export type Arrows = ReadonlyMap<string, readonly string[]>

const specifier = /(?:\bfrom|\bimport)\s*\(?\s*['"](\.{1,2}\/[^'"?]+)/g

/** The imports between these files, including types: a type is a dependency, too. */
export const arrowsOf = (files: readonly string[], read = (file: string) => readFileSync(file, 'utf8')): Arrows =>
  new Map(
    files.map((file) => {
      const found = [...read(file).matchAll(specifier)].map(([, path]) => posix.join(posix.dirname(file), path!))
      return [file, [...new Set(found)].filter((other) => files.includes(other))]
    })
  )

/** The layer of a file: `base` for `app/base/limits.ts`; `.` for a file directly in its room. */
const layerOf = (file: string): string => (file.split('/').length > 2 ? file.split('/')[1]! : '.')

/**
 * Imports of one room from higher layers, and folders without a layer.
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

/** Import cycles, each as a path; of cycles that share a file at least one. */
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
