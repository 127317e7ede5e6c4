/** `none`: the window only. */
import type { Policy } from '../policy.ts'

export const none = {
  name: 'none',
  keeps: { sink: false, bank: false },
  archives: false,
  conventions: {},
  commit: (_, memory) => ({ memory, decisions: [] }),
  worth: (score) => score,
  interval: ({ recordEvery }) => recordEvery,
  blindAtSwitch: false,
  continuesOthers: true
} as const satisfies Policy
