/** The latents that a re-cache encodes again, cut out of the chunks they were made in. */
import type { MemoryRules, MemoryState } from '../memory/policy.ts'
import type { RecachePlan } from '../memory/recache.ts'

/**
 * @param chunks latents of the memory's recent chunks, by hash
 * @param frameSize numbers of one latent frame
 * @returns [plan.frames, channels, rows, columns]
 */
export function recachedLatents(
  rules: MemoryRules,
  memory: MemoryState,
  plan: RecachePlan,
  chunks: ReadonlyMap<string, Float32Array>,
  frameSize: number
): Float32Array {
  const firstKept = memory.next - memory.recent.length * rules.chunk
  const latents = new Float32Array(plan.frames * frameSize)
  memory.recent.forEach((hash, index) => {
    const skipped = Math.max(0, plan.first - (firstKept + index * rules.chunk))
    if (skipped >= rules.chunk) return
    const at = firstKept + index * rules.chunk + skipped - plan.first
    latents.set(chunks.get(hash)!.subarray(skipped * frameSize), at * frameSize)
  })
  return latents
}
