/** What is wrong with a film's file, in the language of the window. */
import type { FailureData } from '../../app/contract/failure.ts'
import type { FileTrouble } from '../strings/projects.en.ts'
import { t } from '../strings/strings.svelte.ts'

/** @returns cause and remedy; main's own words for what the catalogue does not know */
export function fileTrouble({ code, cause, remedy }: FailureData, path: string): readonly [string, string] {
  const { troubles } = t().projects
  const words = code in troubles ? troubles[code as FileTrouble] : null
  return words ? words(path.replace(/^.*[\\/]/, '')) : [cause, remedy]
}
