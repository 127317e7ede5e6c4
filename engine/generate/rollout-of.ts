/** A roll-out of a model for one take: transformer, schedule and caches, with the memory rules. */
import type { MemoryWishes } from '../../app/ledger/records.ts'
import { rotate } from '../../kernels/transformer/rope.ts'
import type { MemoryRules } from '../memory/policy.ts'
import type { Precision } from '../rollout/precision.ts'
import { Rollout } from '../rollout/rollout.ts'
import type { Model } from './types.ts'

/**
 * @param wishes pins, forgets and look-ahead of the take; undefined = none
 * @param names of films begun when pages were named by the hash of their bytes
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
    ...(pack.firstSchedule && { firstSchedule: pack.firstSchedule }),
    precision,
    store: cache.store,
    ...(wishes && { wishes }),
    modulation: (timestep) => cache.modulation(transformer, timestep)
  })
}
