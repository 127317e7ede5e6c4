/** `generate`: from a snapshot and a plan to chunks and their snapshots. The only way chunks are made. */
import { setImmediate as eventLoopTurn } from 'node:timers/promises'
import type { TakePlan } from '../../app/ledger/schemas.ts'
import { Failure } from '../../app/base/failure.ts'
import { policyFacts, type PolicyName } from '../../app/ledger/policies.ts'
import type { Snapshot } from '../../app/ledger/records.ts'
import type { PageId } from '../../app/ids.ts'
import { chunk as chunkIndex, type Chunk } from '../../app/time.ts'
import { chunksBack } from '../decode/past.ts'
import { memoryRules } from '../memory/rules.ts'
import { adopt, emptyMemory, sealed } from '../memory/state.ts'
import { fillNoise } from '../noise/noise.ts'
import type { RolloutPorts } from '../rollout/ports.ts'
import type { Precision } from '../rollout/precision.ts'
import type { Rollout } from '../rollout/rollout.ts'
import { Stopped, unlessStopped } from '../rollout/turns.ts'
import { Lineage } from './lineage.ts'
import { Rewriter } from './rewriter.ts'
import { rolloutOf } from './rollout-of.ts'
import { storedPages, textPages } from './stored-page.ts'
import { Stopwatch } from './stopwatch.ts'
import type { GeneratePorts, MadeChunk, Model, Pictures, RunEnd } from './types.ts'

/**
 * Makes chunks `plan.firstChunk` … `plan.chunks - 1` of a take, one per `next()`. A chunk is complete when yielded, but for
 * the encoding of its pictures. Leaving the loop early loses none of the chunks already yielded.
 * @param from the snapshot to start from: `after` of the chunk before; null = nothing was made yet
 * @param precision how latents and pages are stored; the product stores f16
 * @throws Failure `plan.range`, `plan.wishes`, `memory.*`, `model.numbers`, `runtime.*`
 */
export async function* generate(
  model: Model,
  from: Snapshot | null,
  plan: TakePlan,
  ports: GeneratePorts,
  precision: Precision = 'f16'
): AsyncGenerator<MadeChunk, RunEnd, void> {
  if (plan.firstChunk > plan.chunks)
    throw new Failure(
      'plan.range',
      `The plan asks to begin at chunk ${plan.firstChunk + 1} of ${plan.chunks}.`,
      'Plan the take again.'
    )
  const { pack } = model
  const rules = memoryRules(pack.memory, plan.policy)
  if (plan.wishes && !policyFacts[plan.policy].takesWishes) throw unheard(plan.policy)
  const start = from ? adopt(from, pack.model, rules) : emptyMemory(pack.model, rules)
  const rollout = rolloutOf(model, rules, precision, plan.wishes, plan.names)
  const checkpoint = () => turn(ports)
  const rewriter = new Rewriter({ ...ports, model, precision, checkpoint, between: () => turnWithin(ports) })
  const lineage = new Lineage(ports.source, ports.past ?? [], chunksBack(pack.manifest))
  let before = sealed(start)
  for (let index = plan.firstChunk; index < plan.chunks; index++) {
    const made = await makeChunk(model, { rollout, rewriter, lineage }, before, plan, chunkIndex(index), ports)
    if (!made) return 'stopped'
    lineage.add(made.latentsHash, made.latents)
    before = made.after
    yield made
  }
  return 'complete'
}

/** Lets the event loop take in messages, then asks the checkpoint whether to go on. */
async function turn(ports: GeneratePorts): Promise<'go' | 'stop'> {
  await eventLoopTurn()
  return (await ports.checkpoint?.()) ?? 'go'
}

/** The same within the reading of a prompt or a decoding, where stored chunks cannot be decoded, nor a pause be waited for. */
async function turnWithin(ports: GeneratePorts): Promise<void> {
  await eventLoopTurn()
  if (ports.stopped?.()) throw new Stopped()
}

interface Makers {
  readonly rollout: Rollout
  readonly rewriter: Rewriter
  readonly lineage: Lineage
}

async function makeChunk(
  model: Model,
  { rollout, rewriter, lineage }: Makers,
  before: Snapshot,
  plan: TakePlan,
  index: Chunk,
  ports: GeneratePorts
): Promise<MadeChunk | null> {
  const watch = new Stopwatch()
  const between = (): Promise<void> => turnWithin(ports)
  const reading = { pages: (ids: readonly PageId[]) => ports.source.pages(ids), between }
  const prompt = await unlessStopped(model.cache.prompt(model, plan.prompt, reading))
  if (!prompt) return null
  watch.lap('text')
  let pictures: Pictures | undefined
  const rolloutPorts: RolloutPorts = {
    fetchPages: (ids) => rewriter.pages(ids),
    fetchNotes: (ids) => rewriter.notes(ids),
    fetchLatents: (hashes) => ports.source.latents(hashes),
    checkpoint: () => watch.apart(() => turn(ports)),
    onStep: (step, steps) => ports.onProgress?.(index, step, steps),
    onLatents: async (latents) => {
      watch.lap('denoise')
      const decoded = await model.decode(latents, lineage.past, between)
      pictures = decoded
      watch.lap('decode')
      await watch.apart(async () => ports.onFrames?.(index, decoded))
    },
    ...(ports.trace ? { trace: ports.trace } : {})
  }
  const noise = (step: number, out: Float32Array) => fillNoise(out, { seed: plan.seed, chunk: index, step })
  const { id: _, ...memory } = before
  const rolled = await rollout.chunk(memory, prompt, noise, rolloutPorts)
  if (!rolled || !pictures) return null
  const after = sealed(rolled.after)
  watch.lap('clean')
  return {
    index,
    latents: rolled.latents,
    latentsHash: rolled.latentsHash,
    pages: [
      ...storedPages(rolled, model.pack.manifest.memory.keep, Math.floor(before.next / model.pack.memory.chunk)),
      ...(index === plan.firstChunk ? textPages(model, prompt) : [])
    ],
    before,
    after,
    pictures,
    timings: watch.timings
  }
}

const unheard = (policy: PolicyName): Failure =>
  new Failure(
    'plan.wishes',
    `Frames are to be remembered or forgotten, but the kind of memory "${policy}" chooses nothing.`,
    'Choose the memory "memflow" for this shot, or take the frames out.'
  )
