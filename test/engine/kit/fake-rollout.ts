/** A roll-out of the fake transformer with the engine's real memory, for tests of memory behaviour. */
import type { PolicyName } from '../../../app/ledger/policies.ts'
import type { MemoryState, MemoryRules } from '../../../engine/memory/policy.ts'
import { memoryRules } from '../../../engine/memory/rules.ts'
import type { MemoryShape } from '../../../engine/memory/shape.ts'
import { emptyMemory } from '../../../engine/memory/state.ts'
import { fillNoise } from '../../../engine/noise/noise.ts'
import type { RolloutTrace } from '../../../engine/rollout/ports.ts'
import { Prompt } from '../../../engine/rollout/prompt.ts'
import type { RolledChunk } from '../../../engine/rollout/parts.ts'
import { Rollout } from '../../../engine/rollout/rollout.ts'
import type { Page } from '../../../engine/rollout/page.ts'
import { MemoryStore } from '../../../engine/rollout/store.ts'
import { warpedSchedule, type Schedule } from '../../../engine/schedule/schedule.ts'
import type { Rotate } from '../../../kernels/transformer/types.ts'
import { fakeFeatures, fakeShape, fakeTransformer, type FakeTransformer } from './fake-transformer.ts'

/** MemFlow's numbers on Wan (memflow.md §1.3). */
export const wanMemory: MemoryShape = {
  layers: fakeShape.layers,
  chunk: 3,
  sink: 3,
  bank: 3,
  window: 6,
  recordEvery: 3,
  enterBank: 'nextChunk',
  recache: true,
  positions: 'absolute',
  includePadding: false,
  agreement: 'max'
}

/** The storybook pack's conventions. */
export const slotMemory: MemoryShape = {
  ...wanMemory,
  recordEvery: 1,
  enterBank: 'onLeavingWindow',
  recache: false,
  positions: 'slot'
}

export const wanSchedule = warpedSchedule([1000, 750, 500, 250], 5, 1000, 'velocity')

export interface FakeRun {
  readonly rules: MemoryRules
  readonly transformer: FakeTransformer
  readonly memories: MemoryState[]
  readonly made: HostChunk[]
}

/** A chunk whose pages the host holds. */
export type HostChunk = RolledChunk & { readonly page: Page; readonly recached: Page | null }

export interface FakeRunOptions {
  readonly shape?: MemoryShape
  readonly policy?: PolicyName
  readonly variant?: MemoryRules['variant']
  readonly chunks: number
  /** Prompt number of the chunk that starts at this latent frame. */
  readonly promptAt?: (start: number) => number
  readonly rotate?: Rotate
  readonly trace?: RolloutTrace
  readonly sma?: { readonly k: number }
  /** Rows a prompt is padded to. */
  readonly paddedTo?: number
  readonly firstSchedule?: Schedule
}

/** @returns the memories before every chunk and after the last one, and the result of every chunk */
export async function fakeRun(options: FakeRunOptions): Promise<FakeRun> {
  const { shape = wanMemory, policy = 'memflow', promptAt = () => 0, rotate = () => {}, trace } = options
  const transformer = fakeTransformer(options.sma)
  const rules = memoryRules(shape, policy, options.variant)
  const rollout = new Rollout({
    model: 'fake@1',
    transformer,
    rotate,
    rules,
    schedule: wanSchedule,
    ...(options.firstSchedule && { firstSchedule: options.firstSchedule }),
    precision: 'f32',
    store: new MemoryStore(),
    modulation: (t) => transformer.timeModulation(t)
  })
  const memories = [emptyMemory('fake@1', rules)]
  const made: HostChunk[] = []
  const absent = () => Promise.reject(new Error('everything is at hand'))
  for (let chunk = 0; chunk < options.chunks; chunk++) {
    const before = memories[chunk]!
    const p = promptAt(before.next)
    const prompt = await Prompt.prepare(transformer, `prompt ${p}`, fakeFeatures(p), 1, options.paddedTo)
    const noise = (step: number, out: Float32Array) => fillNoise(out, { seed: 1, chunk, step })
    const ports = {
      fetchPages: absent,
      fetchNotes: absent,
      fetchLatents: absent,
      checkpoint: async () => 'go' as const
    }
    const rolled = await rollout.chunk(before, prompt, noise, trace ? { ...ports, trace } : ports)
    made.push(rolled as HostChunk)
    memories.push(rolled!.after)
  }
  return { rules, transformer, memories, made }
}
