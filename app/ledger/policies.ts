/**
 * The policies a take can be made with, and what the film must know of each. Implementations are in
 * engine/memory/policies/index.ts, texts in renderer/strings/policies.ts; a name that lacks either does not compile. Names
 * are stored in films: never change one.
 */

export interface PolicyFacts {
  /** Whether it chooses what its bank keeps, so that frames can be pinned, forgotten or looked ahead to (`MemoryWishes`). */
  readonly takesWishes: boolean
  /** Whether banks are chosen only when a shot is made, so their content cannot be shown beforehand. */
  readonly choosesLate: boolean
}

const facts = {
  memflow: { takesWishes: true, choosesLate: false },
  recall: { takesWishes: true, choosesLate: true },
  released: { takesWishes: false, choosesLate: false },
  none: { takesWishes: false, choosesLate: false },
  sink: { takesWishes: false, choosesLate: false },
  fifo: { takesWishes: true, choosesLate: false }
} as const satisfies Record<string, PolicyFacts>

export type PolicyName = keyof typeof facts

export const policyFacts: Readonly<Record<PolicyName, PolicyFacts>> = facts

/** In display order. */
export const policyNames = Object.keys(facts) as readonly PolicyName[]
