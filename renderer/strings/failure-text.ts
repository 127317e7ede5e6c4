/** What went wrong and what now, in the language of the window. Pure. */
import type { FailureData, FailureFacts } from '../../app/base/failure.ts'
import type { Strings } from './en.ts'
import type { FailureText, FailureTexts } from './failures.en.ts'

/** By the catalogue; what it does not know, as the part that failed put it. */
export function failureText({ code, cause, remedy, facts }: FailureData, strings: Strings): readonly [string, string] {
  const text = strings.failures[code as keyof FailureTexts] as FailureText<FailureFacts> | undefined
  return text ? text(facts ?? {}) : [cause, remedy]
}
