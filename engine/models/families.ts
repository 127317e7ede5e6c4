/**
 * Models that were trained from Wan 2.1 to make film chunk by chunk. Their files have the same tensors, so which one a
 * checkpoint is has to be said; what differs is what they remember (memflow.md §1.3, real-model.md §8).
 */
import type { PolicyName } from '../../app/ledger/policies.ts'

export interface Family {
  readonly name: string
  /** Whether it is published as a generator and a LoRA: without the LoRA its generator is another model. */
  readonly lora: boolean
  /** How new films remember. */
  readonly policy: PolicyName
  /** Latent frames: always remembered, chosen for the prompt, and the last ones before the chunk. */
  readonly sink: number
  readonly bank: number
  readonly window: number
  /** Denoising steps of 1000, before the shift. */
  readonly steps: readonly number[]
}

const steps = [1000, 750, 500, 250]
const memflow = { lora: true, policy: 'memflow', sink: 3, bank: 3, window: 6, steps } as const
/** The training's 21 latent frames, the chunk of 3 included. */
const selfForcing = { lora: false, policy: 'none', sink: 0, bank: 0, window: 18, steps } as const

export const families = {
  memflow: { name: 'MemFlow', ...memflow },
  kvpo: { name: 'KVPO (MemFlow)', ...memflow },
  longlive: { name: 'LongLive', lora: true, policy: 'sink', sink: 3, bank: 0, window: 6, steps },
  'self-forcing': { name: 'Self-Forcing', ...selfForcing },
  'causal-forcing': { name: 'Causal Forcing (chunk-wise)', ...selfForcing }
} as const satisfies Readonly<Record<string, Family>>

export type FamilyName = keyof typeof families
export const familyNames = Object.keys(families) as readonly FamilyName[]

/** The families whose name is in one of the paths: a hint for people, never taken by itself. */
export const hinted = (paths: readonly string[]): readonly FamilyName[] =>
  familyNames.filter((name) =>
    paths.some((path) =>
      path
        .toLowerCase()
        .replaceAll(/[^a-z]/g, '')
        .includes(name.replaceAll('-', ''))
    )
  )
