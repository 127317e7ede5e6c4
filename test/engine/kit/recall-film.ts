/** Films made to be remembered by `recall`, and what is compared of them. */
import * as v from 'valibot'
import { snapshotSchema, type TakePlan } from '../../../app/ledger/schemas.ts'
import type { Snapshot } from '../../../app/ledger/records.ts'
import { generate } from '../../../engine/generate/generate.ts'
import type { MadeChunk, Model } from '../../../engine/generate/types.ts'
import type { Shelf } from './fake-model.ts'

/** Makes cards on one shelf; after every chunk the snapshot is parsed from its JSON, and with `restarts` nothing else is kept. */
export async function film(
  model: () => Model,
  shelf: Shelf,
  plans: readonly Omit<TakePlan, 'firstChunk' | 'seed'>[],
  start: Snapshot | null = null,
  restarts = false
): Promise<MadeChunk[]> {
  const made: MadeChunk[] = []
  let from = start
  let running = model()
  for (const plan of plans)
    for (let firstChunk = 0; firstChunk < plan.chunks; firstChunk++) {
      if (restarts) running = model()
      const one = { ...plan, seed: 3, chunks: firstChunk + 1, firstChunk }
      for await (const chunk of generate(running, from, one, shelf.ports())) {
        made.push(chunk)
        shelf.keep(chunk)
        from = v.parse(snapshotSchema, JSON.parse(JSON.stringify(chunk.after)))
      }
    }
  return made
}

export const bits = ({ latentsHash, pages, after }: MadeChunk) => [latentsHash, pages.map(({ id }) => id), after]
export const banksOf = ({ layers }: Snapshot) => layers.map(({ bank }) => bank.map(({ at }) => at as number))
