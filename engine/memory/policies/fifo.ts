/** `fifo`: sink, window, and a bank of the newest prototypes. */
import type { LayerMemory } from '../../../app/ledger/records.ts'
import type { Policy } from '../policy.ts'
import { memflow } from './memflow.ts'

export const fifo = {
  ...memflow,
  name: 'fifo',
  commit: (rules, memory) => {
    const { pending } = memory
    if (pending === null) return { memory, decisions: [] }
    const layers = memory.layers.map((layer): LayerMemory => ({
      ...layer,
      bank: [...layer.bank, pending].slice(-rules.bank)
    }))
    return { memory: { ...memory, layers, pending: null }, decisions: [] }
  },
  worth: () => (_, ref) => ref.at
} as const satisfies Policy
