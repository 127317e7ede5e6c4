/** What went wrong and what now, in the language of the window. Pure. */
import type { FailureData } from '../../app/base/failure.ts'
import type { Strings } from './en.ts'
import type { FailureText } from './failures.en.ts'

/** By the catalogue; what it does not know, as the part that failed put it. */
export function failureText({ code, cause, remedy, facts }: FailureData, strings: Strings): readonly [string, string] {
  const text: FailureText | undefined = strings.failures[code]
  return text ? text((facts ?? {}) as Parameters<FailureText>[0]) : [cause, remedy]
}
