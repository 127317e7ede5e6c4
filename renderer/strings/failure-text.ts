/** A failure's cause and remedy in the language of the window. Pure. */
import type { FailureData, FailureFacts } from '../../app/base/failure.ts'
import type { Strings } from './en.ts'
import type { FailureText, FailureTexts } from './failures.en.ts'

/** From the catalogue; an unknown code in the failure's own words. */
export function failureText({ code, cause, remedy, facts }: FailureData, strings: Strings): readonly [string, string] {
  const text = strings.failures[code as keyof FailureTexts] as FailureText<FailureFacts> | undefined
  return text ? text(facts ?? {}) : [cause, remedy]
}
