/** `sink`: the film's first frames and the window, as LongLive's frame sink. */
import type { Policy } from '../policy.ts'
import { none } from './none.ts'

export const sink = {
  ...none,
  name: 'sink',
  keeps: { sink: true, bank: false }
} as const satisfies Policy
