/**
 * What changed in the film document from version to version. A version has one step, written once and never changed: what a
 * film is brought through, and what each entry of its undo list is, for that holds cards as well. A version comes with a
 * project of the version before it in `test/main/project/versions`, which must open, be undone and go on.
 */
import type { Plain, Step } from '../base/versions.ts'
import { filmVersion } from './film.ts'

export interface FilmStep {
  readonly film: Step
  /**
   * An entry of the undo list: `label`, `changes`, `inverse`, `key` (app/edits/change.ts).
   * @returns null when what it does has no meaning any more: it is forgotten, with all that is undone before it can be
   */
  entry(older: Plain): Plain | null
}

/** Entry n takes version n + 1 to n + 2. Only appended to, together with `filmVersion`. */
export const filmSteps: readonly FilmStep[] = []

if (filmSteps.length !== filmVersion - 1)
  throw new RangeError('every version of the film document but the first has a step')
