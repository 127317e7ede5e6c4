/**
 * `memflow`: sink, window, and a bank of the prototypes that fit the coming prompt best. Narrative Adaptive Memory as the
 * paper describes it (memflow.md §4.3, §4.9).
 */
import type { Policy } from '../policy.ts'
import { best, enter } from '../bank.ts'

export const memflow = {
  name: 'memflow',
  keeps: { sink: true, bank: true },
  archives: false,
  conventions: {},
  commit: (rules, memory, _, score) =>
    enter(rules, memory, score, (bank, scores, count) => {
      const kept = new Set(best(scores, count))
      return bank.filter((_, index) => kept.has(index)) // in time, oldest first (memflow.md §4.9 rule 3)
    }),
  worth: (score) => score,
  interval: ({ recordEvery }) => recordEvery,
  blindAtSwitch: false,
  continuesOthers: true
} as const satisfies Policy
