/** The rules of one policy on one pack. */
import type { PolicyName } from '../../app/ledger/policies.ts'
import { policies } from './policies/index.ts'
import type { MemoryRules } from './policy.ts'
import type { MemoryShape } from './shape.ts'

export function memoryRules(
  shape: MemoryShape,
  name: PolicyName,
  variant: MemoryRules['variant'] = 'interactive'
): MemoryRules {
  const policy = { ...policies[name], name }
  return {
    ...shape,
    ...policy.conventions,
    policy,
    variant,
    sink: policy.keeps.sink ? shape.sink : 0,
    bank: policy.keeps.bank ? shape.bank : 0,
    slots: {
      bank: shape.sink,
      window: shape.sink + shape.bank,
      chunk: shape.sink + shape.bank + shape.window
    }
  }
}

/** Wan's `local_attn_size`: sink, window and current chunk; the bank does not count (memflow.md §1.2). */
export const localFrames = (rules: MemoryRules): number => rules.sink + rules.window + rules.chunk
