/**
 * Every policy: what it keeps and how it chooses. A policy is its record here and its line in app/ledger/policies.ts; the
 * compiler reports a missing one. A choice of more than a few lines is a file beside this one.
 */
import type { PolicyName } from '../../../app/ledger/policies.ts'
import type { LayerMemory } from '../../../app/ledger/records.ts'
import { best, enter } from '../bank.ts'
import type { Policy } from '../policy.ts'
import { fromWholeFilm } from './recall.ts'
import { asPublished } from './released.ts'

/**
 * Sink, window, and a bank of the prototypes that fit the coming prompt best: Narrative Adaptive Memory as the paper describes
 * it (memflow.md §4.3, §4.9).
 */
const memflow: Policy = {
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
}

/** As `memflow`, but banks are chosen before every chunk, from all prototypes of the film so far. */
const recall: Policy = { ...memflow, archives: true, commit: fromWholeFilm }

/** As the published code (memflow.md §4.8): the score includes padding, too. */
const released: Policy = {
  ...memflow,
  conventions: { enterBank: 'nextChunk', includePadding: true },
  commit: asPublished,
  interval: ({ recordEvery, variant }) => (variant === 'single' ? 1 : recordEvery),
  blindAtSwitch: true,
  continuesOthers: false
}

/** The window only. */
const none: Policy = {
  ...memflow,
  keeps: { sink: false, bank: false },
  commit: (_, memory) => ({ memory, decisions: [] })
}

/** The film's first frames and the window, as LongLive's frame sink. */
const sink: Policy = { ...none, keeps: { sink: true, bank: false } }

/** Sink, window, and a bank of the newest prototypes. */
const fifo: Policy = {
  ...memflow,
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
}

export const policies: Readonly<Record<PolicyName, Policy>> = { memflow, recall, released, none, sink, fifo }
