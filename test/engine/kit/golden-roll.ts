/** Eight chunks of the shipped pack from recorded noise and prompts, on any transformer and holder of pages. */
import type { PolicyName } from '../../../app/ledger/policies.ts'
import { ModelCache } from '../../../engine/generate/cache.ts'
import { memoryRules } from '../../../engine/memory/rules.ts'
import { emptyMemory } from '../../../engine/memory/state.ts'
import type { PageHolder } from '../../../engine/rollout/page-holder.ts'
import { fromStored, type Precision } from '../../../engine/rollout/precision.ts'
import type { RolledChunk } from '../../../engine/rollout/parts.ts'
import { Rollout } from '../../../engine/rollout/rollout.ts'
import { MemoryStore } from '../../../engine/rollout/store.ts'
import { rotate } from '../../../kernels/transformer/rope.ts'
import type { Transformer } from '../../../kernels/transformer/types.ts'
import { relativeError, type openGolden } from './pack-parts.ts'

export const goldenChunks = 8

/** @param on where it is made; absent: the processor, with pages in arrays */
export async function rollGolden(
  golden: Awaited<ReturnType<typeof openGolden>>,
  policy: PolicyName,
  precision: Precision,
  on: { readonly transformer: Transformer; readonly pages?: PageHolder } = golden
) {
  const { pack } = golden
  const { transformer, pages } = on
  const rules = memoryRules(pack.memory, policy)
  const cache = new ModelCache()
  const rollout = new Rollout({
    model: pack.model,
    transformer,
    rotate,
    rules,
    schedule: pack.schedule,
    precision,
    store: new MemoryStore(pages),
    modulation: (t) => cache.modulation(transformer, t)
  })
  const made: RolledChunk[] = []
  const banks: number[] = []
  let memory = emptyMemory(pack.model, rules)
  for (let chunk = 0; chunk < goldenChunks; chunk++) {
    const recorded = golden.floats(`rollout.noise.${chunk}`)
    const size = recorded.length / pack.schedule.sigmas.length
    const rolled = await rollout.chunk(
      memory,
      await golden.prompt(Math.floor(chunk / 2)),
      (step, out) => out.set(recorded.subarray(step * size, (step + 1) * size)),
      {
        fetchPages: () => Promise.reject(new Error('at hand')),
        fetchNotes: () => Promise.reject(new Error('at hand')),
        fetchLatents: () => Promise.reject(new Error('at hand')),
        checkpoint: async () => 'go',
        trace: {
          attending: (_, start, past) => {
            const window = Math.min(rules.window, Math.max(0, start - rules.sink))
            for (const ats of past) {
              const bank = ats.slice(rules.sink, Math.max(rules.sink, ats.length - window))
              banks.push(...[...bank, -1, -1, -1].slice(0, rules.bank))
            }
          }
        }
      }
    )
    made.push(rolled!)
    memory = rolled!.after
  }
  const latents = (chunk: number) => fromStored(made[chunk]!.latents, precision)
  const error = (chunk: number, tensor: string) => relativeError(latents(chunk), golden.floats(tensor))
  return { made, banks, error, latents }
}
