/** Checks of the recorded roll-outs: V8 to V12, R10 to R12, and V13's roll-out (README.md here tells what each holds). */
import type { FrameRef } from '../../app/ledger/records.ts'
import { meanRows, relevance } from '../../engine/memory/score.ts'
import { renoise, toClean } from '../../engine/schedule/schedule.ts'
import { replay, scheduleOfSet, type Replay, type ReplayPlan } from './replay.ts'
import { rowOf, type Check, type Row, type VectorSet } from './set.ts'

/** Id → check. V13's attention cases are the transformer's; `smaRollout` is its roll-out. */
export const rolloutChecks: Readonly<Record<string, Check>> = {
  V8: async (id, set) => checkSchedule(id, set),
  V9: checkCleanPasses,
  V10: (id, set) => checkSingle(id, set, { policy: 'released', variant: 'single' }),
  V11: (id, set) => checkInteractive(id, set, { policy: 'released' }),
  V12: (id, set) => checkBank(id, set, (name) => releasedPolicy(name)),
  R10: (id, set) => checkSingle(id, set, { policy: 'memflow' }),
  R11: (id, set) => checkInteractive(id, set, { policy: 'memflow' }),
  R12: (id, set) => checkBank(id, set, () => ({ policy: 'memflow' }))
}

type Policy = Pick<ReplayPlan, 'policy' | 'variant'>

/** Names of V12's roll-outs begin with the pipeline that made them. */
const releasedPolicy = (name: string): Policy => ({
  policy: 'released',
  variant: name.startsWith('single') ? 'single' : 'interactive'
})

/** What the extras of a roll-out tell; a set without them was recorded with its configuration's numbers. */
interface RolloutExtra {
  readonly chunks?: number
  readonly switches?: readonly number[]
  readonly keys?: readonly RecordedKeys[]
  readonly recache?: readonly { readonly switch_frame: number; readonly window_first_frame: number }[]
  readonly passes?: readonly RecordedSelection[]
}
interface RecordedKeys {
  readonly kind: string
  readonly start: number
  readonly frames: number
  readonly keys: readonly (readonly number[])[]
}
interface RecordedSelection {
  readonly pas: number
  readonly layer: number
  readonly candidates: readonly number[]
  readonly selected: readonly (readonly number[])[]
}

function checkSchedule(id: string, set: VectorSet): Row[] {
  const { sigmas, timesteps, prediction } = scheduleOfSet(set)
  const rows = [rowOf(id, 'in.t', 1e-6, timesteps, set.floats(id, 'in.t'))]
  const x = set.floats(id, 'in.x_t')
  const flow = set.floats(id, 'in.flow')
  const noise = set.floats(id, 'in.eps')
  for (const [step, sigma] of sigmas.entries()) {
    const x0 = new Float32Array(x.length)
    toClean(prediction, sigma, x, flow, x0)
    rows.push(set.compare(id, `out.x0_${step}`, x0))
    const next = sigmas[step + 1]
    if (next === undefined) continue
    renoise(next, x0, noise.subarray(step * x.length, (step + 1) * x.length), x0)
    rows.push(set.compare(id, `out.renoised_${step + 1}`, x0))
  }
  return rows
}

/** Teacher forcing: recorded latents through clean passes alone. */
async function checkCleanPasses(id: string, set: VectorSet): Promise<Row[]> {
  const teacher = set.floats(id, 'in.x0')
  const frames = set.shapeOf(id, 'in.x0')[0]!
  const chunks = frames / set.config.frames_per_chunk
  const done = await replay(set, { policy: 'released', variant: 'single', chunks, switches: [], teacher })
  const written = (part: 'keys' | 'values'): Float32Array =>
    joined(
      layersOf(set).flatMap((layer) =>
        done.chunks.flatMap(({ pages }) => framesOf(set).map((frame) => pages[0]![part](layer, frame)))
      )
    )
  return [set.compare(id, 'out.k', written('keys')), set.compare(id, 'out.v', written('values'))]
}

async function checkSingle(id: string, set: VectorSet, policy: Policy): Promise<Row[]> {
  const extra = set.extra(id) as RolloutExtra
  const done = await replay(set, { ...policy, chunks: chunksOf(set, extra), switches: [] })
  const steps = done.passes.flatMap(({ x0 }) => (x0 ? [x0] : []))
  const rows = [x0Row(id, set, 'out.x0', done)]
  if (set.has(id, 'out.x0_steps')) {
    const recorded = set.shapeOf(id, 'out.x0_steps')
    rows.push(set.compare(id, 'out.x0_steps', joined(steps.slice(0, recorded[0]! * recorded[1]!))))
  }
  return [...rows, ...keyRows(id, set, extra, done)]
}

async function checkInteractive(id: string, set: VectorSet, policy: Policy): Promise<Row[]> {
  const extra = set.extra(id) as RolloutExtra
  const switches = extra.switches ?? set.config.switches ?? []
  const done = await replay(set, { ...policy, chunks: chunksOf(set, extra), switches })
  const rows = [x0Row(id, set, 'out.x0', done), ...keyRows(id, set, extra, done)]
  for (const { switch_frame: at, window_first_frame: windowFrom } of extra.recache ?? []) {
    const made = done.chunks.find(({ start }) => start === at)!
    const page = made.pages[0]!
    const pageFrom = at - page.frames
    const windowFrames = Array.from({ length: at - windowFrom }, (_, index) => windowFrom + index - pageFrom)
    for (const [letter, part] of [['k', 'keys'] as const, ['v', 'values'] as const]) {
      const sink = (memory: typeof made.before) =>
        joined(memory.layers.flatMap((layer, index) => layer.sink.map((ref: FrameRef) => done.frame(index, ref)[part])))
      const window = layersOf(set).flatMap((layer) => windowFrames.map((frame) => page[part](layer, frame)))
      rows.push(
        set.compare(id, `out.switch${at}.sink_${letter}_before`, sink(made.before)),
        set.compare(id, `out.switch${at}.sink_${letter}_after`, sink(made.after)),
        set.compare(id, `out.switch${at}.window_${letter}_after`, joined(window))
      )
    }
  }
  return rows
}

/** One recorded decision from its complete inputs, then every roll-out's banks and decisions. */
async function checkBank(id: string, set: VectorSet, policyOf: (name: string) => Policy): Promise<Row[]> {
  const rows = [checkScores(id, set)]
  for (const [name, recorded] of Object.entries(set.extra(id))) {
    const extra = recorded as RolloutExtra
    const done = await replay(set, {
      ...policyOf(name),
      chunks: chunksOf(set, extra),
      switches: extra.switches ?? []
    })
    const events = done.decisions
    const ats = (refs: readonly FrameRef[]) => refs.map(({ at }) => at)
    rows.push(
      set.compareExactly(id, `out.${name}.bank_ids`, bankIds(set, done)),
      set.compareExactly(
        id,
        `out.${name}.event_start_layer`,
        events.flatMap(({ start, prompt, decision }) => [start, decision.layer, prompt])
      ),
      set.compareExactly(
        id,
        `out.${name}.event_candidates`,
        events.flatMap(({ decision }) => ats(decision.candidates))
      ),
      set.compareExactly(
        id,
        `out.${name}.event_result`,
        events.flatMap(({ decision }) => ats(decision.kept))
      ),
      set.compare(
        id,
        `out.${name}.event_scores`,
        events.flatMap(({ decision }) => decision.scores)
      ),
      ...keyRows(id, set, extra, done, `${name}.keys`)
    )
    if (set.has(id, `out.${name}.x0`)) rows.push(x0Row(id, set, `out.${name}.x0`, done))
  }
  return rows
}

function checkScores(id: string, set: VectorSet): Row {
  const { dim, heads } = set.shape
  const text = set.floats(id, 'in.text_k')
  const bank = set.floats(id, 'in.bank_k')
  const count = set.shapeOf(id, 'out.scores')[0]!
  const tokens = bank.length / dim / count
  const asked = meanRows(text, dim, 0, text.length / dim)
  const scores = Array.from({ length: count }, (_, frame) =>
    relevance(asked, meanRows(bank, dim, frame * tokens, tokens), heads)
  )
  return set.compare(id, 'out.scores', scores)
}

/** The roll-out with sparse memory: x0, and which candidates every head of every pass kept, by frame number. */
export async function smaRollout(id: string, set: VectorSet): Promise<Row[]> {
  const extra = set.extra(id) as RolloutExtra
  const recorded = extra.passes ?? []
  const k = Math.max(...recorded.flatMap(({ selected }) => selected.map((kept) => kept.length)))
  const done = await replay(set, {
    policy: 'released',
    chunks: extra.chunks ?? set.config.sma_chunks ?? 0,
    switches: extra.switches ?? set.config.sma_switches ?? [],
    sma: { k }
  })
  const { heads } = set.shape
  const frames = (candidates: readonly number[], kept: Iterable<number>) =>
    Array.from(kept, (index) => candidates[index] ?? -1).sort((a, b) => a - b)
  const actual = recorded.flatMap(({ pas, layer, candidates }) => {
    const kept = done.passes[pas]?.selected?.[layer] ?? new Int32Array(0)
    const each = kept.length / heads
    return Array.from({ length: heads }, (_, head) => kept.subarray(head * each, (head + 1) * each)).flatMap((of) =>
      frames(candidates, of)
    )
  })
  const expected = recorded.flatMap(({ candidates, selected }) => selected.flatMap((kept) => frames(candidates, kept)))
  return [x0Row(id, set, 'out.x0', done), rowOf(id, 'extra.passes', 'exact', actual, expected)]
}

/** Frame indices of every key block, per pass and layer, in the order the reference puts them: sink, bank, local. */
function keyRows(id: string, set: VectorSet, extra: RolloutExtra, done: Replay, tensor = 'extra.keys'): Row[] {
  if (!extra.keys) return []
  const { rules } = done
  const actual = done.attended.flatMap(({ pass, chunkStart, start, past }) => {
    const end = pass === 'chunk' ? chunkStart + rules.chunk : chunkStart
    const own = Array.from({ length: end - start }, (_, frame) => start + frame)
    const ownSink = own.filter((at) => at < rules.sink)
    return past.flatMap((ats) => [...ownSink, ...ats, ...own.slice(ownSink.length), endOfList])
  })
  const expected = extra.keys.flatMap(({ keys }) => keys.flatMap((ats) => [...ats, endOfList]))
  return [rowOf(id, tensor, 'exact', actual, expected)]
}

/** Keeps lists of different lengths from matching across their borders. */
const endOfList = -2

/** [chunk, layer, bank]: the bank as the chunk's passes read it, -1 where it is empty. */
function bankIds(set: VectorSet, done: Replay): number[] {
  const { rules } = done
  const size = set.config.bank_size
  return done.attended
    .filter(({ pass }) => pass === 'chunk')
    .flatMap(({ start, past }) => {
      const sink = Math.min(rules.sink, start)
      const window = Math.min(rules.window, start - sink)
      return past.flatMap((ats) => [...ats.slice(sink, ats.length - window), ...Array(size).fill(-1)].slice(0, size))
    })
}

const x0Row = (id: string, set: VectorSet, tensor: string, done: Replay): Row =>
  set.compare(id, tensor, joined(done.chunks.map(({ latents }) => latents)))

const chunksOf = (set: VectorSet, extra: RolloutExtra): number => extra.chunks ?? set.config.chunks ?? 0
const layersOf = (set: VectorSet): number[] => Array.from({ length: set.config.layers }, (_, layer) => layer)
const framesOf = (set: VectorSet): number[] => Array.from({ length: set.config.frames_per_chunk }, (_, frame) => frame)

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
