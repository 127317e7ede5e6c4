/** Identifies a folder that is not a pack: a model in another published format, or unknown. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import { inspect, type Inspection } from '../../engine/models/inspect.ts'
import { partFacts, parts } from '../../engine/models/parts.ts'

/** @param source a folder or a single file @param missing the failure of reading it as a pack */
export function noPack(source: string, missing: Failure): Failure {
  const inner = packsBelow(source)
  if (inner.length > 0)
    return Failure.from({
      ...missing.toData(),
      remedy: `Name the folder that holds manifest.json: ${inner.join(', ')}.`
    })
  let found: Inspection
  try {
    found = inspect([source])
  } catch {
    return missing // it does not exist
  }
  const here = parts.filter((part) => found.parts[part].length > 0)
  const [first] = found.passed
  if (here.length > 0)
    return new Failure(
      'pack.mixed',
      `${source} is no pack. It holds a video model as others publish it: ${here.map((part) => said(part, found)).join('; ')}.`,
      'Add packs and such models by two commands.',
      { folder: source }
    )
  if (!first) return missing
  const more = found.passed.length > 1 ? `, and ${found.passed.length - 1} more that are none` : ''
  return new Failure(
    'pack.foreign',
    `${source} is no pack, and nothing in it is a part of a video model that is known here${more}. ${first.reason.cause}`,
    'A pack is a folder with manifest.json and the weights that it names. `throughline pack inspect` tells of every file what it is.',
    { folder: source, detail: first.reason.cause }
  )
}

function said(part: (typeof parts)[number], found: Inspection): string {
  const [first, ...others] = found.parts[part]
  return `${partFacts[part].name} ${first!.path}${others.length > 0 ? ` and ${others.length} more` : ''}`
}

/** Limit of subfolders that are examined. */
const mostFolders = 1000

/** Whether a folder is a pack, by its manifest. */
export const isPack = (folder: string): boolean => existsSync(join(folder, 'manifest.json'))

/** Direct subfolders that are packs: users often name the folder around the pack. */
export function packsBelow(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .slice(0, mostFolders)
      .map((name) => join(folder, name))
      .filter(isPack)
  } catch {
    return []
  }
}
