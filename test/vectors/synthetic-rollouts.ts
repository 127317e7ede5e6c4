/** Vectors V8 to V12 and R10 to R12, and V13's roll-out, of any sizes and schedules, computed by the float64 oracle. */
import { frameScore, type BankRule } from './oracle-bank.ts'
import { noiseLevel, type OracleModel } from './oracle-model.ts'
import { oracleRollout } from './oracle-rollouts.ts'
import type { OracleTrace } from './oracle-trace.ts'
import { gaussians } from '../kernels/kit/random-model.ts'
import { rowsOf } from './oracle.ts'
import { doubles, floats, integers, type SyntheticVector, type Tensors } from './synthetic-files.ts'

export interface RolloutsConfig {
  readonly chunks: number
  readonly switches: readonly number[]
  /** The recommended and the released long roll-out; upstream's ties forbid a released switch with a full bank. */
  readonly long_chunks: number
  readonly rec_long_switches: readonly number[]
  readonly released_long_switches: readonly number[]
  readonly sma_chunks: number
  readonly sma_switches: readonly number[]
  readonly x0_steps_chunks: number
  readonly clean_chunks: number
  readonly seed: number
}

const kept = 3

/** The vectors, and every decision's margin: a set with a near-tie compares rounding, not programs. */
export function rolloutVectors(
  model: OracleModel,
  config: RolloutsConfig
): { vectors: Record<string, SyntheticVector>; leastMargin: number } {
  const { shape } = model
  const { dim, heads, layers, channels, latentHeight, latentWidth } = shape
  const frame = [channels, latentHeight, latentWidth]
  const chunk = [model.framesPerChunk, ...frame]
  const perFrame = (latentHeight * latentWidth) / 4
  const headed = [heads, dim / heads]
  const margins: number[] = []
  const run = (rule: BankRule, chunks: number, switches: readonly number[]): OracleTrace => {
    const trace = oracleRollout(model, { rule, chunks, switches })
    // A tie between copies of one frame does not change which frames are kept.
    for (const { margin } of trace.decisions) if (margin > 0) margins.push(margin)
    return trace
  }
  const x0Of = (trace: OracleTrace) => floats([trace.x0.length / frame.reduce((a, b) => a * b), ...frame], trace.x0)

  const single = (trace: OracleTrace): SyntheticVector => {
    const steps = trace.x0Steps.slice(0, config.x0_steps_chunks)
    const dims = [steps.length, model.steps.length, ...chunk]
    const tensors = { 'out.x0': x0Of(trace), 'out.x0_steps': floats(dims, steps.flat(2)) }
    return { tensors, extra: { chunks: config.chunks, keys: trace.keys }, tolerance: 1e-4 }
  }
  const interactive = (trace: OracleTrace): SyntheticVector => {
    const tensors: Tensors = { 'out.x0': x0Of(trace) }
    const recache = trace.recaches.map(({ switchFrame, prompt, start, frames, keys, before, after }) => {
      const parts = { sink_before: before, sink_after: after, window_after: after }
      for (const [name, contents] of Object.entries(parts))
        for (const part of ['keys', 'values'] as const) {
          const [where, when] = name.split('_') as ['sink' | 'window', string]
          const held = contents.map((layer) => layer[where])
          const dims = [layers, held[0]!.length * perFrame, ...headed]
          const flat = held.flatMap((of) => of.flatMap((entry) => entry[part]))
          tensors[`out.switch${switchFrame}.${where}_${part[0]}_${when}`] = floats(dims, flat)
        }
      const [window] = after.map((layer) => layer.window)
      return {
        switch_frame: switchFrame,
        prompt,
        recache_start: start,
        recache_frames: frames,
        window_first_frame: window![0]?.frame ?? start + frames,
        window_frames: window!.length,
        sink_changed: start === 0,
        keys_layer0: keys[0]
      }
    })
    const extra = { chunks: config.chunks, switches: config.switches, recache, keys: trace.keys }
    return { tensors, extra, tolerance: 1e-4 }
  }
  const bank = (traces: Readonly<Record<string, readonly [OracleTrace, readonly number[]]>>): SyntheticVector => {
    const tensors: Tensors = { ...oneDecision() }
    const extra: Record<string, unknown> = {}
    for (const [name, [trace, switches]] of Object.entries(traces)) {
      const { decisions, bankIds } = trace
      const full = (ids: readonly number[]) => [...ids, ...Array<number>(model.bank - ids.length).fill(-1)]
      tensors[`out.${name}.bank_ids`] = integers([bankIds.length, layers, model.bank], bankIds.flat().flatMap(full))
      const perEvent = [decisions.length, model.bank]
      tensors[`out.${name}.event_start_layer`] = integers(
        [decisions.length, 3],
        decisions.flatMap((decision) => [decision.chunkStart, decision.layer, decision.prompt])
      )
      for (const list of ['candidates', 'result'] as const)
        tensors[`out.${name}.event_${list}`] = integers(
          perEvent,
          decisions.flatMap((decision) => decision[list])
        )
      tensors[`out.${name}.event_scores`] = doubles(
        perEvent,
        decisions.flatMap(({ scores }) => scores)
      )
      if (name.endsWith('_long')) tensors[`out.${name}.x0`] = x0Of(trace)
      extra[name] = { chunks: bankIds.length, switches, keys: trace.keys }
    }
    return { tensors, extra, tolerance: 1e-5, tolerances: { x0: 1e-4 } }
  }
  const oneDecision = (): Tensors => {
    const draw = gaussians(config.seed + 3)
    const text = draw(7 * dim)
    const keys = draw(model.bank * perFrame * dim)
    const frames = rowsOf(keys, perFrame * dim)
    const scores = frames.map((of) => frameScore(rowsOf(text, dim), of, dim, heads))
    return {
      'in.text_k': floats([7, ...headed], text),
      'in.bank_k': floats([model.bank * perFrame, ...headed], keys),
      'out.scores': doubles([model.bank], scores)
    }
  }
  const scheduler = (): SyntheticVector => {
    const draw = gaussians(config.seed + 4)
    const size = chunk.reduce((a, b) => a * b)
    const [x, flow, eps] = [draw(size), draw(size), draw(size * (model.steps.length - 1))]
    const levels = model.steps.map((entry) => noiseLevel(entry, model.shift))
    const tensors: Tensors = {
      'in.t': floats(
        [levels.length],
        levels.map(({ t }) => t)
      ),
      'in.x_t': floats(chunk, x),
      'in.flow': floats(chunk, flow),
      'in.eps': floats([levels.length - 1, ...chunk], eps)
    }
    levels.forEach(({ sigma }, step) => {
      const x0 = Array.from(x, (value, i) => value - sigma * flow[i]!)
      tensors[`out.x0_${step}`] = floats(chunk, x0)
      const next = levels[step + 1]
      if (!next) return
      const renoised = x0.map((value, i) => (1 - next.sigma) * value + next.sigma * eps[step * size + i]!)
      tensors[`out.renoised_${step + 1}`] = floats(chunk, renoised)
    })
    return { tensors, tolerance: 1e-6 }
  }
  const clean = (trace: OracleTrace): SyntheticVector => {
    const passes = trace.clean.slice(0, config.clean_chunks)
    const frames = passes.length * model.framesPerChunk
    const written = (part: 'keys' | 'values') =>
      floats(
        [layers, frames, perFrame, ...headed],
        Array.from({ length: layers }, (_, l) => passes.flatMap((of) => of[l]!.flatMap((held) => held[part]))).flat()
      )
    const x0 = floats([frames, ...frame], trace.x0.slice(0, frames * frame.reduce((a, b) => a * b)))
    return { tensors: { 'in.x0': x0, 'out.k': written('keys'), 'out.v': written('values') }, tolerance: 1e-4 }
  }
  const sparse = (): SyntheticVector => {
    const plan = { chunks: config.sma_chunks, switches: config.sma_switches }
    const trace = oracleRollout(model, { rule: 'released-interactive', ...plan, sparse: kept })
    return { tensors: { 'out.x0': x0Of(trace) }, extra: { ...plan, passes: trace.selections }, tolerance: 1e-4 }
  }

  const { chunks, switches, long_chunks: long } = config
  const V = { single: run('released-single', chunks, []), interactive: run('released-interactive', chunks, switches) }
  const R = { single: run('recommended', chunks, []), interactive: run('recommended', chunks, switches) }
  const vectors: Record<string, SyntheticVector> = {
    V8: scheduler(),
    V9: clean(V.single),
    V10: single(V.single),
    V11: interactive(V.interactive),
    V12: bank({
      single: [V.single, []],
      interactive: [V.interactive, switches],
      single_long: [run('released-single', long, []), []],
      interactive_long: [
        run('released-interactive', long, config.released_long_switches),
        config.released_long_switches
      ]
    }),
    V13: sparse(),
    R10: single(R.single),
    R11: interactive(R.interactive),
    R12: bank({
      single: [R.single, []],
      interactive: [R.interactive, switches],
      interactive_long: [run('recommended', long, config.rec_long_switches), config.rec_long_switches]
    })
  }
  return { vectors, leastMargin: Math.min(...margins) }
}
