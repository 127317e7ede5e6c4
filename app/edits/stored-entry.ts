/** An entry of the undo list as it is stored in the project file. */
import * as v from 'valibot'
import { Failure } from '../base/failure.ts'
import { parseOr } from '../base/parse.ts'
import { isPlain, type Plain } from '../base/versions.ts'
import { filmVersion } from '../film/film.ts'
import { filmSteps, type FilmStep } from '../film/versions.ts'
import { changeSchema } from './change.ts'
import type { Entry } from './history.ts'
import { labelKeys } from './label.ts'
import { oldStepSchema } from './old-steps.ts'

const stepSchema = v.strictObject({
  label: v.strictObject({ what: v.picklist(labelKeys), count: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }),
  changes: v.array(changeSchema),
  inverse: v.array(changeSchema),
  key: v.nullable(v.string())
})

/** The entry's fields with the version of the film document that its cards are of. */
export const storedEntry = ({ number: _, ...step }: Entry): Omit<Entry, 'number'> & { readonly version: number } => ({
  version: filmVersion,
  ...step
})

/**
 * One stored undo entry, also of earlier versions.
 * @param steps upgrade steps of all versions; tests pass others
 * @returns null when it is of an earlier version and cannot be upgraded
 * @throws Failure `edit.log`
 */
export function parseEntry(value: unknown, number: number, steps: readonly FilmStep[] = filmSteps): Entry | null {
  const step = isPlain(value) ? ofThisVersion(value, steps) : value
  if (step === null) return null
  return { number, ...parseOr(v.union([stepSchema, oldStepSchema]), step, 'the list', damagedLog) }
}

/** @returns the entry in this version's form, without its version; null when a step cannot upgrade it */
function ofThisVersion({ version = 1, ...entry }: Plain, steps: readonly FilmStep[]): Plain | null {
  if (typeof version !== 'number' || !(version >= 1 && version <= steps.length + 1)) return { version, ...entry } // refused by the check
  return steps.slice(version - 1).reduce<Plain | null>((older, step) => older && step.entry(older), entry)
}

const damagedLog = (detail: string): Failure =>
  new Failure(
    'edit.log',
    `The list of what can be undone is damaged: ${detail}.`,
    'The film itself is whole; only what was done before can no longer be undone.',
    { detail }
  )
