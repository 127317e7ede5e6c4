/** The failure that a function throws; empty when it throws nothing. */
import type { FailureData } from '../../app/base/failure.ts'

export function refusal(act: () => unknown): Partial<FailureData> {
  try {
    act()
  } catch (error) {
    return error as FailureData
  }
  return {}
}
