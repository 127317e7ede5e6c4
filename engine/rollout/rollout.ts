/**
 * One chunk: commit the pending prototype, re-cache on a prompt switch, gather the past once, denoise, round to the stored
 * precision, clean pass, page (memflow.md §3.7). Knows no process, clock or project file.
 */
import { pageId, type PageId } from '../../app/ids.ts'
import type { MemoryWishes } from '../../app/ledger/records.ts'
import type { ForwardInput, ForwardOutput } from '../../kernels/transformer/types.ts'
import { enrolled, markOf, type Note } from '../memory/archive.ts'
import { nameByOrigin, type PassOrigin } from '../memory/origin.ts'
import { planRecache, recached, type RecachePlan } from '../memory/recache.ts'
import { prototypeOf, record } from '../memory/record.ts'
import type { MemoryState } from '../memory/policy.ts'
import { attended, granted, noWishes, purged } from '../memory/wishes.ts'
import { chunkPositions, viewMemory, type AttendedMemory } from '../memory/view.ts'
import { cleanTimestep, renoise, toClean, type Schedule } from '../schedule/schedule.ts'
import { finite } from './finite.ts'
import { Judge } from './judge.ts'
import { neededAfter } from './needed.ts'
import type { PageFormat } from './page-format.ts'
import type { GatheredPast, WrittenPage } from './page-holder.ts'
import type { KnownNames, RolledChunk, RolloutParts } from './parts.ts'
import type { NoiseSource, RolloutPorts } from './ports.ts'
import { fromStored, toStored } from './precision.ts'
import { sha256 } from '../files/sha256.ts'
import type { Prompt } from './prompt.ts'
import { recachedLatents } from './recached-latents.ts'
import { turnsOf, unlessStopped, type PassTurns } from './turns.ts'
import { writeGist } from './gist.ts'

/** Inputs that all passes of a chunk, or of a re-cache, share. */
type Scene = Omit<ForwardInput, 'latents' | 'time'>
type SceneBeforePast = Omit<Scene, keyof GatheredPast['input']>

/** The pass at t = 0: what identifies it, beside its scene. */
type Pass = Pick<PassOrigin, 'kind' | 'latents' | 'prompt'> & {
  readonly view: AttendedMemory
  readonly known: KnownNames
}

export class Rollout {
  readonly #parts: RolloutParts
  readonly #format: PageFormat
  readonly #judge: Judge
  readonly #wishes: MemoryWishes
  /** Input of the next pass, and fresh noise; reused by every pass of every chunk. */
  readonly #x: Float32Array
  readonly #noise: Float32Array

  constructor(parts: RolloutParts) {
    const { transformer, rules, precision, store } = parts
    const { shape, tokensPerFrame } = transformer
    this.#parts = parts
    this.#wishes = parts.wishes ?? noWishes
    this.#format = { layers: shape.layers, tokensPerFrame, dim: shape.dim, precision }
    this.#judge = new Judge({ rules, heads: shape.heads, format: this.#format, store, wishes: this.#wishes })
    const size = rules.chunk * shape.channels * shape.latentHeight * shape.latentWidth
    this.#x = new Float32Array(size)
    this.#noise = new Float32Array(size)
  }

  /**
   * Makes the chunk that follows `before`. Deterministic: equal memory, prompt and noise give equal bytes.
   * @returns null when the checkpoint said stop
   * @throws Failure `memory.missing`, `memory.page`, `memory.latents`, `model.numbers`, `runtime.*`
   */
  async chunk(
    before: MemoryState,
    prompt: Prompt,
    noise: NoiseSource,
    ports: RolloutPorts
  ): Promise<RolledChunk | null> {
    const make = async (scene: Scene): Promise<Uint8Array> => {
      await this.#denoise(this.#scheduleOf(before), scene, noise, ports)
      return toStored(finite(this.#x), this.#parts.precision)
    }
    const rolled = await unlessStopped(this.#roll(before, prompt, ports, {}, make))
    if (rolled) this.#parts.store.pages.settle(neededAfter(rolled.after, this.#wishes))
    return rolled
  }

  /**
   * Re-creates the pages of a chunk from its stored latents: `chunk` without the denoising, a fifth of its cost.
   * @param latents the ones `chunk` returned
   * @param known names of the pages that it wrote
   * @returns the same as `chunk`, bit-equal on the same machine; null when the checkpoint said stop
   * @throws as `chunk`
   */
  rewrite(
    before: MemoryState,
    prompt: Prompt,
    latents: Uint8Array,
    ports: RolloutPorts,
    known: KnownNames
  ): Promise<RolledChunk | null> {
    return unlessStopped(this.#roll(before, prompt, ports, known, () => Promise.resolve(latents)))
  }

  async #roll(
    before: MemoryState,
    prompt: Prompt,
    ports: RolloutPorts,
    known: KnownNames,
    make: (scene: Scene) => Promise<Uint8Array>
  ): Promise<RolledChunk> {
    const { rules, precision, store } = this.#parts
    const { memory, page: rewritten } = await this.#remember(before, prompt, ports, known)
    const { view, gathered, ...rest } = await this.#chunkScene(memory, prompt, ports)
    try {
      const scene = { ...rest, ...gathered.input }
      const latents = await make(scene)
      const latentsHash = sha256(latents)
      const clean = fromStored(latents, precision)
      await ports.onLatents?.(clean)

      const steps = this.#scheduleOf(before).sigmas.length
      const pass: Pass = { kind: 'clean', latents: [latentsHash], prompt: prompt.text, view, known }
      const { page, queries } = await this.#cleanPass(clean, scene, pass, turnsOf(ports, steps, steps + 1))
      ports.onStep?.(steps + 1, steps + 1)
      if (rules.recache) store.keepLatents(latentsHash, clean)
      const archived = this.#archive(memory, page, prompt, queries)
      const after = record(rules, archived.memory, { page: page.id, prompt: prompt.text, latents: latentsHash })
      return { latents, latentsHash, page, recached: rewritten, notes: archived.notes, after }
    } finally {
      gathered.release()
    }
  }

  /** Of the chunk after a memory: that of a film's first chunk may be its own. */
  #scheduleOf({ next }: MemoryState): Schedule {
    const { schedule, firstSchedule = schedule } = this.#parts
    return next === 0 ? firstSchedule : schedule
  }

  /** Commit, then re-cache: the new prompt chooses the bank before anything runs under it (memflow.md §4.9 rule 2). */
  async #remember(
    before: MemoryState,
    prompt: Prompt,
    ports: RolloutPorts,
    known: KnownNames
  ): Promise<{ memory: MemoryState; page: WrittenPage | null }> {
    const { rules, transformer } = this.#parts
    const plan = planRecache(rules, before, prompt.text, transformer.shape.sma !== undefined)
    const blind = plan !== null && rules.policy.blindAtSwitch
    const committed = await this.#commit(before, prompt, blind, ports)
    if (!plan) return { memory: committed, page: null }
    const page = await this.#recache(committed, plan, prompt, ports, known)
    const memory = recached(committed, page.id, plan)
    return { memory: blind ? await this.#commit(memory, prompt, blind, ports) : memory, page }
  }

  async #commit(memory: MemoryState, prompt: Prompt, blind: boolean, ports: RolloutPorts): Promise<MemoryState> {
    const { rules, wishes } = this.#parts
    const allowed = wishes ? purged(memory, wishes) : memory
    const archived = await this.#judge.archived(allowed, ports)
    const entered = allowed.pending ?? archived.at(-1) ?? null
    if (entered === null && !wishes) return memory
    const score = blind ? () => 0 : await this.#judge.score(allowed, archived, prompt, ports)
    const chosen = rules.policy.commit(rules, allowed, archived, score)
    for (const decision of chosen.decisions) ports.trace?.decided?.(memory.next, decision)
    return wishes ? granted(rules, chosen.memory, wishes, entered, score) : chosen.memory
  }

  async #recache(
    memory: MemoryState,
    plan: RecachePlan,
    prompt: Prompt,
    ports: RolloutPorts,
    known: KnownNames
  ): Promise<WrittenPage> {
    const { rules, store, precision, transformer } = this.#parts
    const { shape } = transformer
    const frameSize = shape.channels * shape.latentHeight * shape.latentWidth
    const chunks = await store.latents(memory.recent, precision, ports.fetchLatents)
    const latents = recachedLatents(rules, memory, plan, chunks, frameSize)
    const view = viewMemory(rules, memory, plan.past, this.#wishes.forgets)
    const gathered = await this.#gather('recache', plan.first, view, ports)
    const scene = {
      ...gathered.input,
      frames: plan.frames,
      positions: Array.from({ length: plan.frames }, (_, frame) => plan.first + frame),
      text: prompt.memory,
      ownCandidates: plan.ownSink,
      mutedFrames: plan.muted
    }
    const pass: Pass = { kind: 'recache', latents: memory.recent, prompt: prompt.text, view, known }
    try {
      return (await this.#cleanPass(latents, scene, pass, turnsOf(ports))).page
    } finally {
      gathered.release()
    }
  }

  async #chunkScene(
    memory: MemoryState,
    prompt: Prompt,
    ports: RolloutPorts
  ): Promise<SceneBeforePast & { view: AttendedMemory; gathered: GatheredPast }> {
    const { rules } = this.#parts
    const { lookAhead, forgets } = this.#wishes
    const seen = lookAhead.length === 0 ? memory : await this.#lookAhead(memory, prompt, ports)
    const view = viewMemory(rules, seen, undefined, forgets)
    return {
      ...{ view, gathered: await this.#gather('chunk', memory.next, view, ports) },
      frames: rules.chunk,
      positions: chunkPositions(rules, memory),
      text: prompt.memory,
      // The first frames of a film are the sink themselves (memflow.md §3.3).
      ownCandidates: Math.max(0, Math.min(rules.chunk, rules.sink - memory.next))
    }
  }

  async #lookAhead(memory: MemoryState, prompt: Prompt, ports: RolloutPorts): Promise<MemoryState> {
    const archived = await this.#judge.archived(memory, ports)
    return attended(this.#parts.rules, memory, this.#wishes, await this.#judge.score(memory, archived, prompt, ports))
  }

  async #gather(
    pass: 'chunk' | 'recache',
    start: number,
    view: AttendedMemory,
    ports: RolloutPorts
  ): Promise<GatheredPast> {
    const named = view.layers.flatMap((refs) => refs.map((ref) => ref.page))
    const { store, rules, rotate, transformer } = this.#parts
    const pages = await store.pages.hold(named, this.#format, ports.fetchPages, view.layers)
    ports.trace?.attending?.(
      pass,
      start,
      view.layers.map((refs) => refs.map((ref) => ref.at))
    )
    return pages.gather(view, transformer.shape, rules.positions === 'slot' ? rotate : null)
  }

  /** Leaves the finished latents in `#x`. */
  async #denoise(schedule: Schedule, scene: Scene, noise: NoiseSource, ports: RolloutPorts): Promise<void> {
    noise(0, this.#x)
    for (const [step, sigma] of schedule.sigmas.entries()) {
      const turns = turnsOf(ports, step, schedule.sigmas.length + 1)
      const { output } = await this.#forward(this.#x, schedule.timesteps[step]!, { ...scene, answerOnly: true }, turns)
      toClean(schedule.prediction, sigma, this.#x, output, this.#x)
      const next = schedule.sigmas[step + 1]
      if (next !== undefined) {
        noise(step + 1, this.#noise)
        renoise(next, this.#x, this.#noise, this.#x)
      }
      ports.onStep?.(step + 1, schedule.sigmas.length + 1)
    }
  }

  /** The pass at t = 0 whose keys and values are kept. Keys of absolute positions are rotated before storing (memflow.md §3.2). */
  async #cleanPass(
    latents: Float32Array,
    scene: Scene,
    { view, known, ...pass }: Pass,
    turns: PassTurns
  ): Promise<{ page: WrittenPage } & Pick<ForwardOutput, 'queries'>> {
    const { model, names, precision, transformer, rules, rotate, store } = this.#parts
    const { positions, mutedFrames: muted = 0, ownCandidates: ownSink = 0 } = scene
    const written = await this.#forward(latents, cleanTimestep, scene, turns)
    const birth = (keys: Float32Array): void => rotate(transformer.shape, keys, positions)
    const name = (sha256: string | null): PageId => {
      const given = known[pass.kind] ?? (names === 'content' && sha256 !== null ? pageId(sha256) : null)
      return given ?? nameByOrigin({ model, precision, ...pass, positions, muted, ownSink, past: view })
    }
    const page = await store.pages.keep(written, this.#format, rules.positions === 'absolute' ? birth : null, name)
    const { queries } = written
    return { page, ...(queries && { queries }) }
  }

  /** Adds the coming prototype, if any, to the memory's archive; also returns what is to be stored of it. */
  #archive(
    memory: MemoryState,
    page: WrittenPage,
    prompt: Prompt,
    queries: ForwardOutput['queries']
  ): { memory: MemoryState; notes: readonly Note[] } {
    const { rules, store } = this.#parts
    const frame = prototypeOf(rules, memory, page.id)
    if (!memory.archive || !frame) return { memory, notes: [] }
    if (!queries) throw new RangeError('The transformer was not opened to tell what its frames ask of the prompt')
    const gist = writeGist(queries, frame.frame, this.#format)
    store.keepGist(gist, this.#format)
    const { archive, chapter } = enrolled(memory.archive, { ...frame, gist: gist.id, words: markOf(prompt.text) })
    if (chapter) store.keepChapter(chapter)
    return { memory: { ...memory, archive }, notes: chapter ? [gist, chapter] : [gist] }
  }

  async #forward(latents: Float32Array, timestep: number, scene: Scene, turns: PassTurns): Promise<ForwardOutput> {
    const { transformer, modulation } = this.#parts
    await turns.before()
    return transformer.forward({ ...scene, latents, time: await modulation(timestep) }, turns.between)
  }
}
