/**
 * Roll-outs in float64, from memflow.md §3, §4 and README.md here alone, without code of the product's memory or
 * roll-out: a reference for switch schedules and memory sizes that no recorded set has.
 */
import { Banks, type TextKeys } from './oracle-bank.ts'
import { RollingCache, type Held } from './oracle-cache.ts'
import { noiseLevel, type OracleModel } from './oracle-model.ts'
import { emptyTrace, type OracleTrace, type PassKind, type RolloutPlan } from './oracle-trace.ts'
import { oraclePass, rowsOf, type Row } from './oracle.ts'

export function oracleRollout(model: OracleModel, plan: RolloutPlan): OracleTrace {
  const { shape, weights, framesPerChunk: perChunk } = model
  const { layers, dim } = shape
  const rowsPerFrame = (shape.latentHeight * shape.latentWidth) / (shape.patch[1] * shape.patch[2])
  const frameSize = shape.channels * shape.latentHeight * shape.latentWidth
  const chunkSize = perChunk * frameSize
  const noise = Array.from(model.noise)
  const eps = Array.from(model.eps)
  const levels = model.steps.map((entry) => noiseLevel(entry, model.shift))
  const caches = Array.from({ length: layers }, () => new RollingCache(model.attention, model.sink))
  const { heads } = shape
  const banks = new Banks(plan.rule, {
    layers,
    heads,
    dim,
    capacity: model.bank,
    recordInterval: model.recordInterval
  })
  const trace = emptyTrace()
  const { x0 } = trace
  let pas = 0

  /** One pass over the frames from `start`; its own keys and values per layer. */
  const pass = (kind: PassKind, start: number, latents: Row, t: number, prompt: number, firstStep: boolean) => {
    const frames = latents.length / frameSize
    const own: Held[] = Array.from({ length: frames }, (_, f) => ({ frame: start + f, keys: [], values: [] }))
    const isOwn = (held: Held): boolean => own.includes(held)
    const layouts = caches.map((cache) => cache.layout(own))
    const seen = new Set([...layouts[0]!.sink, ...layouts[0]!.local])
    // A re-cache far from the start: its oldest frames fall on the sink's slots and are not attended to.
    const muted = own.filter((held) => !seen.has(held)).length
    const dropped = plan.sparse === undefined ? muted : 0
    const asMemory = layouts.map(({ sink }, layer) => [...sink.filter((held) => !isOwn(held)), ...banks.read(layer)])
    const past = layouts.map(({ local }, layer) => {
      const held = [...asMemory[layer]!, ...local.filter((entry) => !isOwn(entry))]
      return { count: held.length, keys: held.flatMap(({ keys }) => keys), values: held.flatMap((h) => h.values) }
    })
    const out = oraclePass(plan.sparse === undefined ? shape : { ...shape, sma: { k: plan.sparse } }, weights, {
      latents: latents.slice(dropped * frameSize),
      frames: frames - dropped,
      positions: own.slice(dropped).map(({ frame }) => frame),
      t,
      features: model.texts[prompt]!,
      past,
      pastFrames: past[0]!.count,
      memoryFrames: asMemory[0]!.length,
      ownCandidates: layouts[0]!.sink.filter(isOwn).length,
      mutedFrames: muted - dropped
    })
    const keys = layouts.map(({ sink, local }, layer) =>
      [...sink, ...banks.read(layer), ...local].map(({ frame }) => frame)
    )
    if (kind === 'recache' || firstStep) trace.keys.push({ kind, start, frames, prompt, keys })
    if (plan.sparse !== undefined)
      layouts.forEach(({ sink }, layer) => {
        const listed = [...sink, ...banks.read(layer)]
        // The pass counts its own candidates first; the list has the sink in its own order, then the bank.
        const places = listed.map((_, i) => i)
        const isOwnSink = (i: number): boolean => i < sink.length && isOwn(listed[i]!)
        const order = [...places.filter(isOwnSink), ...places.filter((i) => !isOwnSink(i))]
        const selected = rowsOf(out.selected[layer]!, out.selected[layer]!.length / heads).map((kept) =>
          kept.map((i) => order[i]!).sort((a, b) => a - b)
        )
        const candidates = listed.map(({ frame }) => frame)
        trace.selections.push({ pas, kind, start, layer, candidates, selected })
      })
    pas++
    const frameOf = (flat: Row, f: number): Row => flat.slice(f * rowsPerFrame * dim, (f + 1) * rowsPerFrame * dim)
    const written = caches.map((_, layer) =>
      own.slice(dropped).map(({ frame }, f): Held => {
        const rotated = out.inner[`k_rot.${layer}`]!
        return { frame, keys: frameOf(rotated, f), values: frameOf(out.values[layer]!, f) }
      })
    )
    // Frames that nothing attends to still take part in the slot arithmetic.
    return { out, written: written.map((held) => [...own.slice(0, dropped), ...held]), keys }
  }

  const textKeys = model.texts.map((features, prompt) => {
    const blank = { latents: new Array<number>(frameSize).fill(0), frames: 1, positions: [0], t: 0, features }
    const none = Array.from({ length: layers }, () => ({ keys: [], values: [] }))
    const { inner } = oraclePass(shape, weights, { ...blank, past: none, pastFrames: 0, memoryFrames: 0 })
    const rows = plan.rule === 'recommended' ? model.textLengths[prompt]! : undefined
    return Array.from({ length: layers }, (_, l) => rowsOf(inner[`cross_k.${l}`]!, dim).slice(0, rows))
  })
  const zeroKeys: TextKeys[] = Array.from({ length: layers }, () => [new Array<number>(dim).fill(0)])

  let prompt = 0
  for (let chunk = 0; chunk < plan.chunks; chunk++) {
    const start = chunk * perChunk
    const commit = (kind: PassKind, text: readonly TextKeys[]): void => {
      for (const decision of banks.commit(text))
        trace.decisions.push({ ...decision, pas, kind, chunkStart: start, prompt })
    }
    // The pipeline looks at the next switch once per chunk.
    const due = (plan.switches[prompt] ?? Infinity) <= start
    if (due) prompt++
    const switched = due && start > 0
    // Released code empties the text keys at a switch and scores with the zeros it left behind (§4.8).
    const text = switched && plan.rule !== 'recommended' ? zeroKeys : textKeys[prompt]!
    if (switched) {
      commit('recache', text)
      const first = Math.max(0, start - model.attention)
      const before = caches.map(({ contents }) => contents)
      const { written, keys } = pass('recache', first, x0.slice(first * frameSize), 0, prompt, false)
      caches.forEach((cache, layer) => cache.write(written[layer]!))
      trace.recaches.push({
        switchFrame: plan.switches[prompt - 1]!,
        prompt,
        start: first,
        frames: start - first,
        keys,
        before,
        after: caches.map(({ contents }) => contents)
      })
    }
    commit('denoise', text)
    trace.bankIds.push(caches.map((_, layer) => banks.read(layer).map(({ frame }) => frame)))

    let x = noise.slice(start * frameSize, start * frameSize + chunkSize)
    let estimate: Row = []
    trace.x0Steps.push([])
    levels.forEach(({ t, sigma }, step) => {
      const flow = pass('denoise', start, x, t, prompt, step === 0).out.output
      estimate = x.map((value, i) => value - sigma * flow[i]!)
      trace.x0Steps.at(-1)!.push(estimate)
      const next = levels[step + 1]
      if (!next) return
      const fresh = (chunk * (levels.length - 1) + step) * chunkSize
      x = estimate.map((value, i) => (1 - next.sigma) * value + next.sigma * eps[fresh + i]!)
    })
    const { written } = pass('clean', start, estimate, 0, prompt, false)
    caches.forEach((cache, layer) => cache.write(written[layer]!))
    trace.clean.push(written)
    banks.record(
      chunk,
      written.map((held) => held[0]!)
    )
    x0.push(...estimate)
  }
  return trace
}
