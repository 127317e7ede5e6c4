/** A roll-out of a model for one take: its transformer, schedule and what it has at hand, under the rules of a memory. */
import type { MemoryWishes } from '../../app/ledger/records.ts'
import { rotate } from '../../kernels/transformer/rope.ts'
import type { MemoryRules } from '../memory/policy.ts'
import type { Precision } from '../rollout/precision.ts'
import { Rollout } from '../rollout/rollout.ts'
import type { Model } from './types.ts'

/**
 * @param wishes what the artist asked of the memory for the take; undefined = nothing
 * @param names of films begun when pages were named by their bytes
 */
export function rolloutOf(
  { pack, transformer, cache }: Model,
  rules: MemoryRules,
  precision: Precision,
  wishes: MemoryWishes | undefined,
  names?: 'content'
): Rollout {
  return new Rollout({
    model: pack.model,
    ...(names && { names }),
    transformer,
    rotate,
    rules,
    schedule: pack.schedule,
    precision,
    store: cache.store,
    ...(wishes && { wishes }),
    modulation: (timestep) => cache.modulation(transformer, timestep)
  })
}
