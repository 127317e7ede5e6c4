/** The licence of a file, as far as files beside it state it. Nothing is guessed from file names. */
import { dirname, join, resolve } from 'node:path'
import { readdirSync } from 'node:fs'
import { readTextWithin } from '../files/read-within.ts'

export interface Licence {
  /** A short name, `Apache-2.0`, or the model card's own words. */
  readonly name: string
  /** The file that states it. */
  readonly from: string
  readonly nonCommercial: boolean
}

const mostBytes = 2 ** 20
const mostName = 100

/** Opening words of common licence texts. */
const texts: readonly (readonly [RegExp, string])[] = [
  [/Attribution-NonCommercial-ShareAlike 4\.0/i, 'CC BY-NC-SA 4.0'],
  [/Attribution-NonCommercial 4\.0/i, 'CC BY-NC 4.0'],
  [/Attribution-ShareAlike 4\.0/i, 'CC BY-SA 4.0'],
  [/Attribution 4\.0 International/i, 'CC BY 4.0'],
  [/Apache License\s+Version 2\.0/i, 'Apache-2.0'],
  [/\bMIT License\b|Permission is hereby granted, free of charge/i, 'MIT'],
  [/GNU AFFERO GENERAL PUBLIC LICENSE/i, 'AGPL'],
  [/GNU GENERAL PUBLIC LICENSE/i, 'GPL'],
  [/NVIDIA[^\n]{0,80}licen[cs]e/i, 'a licence of NVIDIA']
]

/**
 * The nearest file that states a licence: beside the weights or in a folder above, up to `root`. Stops at a folder that
 * contains a program: a licence there is the program's.
 * @param path of the weights
 */
export function licenceOf(path: string, root: string): Licence | null {
  const end = resolve(root)
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    const names = namesIn(folder)
    if (names.some((name) => /\.py$/i.test(name))) return null
    const found = licenceIn(folder, names)
    if (found || folder === end || !folder.startsWith(end) || dirname(folder) === folder) return found
  }
}

function licenceIn(folder: string, names: readonly string[]): Licence | null {
  const card = names.find((name) => /^readme\.md$/i.test(name))
  const said = card === undefined ? null : fromCard(join(folder, card))
  if (said) return said
  for (const name of names.filter((each) => /^(?:licen[cs]e|copying)(?:\.(?:txt|md))?$/i.test(each))) {
    const from = join(folder, name)
    const text = textOf(from).slice(0, 4000)
    const known = texts.find(([pattern]) => pattern.test(text))?.[1]
    if (known) return licence(known, from)
    const [first] = text
      .split('\n', 200)
      .map((line) => line.trim())
      .filter(Boolean)
    if (first) return licence(first, from)
  }
  return null
}

/** Front matter of a model card: `license: apache-2.0`, or `license: other` with its `license_name`. */
function fromCard(from: string): Licence | null {
  const [, fields] = /^---\r?\n([\s\S]{0,100000}?)\n---/.exec(textOf(from)) ?? []
  if (fields === undefined) return null
  const field = (name: string): string | undefined =>
    fields
      .split('\n')
      .find((line) => line.startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim()
      .replace(/^["']|["']$/g, '')
  const name = field('license')
  if (!name) return null
  return licence(name === 'other' ? (field('license_name') ?? 'other, see its model card') : name, from)
}

const licence = (name: string, from: string): Licence => ({
  name: name.slice(0, mostName),
  from,
  nonCommercial: isNonCommercial(name)
})

/** Whether what is said of a licence says that it is not for commercial use. */
export const isNonCommercial = (said: string): boolean => /\bnc\b|non-?commercial|research[- ]only/i.test(said)

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    return []
  }
}

/** Empty where it cannot be read: then no licence is stated. */
function textOf(path: string): string {
  try {
    return readTextWithin(path, mostBytes)
  } catch {
    return ''
  }
}
