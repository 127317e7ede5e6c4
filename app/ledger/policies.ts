/**
 * The kinds of memory (policies) a take can be made with, and what the film must know of each. How each works is in
 * engine/memory/policies, its words for the window are `whichMemory` in renderer/strings; a name that lacks either does
 * not compile. Names are stored in films: never change one.
 */

export interface PolicyFacts {
  /** Whether it has a bank it chooses for, so that frames can be pinned, left out or looked ahead to (`MemoryWishes`). */
  readonly takesWishes: boolean
  /** Whether its banks are chosen only when a shot is made, so that nobody can tell beforehand what will be in them. */
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

/** In the order in which they are offered. */
export const policyNames = Object.keys(facts) as readonly PolicyName[]
