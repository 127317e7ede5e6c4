/** Replays a recorded roll-out through the engine's own memory and roll-out code: f32, absolute positions, recorded noise. */
import type { PageId } from '../../app/ids.ts'
import type { PolicyName } from '../../app/ledger/policies.ts'
import type { FrameRef } from '../../app/ledger/records.ts'
import type { Decision, MemoryState, MemoryRules } from '../../engine/memory/policy.ts'
import { memoryRules } from '../../engine/memory/rules.ts'
import { emptyMemory } from '../../engine/memory/state.ts'
import type { Page } from '../../engine/rollout/page.ts'
import { fromStored } from '../../engine/rollout/precision.ts'
import { Prompt } from '../../engine/rollout/prompt.ts'
import { Rollout } from '../../engine/rollout/rollout.ts'
import { MemoryStore } from '../../engine/rollout/store.ts'
import { toClean, warpedSchedule, type Schedule } from '../../engine/schedule/schedule.ts'
import { openTransformer } from '../../kernels/transformer/open.ts'
import { rotate } from '../../kernels/transformer/rope.ts'
import type { ForwardInput, ForwardOutput, TimeModulation, Transformer } from '../../kernels/transformer/types.ts'
import type { VectorSet } from './set.ts'

export interface ReplayPlan {
  readonly policy: PolicyName
  readonly variant?: MemoryRules['variant']
  readonly chunks: number
  /** Latent frames from which on the next prompt holds. */
  readonly switches: readonly number[]
  readonly sma?: { readonly k: number }
  /** Given latents instead of noise, and no denoising: clean passes only. */
  readonly teacher?: Float32Array
}

/** Key blocks one pass attended to. */
export interface AttendedKeys {
  readonly pass: 'chunk' | 'recache'
  /** First frame of the coming chunk. */
  readonly chunkStart: number
  /** First of the pass's own frames. */
  readonly start: number
  readonly past: readonly (readonly number[])[]
}

export interface ReplayedChunk {
  readonly start: number
  readonly prompt: number
  readonly before: MemoryState
  readonly after: MemoryState
  readonly latents: Float32Array
  /** Re-cache page, if any, then the clean pass's. */
  readonly pages: readonly Page[]
}

export interface Replay {
  readonly rules: MemoryRules
  readonly schedule: Schedule
  readonly chunks: readonly ReplayedChunk[]
  readonly attended: readonly AttendedKeys[]
  readonly decisions: readonly { readonly start: number; readonly prompt: number; readonly decision: Decision }[]
  /** Every forward pass in order; x0 after it when it was a denoising step. */
  readonly passes: readonly { readonly selected: ForwardOutput['selected']; readonly x0: Float32Array | null }[]
  /** Keys and values of a remembered frame: [tokensPerFrame, dim] each. */
  frame(layer: number, ref: FrameRef): { readonly keys: Float32Array; readonly values: Float32Array }
}

/** The schedule a set was recorded with. */
export const scheduleOfSet = ({ config }: VectorSet): Schedule =>
  warpedSchedule(config.denoising_step_list, config.shift, 1000, 'velocity')

export async function replay(set: VectorSet, plan: ReplayPlan): Promise<Replay> {
  const shape = { ...set.shape, ...(plan.sma ? { sma: plan.sma } : {}) }
  const transformer = await openTransformer(shape, set.weights.path, { threads: 1, spin: false })
  try {
    return await replayWith(transformer, set, plan)
  } finally {
    await transformer.release()
  }
}

async function replayWith(transformer: Transformer, set: VectorSet, plan: ReplayPlan): Promise<Replay> {
  const rules = rulesOfSet(set, plan)
  const schedule = plan.teacher ? { ...scheduleOfSet(set), sigmas: [], timesteps: [] } : scheduleOfSet(set)
  const attended: AttendedKeys[] = []
  const decisions: { start: number; prompt: number; decision: Decision }[] = []
  const passes: { selected: ForwardOutput['selected']; x0: Float32Array | null }[] = []
  const pages = new Map<PageId, Page>()
  const latents = new Map<string, Uint8Array>()
  const chunks: ReplayedChunk[] = []
  const modulations = new Map<number, Promise<TimeModulation>>()
  const modulation = (t: number) => {
    if (!modulations.has(t)) modulations.set(t, transformer.timeModulation(t))
    return modulations.get(t)!
  }
  const watched: Transformer = {
    ...transformer,
    async forward(input: ForwardInput) {
      const latents = input.latents.slice()
      const output = await transformer.forward(input)
      passes.push({ selected: output.selected, x0: await x0After(schedule, modulation, { ...input, latents }, output) })
      return output
    }
  }
  const rollout = new Rollout({
    model: 'vectors',
    transformer: watched,
    rotate,
    rules,
    schedule,
    precision: 'f32',
    store: new MemoryStore(),
    modulation
  })
  const prompts = await promptsOfSet(transformer, set)
  let memory = emptyMemory('vectors', rules)
  let prompt = 0
  for (let index = 0; index < plan.chunks; index++) {
    const start = memory.next
    // The published pipeline takes one switch per chunk; a second one that is due waits for the next chunk.
    if ((plan.switches[prompt] ?? Infinity) <= start) prompt++
    const words = prompts[prompt]
    if (!words) throw new RangeError(`a roll-out switches to prompt ${prompt} of ${prompts.length}`)
    const made = await rollout.chunk(memory, words, noiseOf(set, plan, index), {
      fetchPages: async (ids) => ids.map((id) => pages.get(id)),
      fetchNotes: async () => [],
      fetchLatents: async (hashes) => hashes.map((hash) => latents.get(hash)),
      checkpoint: async () => 'go',
      trace: {
        decided: (chunkStart, decision) => decisions.push({ start: chunkStart, prompt, decision }),
        attending: (pass, first, past) => attended.push({ pass, chunkStart: start, start: first, past })
      }
    })
    const written = [...(made!.recached ? [made!.recached] : []), made!.page] as Page[] // the host's
    for (const page of written) pages.set(page.id, page)
    latents.set(made!.latentsHash, made!.latents)
    chunks.push({
      start,
      prompt,
      before: memory,
      after: made!.after,
      latents: fromStored(made!.latents, 'f32'),
      pages: written
    })
    memory = made!.after
  }
  const frame: Replay['frame'] = (layer, ref) => {
    const page = pages.get(ref.page)!
    return { keys: page.keys(layer, ref.frame), values: page.values(layer, ref.frame) }
  }
  return { rules, schedule, chunks, attended, decisions, passes, frame }
}

/** x0 as the pass saw it; null for clean passes and re-caches. */
async function x0After(
  schedule: Schedule,
  modulation: (t: number) => Promise<TimeModulation>,
  input: ForwardInput,
  { output }: ForwardOutput
): Promise<Float32Array | null> {
  const times = await Promise.all(schedule.timesteps.map(modulation))
  const step = times.indexOf(input.time)
  if (step < 0) return null
  const x0 = new Float32Array(output.length)
  toClean(schedule.prediction, schedule.sigmas[step]!, input.latents, output, x0)
  return x0
}

/** Conventions of MemFlow on Wan; the numbers are the set's. */
function rulesOfSet({ config }: VectorSet, { policy, variant }: ReplayPlan): MemoryRules {
  return memoryRules(
    {
      layers: config.layers,
      chunk: config.frames_per_chunk,
      sink: config.sink_size,
      bank: config.bank_size,
      window: config.local_attn_size - config.sink_size - config.frames_per_chunk,
      recordEvery: config.record_interval,
      enterBank: 'nextChunk',
      recache: true,
      positions: 'absolute',
      includePadding: false,
      agreement: 'max'
    },
    policy,
    variant
  )
}

async function promptsOfSet(transformer: Transformer, set: VectorSet): Promise<Prompt[]> {
  const { text_len: rows, text_dim: width } = set.config
  const text = set.floats('inputs', 'in.text')
  const prompts: Prompt[] = []
  for (const [index, tokens] of set.integers('inputs', 'in.text_len').entries()) {
    const features = text.subarray(index * rows * width, (index + 1) * rows * width)
    prompts.push(await Prompt.prepare(transformer, `prompt ${index}`, features, tokens, rows))
  }
  return prompts
}

/** Start noise of the chunk's frames, then the re-noisings; or, with teacher forcing, the finished latents. */
function noiseOf(set: VectorSet, plan: ReplayPlan, chunk: number) {
  const start = plan.teacher ?? set.floats('inputs', 'in.noise')
  const fresh = set.floats('inputs', 'in.eps')
  const renoisings = set.config.denoising_step_list.length - 1
  return (step: number, out: Float32Array): void => {
    const [from, at] = step === 0 ? [start, chunk] : [fresh, chunk * renoisings + step - 1]
    const part = from.subarray(at * out.length, (at + 1) * out.length)
    if (part.length < out.length) throw new RangeError(`there is no noise for step ${step} of chunk ${chunk}`)
    out.set(part)
  }
}
