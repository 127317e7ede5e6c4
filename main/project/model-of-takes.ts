/** The model of a film from before films named theirs (document version 5). */
import type { TakeRecord } from '../../app/ledger/records.ts'

/** Id of the model that comes with the program: films that name none are made with it. */
export const ownModel = 'storybook'

/** @returns `id@revision` of the newest take; null where there is none, and where the program's own model made it */
export function modelOfTakes(takes: readonly TakeRecord[]): string | null {
  const made = takes.at(-1)?.model
  return made === undefined || made.startsWith(`${ownModel}@`) ? null : made
}
