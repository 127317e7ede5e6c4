/** What an import asks for before it begins: one file for each part, all parts, and which model it is. */
import { Failure } from '../../app/base/failure.ts'
import { families, familyNames, hinted, type FamilyName } from './families.ts'
import type { FoundPart, Inspection } from './inspect.ts'
import { partFacts, type Part } from './parts.ts'

/** @param loras those of which it is not said which are meant. @throws Failure `models.several` */
export function demandChosen({ parts, toChoose }: Inspection, loras: readonly FoundPart[]): void {
  const part = loras.length > 0 && toChoose.length === 0 ? 'lora' : toChoose[0]
  if (part === undefined) return
  const paths = parts[part].map(({ path }) => path)
  const none = part === 'lora' ? ' (once for each that is to be merged), or leave all out with --no-lora' : ''
  throw new Failure(
    'models.several',
    `There are ${paths.length} files for one part, the ${partFacts[part].name}: ${listed(paths)}.`,
    `Say which is meant with --use FILE${none}.`
  )
}

/**
 * @param whose the model that has this part
 * @throws Failure `models.missing`, with the files that were refused
 */
export function demandThere({ passed }: Inspection, missing: readonly Part[], whose = 'the model'): void {
  if (missing.length === 0) return
  const names = missing.map((part) => partFacts[part].name).join(', ')
  const refused = passed.slice(0, mostRefused).map(({ reason }) => `${reason.cause} ${reason.remedy}`)
  const usual = missing.map((part) => `${partFacts[part].name}: ${partFacts[part].names.join(', ')}`).join('; ')
  const lora = missing.includes('lora') ? ' If it is merged into the generator already, say --no-lora.' : ''
  throw new Failure(
    'models.missing',
    [`Of ${whose}, this is missing: ${names}.`, ...refused].join(' '),
    `Name also the folders with these files. They are usually published as: ${usual}.${lora}`,
    { names: missing.map((part) => `${partFacts[part].name} (${partFacts[part].names.join(', ')})`).join('; ') }
  )
}

const mostRefused = 3

/** @param found the files, whose names may hint at it. @throws Failure `models.family` */
export function demandFamily(family: FamilyName | null, found: readonly FoundPart[]): FamilyName {
  if (family !== null) return family
  const hints = hinted(found.map(({ path }) => path))
  const hint = hints.length > 0 ? ` By the names of its folders and files it may be ${hints.join(' or ')}.` : ''
  throw new Failure(
    'models.family',
    'Nothing in these files says which model they are: several have the same tensors and remember differently.',
    `Say it with --as: ${familyNames.map((name) => `${name} (${families[name].name})`).join(', ')}.${hint}`
  )
}

const mostListed = 8
const listed = (paths: readonly string[]): string =>
  paths.slice(0, mostListed).join(', ') + (paths.length > mostListed ? ` and ${paths.length - mostListed} more` : '')
