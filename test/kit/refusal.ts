/** What a function throws, as far as a failure says it; nothing of it where it throws nothing. */
import type { FailureData } from '../../app/base/failure.ts'

export function refusal(act: () => unknown): Partial<FailureData> {
  try {
    act()
  } catch (error) {
    return error as FailureData
  }
  return {}
}
