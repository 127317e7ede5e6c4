/** What went wrong and what now, in the language of the window. Pure. */
import type { FailureData } from '../../app/base/failure.ts'
import type { Strings } from './en.ts'
import type { Told } from './failures.en.ts'

/** By the catalogue; what it does not know, in the words of the part that failed. */
export function told({ code, cause, remedy, facts }: FailureData, words: Strings): readonly [string, string] {
  const told: Told | undefined = words.failures[code]
  return told ? told((facts ?? {}) as Parameters<Told>[0]) : [cause, remedy]
}
