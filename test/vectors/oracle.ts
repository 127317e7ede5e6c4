/**
 * The transformer in float64, from memflow.md §2 and §4.6, without code of the product's kernels: a reference for sizes
 * that no recorded set has. Slow; for small models only.
 */
import type { ForwardInput, TransformerShape } from '../../kernels/transformer/types.ts'

export type Row = number[]
type Matrix = Row[]
/** Parameters by Wan key name, flat. */
export type OracleWeights = Readonly<Record<string, ArrayLike<number>>>

export interface OracleInput extends Omit<ForwardInput, 'latents' | 'time' | 'text' | 'past'> {
  /** [frames, channels, rows, columns] */
  readonly latents: ArrayLike<number>
  readonly t: number
  /** [rows, textDim] */
  readonly features: ArrayLike<number>
  /** Per layer, [frames · tokensPerFrame, dim], keys rotated. */
  readonly past: readonly { readonly keys: ArrayLike<number>; readonly values: ArrayLike<number> }[]
}

export interface OracleOutput {
  readonly output: Row
  readonly keys: Row[]
  readonly values: Row[]
  /** Per layer [heads · kept] */
  readonly selected: Row[]
  /** Inner values by name, flat; those inside a block are block 0's. */
  readonly inner: Record<string, Row>
}

const sum = (row: Row): number => row.reduce((a, b) => a + b, 0)
export const dot = (a: Row, b: Row): number => {
  let total = 0
  for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!
  return total
}
const plus = (a: Row, b: Row): Row => a.map((value, i) => value + b[i]!)
const silu = (x: number): number => x / (1 + Math.exp(-x))
const gelu = (x: number): number => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)))
export const rowsOf = (flat: ArrayLike<number>, width: number): Matrix =>
  Array.from({ length: flat.length / width }, (_, r) => Array.from({ length: width }, (_, c) => flat[r * width + c]!))
const matrices = new WeakMap<object, Matrix>()
const matrixOf = (weight: ArrayLike<number>, inputs: number): Matrix => {
  const known = matrices.get(weight) ?? rowsOf(weight, inputs)
  matrices.set(weight, known)
  return known
}
export const meanRow = (rows: Matrix): Row => rows[0]!.map((_, c) => sum(rows.map((row) => row[c]!)) / rows.length)

export function oraclePass(shape: TransformerShape, weights: OracleWeights, input: OracleInput): OracleOutput {
  const { dim, heads, eps, channels, latentHeight, latentWidth, layers } = shape
  const [, high, wide] = shape.patch
  const headDim = dim / heads
  const gridRows = latentHeight / high
  const gridColumns = latentWidth / wide
  const perFrame = gridRows * gridColumns
  const weight = (name: string): ArrayLike<number> => {
    const found = weights[name]
    if (!found) throw new Error(`the oracle misses ${name}`)
    return found
  }
  const linear = (name: string, x: Row): Row => {
    const w = matrixOf(weight(`${name}.weight`), x.length)
    const bias = weight(`${name}.bias`)
    return w.map((row, o) => dot(row, x) + bias[o]!)
  }
  const rms = (name: string, x: Row): Row => {
    const gain = weight(`${name}.weight`)
    const scale = 1 / Math.sqrt(dot(x, x) / x.length + eps)
    return x.map((value, i) => value * scale * gain[i]!)
  }
  const norm = (x: Row): Row => {
    const mean = sum(x) / x.length
    const centred = x.map((value) => value - mean)
    const scale = 1 / Math.sqrt(dot(centred, centred) / x.length + eps)
    return centred.map((value) => value * scale)
  }
  const modulated = (x: Row, scale: Row, shift: Row): Row => norm(x).map((v, i) => v * (1 + scale[i]!) + shift[i]!)

  // Time and text.
  const angles = Array.from({ length: shape.freqDim / 2 }, (_, i) => input.t / 10000 ** (i / (shape.freqDim / 2)))
  const wave = [...angles.map(Math.cos), ...angles.map(Math.sin)]
  const e = linear('time_embedding.2', linear('time_embedding.0', wave).map(silu))
  const e0 = rowsOf(linear('time_projection.1', e.map(silu)), dim)
  const context = rowsOf(input.features, shape.textDim).map((row) =>
    linear('text_embedding.2', linear('text_embedding.0', row).map(gelu))
  )

  const inner: Record<string, Row> = { wave, e, e0: e0.flat(), ctx: context.flat() }
  const note = (layer: number, values: Record<string, Matrix>): void => {
    if (layer === 0) for (const [name, rows] of Object.entries(values)) inner[name] = rows.flat()
  }

  // Rotation of one head of one token.
  const [timeChannels, rowChannels] = shape.rope.split
  const rotated = (x: Row, frame: number, token: number): Row => {
    const y = [...x]
    for (let channel = 0; channel < dim; channel += 2) {
      const inHead = channel % headDim
      let position = input.positions[frame]!
      let within = inHead
      let span: number = timeChannels
      if (inHead >= timeChannels + rowChannels) {
        position = token % gridColumns
        within = inHead - timeChannels - rowChannels
        span = shape.rope.split[2]
      } else if (inHead >= timeChannels) {
        position = Math.floor(token / gridColumns)
        within = inHead - timeChannels
        span = rowChannels
      }
      const angle = position * shape.rope.theta ** (-within / span)
      y[channel] = x[channel]! * Math.cos(angle) - x[channel + 1]! * Math.sin(angle)
      y[channel + 1] = x[channel]! * Math.sin(angle) + x[channel + 1]! * Math.cos(angle)
    }
    return y
  }
  const rotatedRows = (rows: Matrix): Matrix =>
    rows.map((row, r) => rotated(row, Math.floor(r / perFrame), r % perFrame))

  const part = (row: Row, head: number): Row => row.slice(head * headDim, (head + 1) * headDim)
  const attendHead = (queries: Matrix, keys: Matrix, values: Matrix, head: number): Matrix => {
    const keysOfHead = keys.map((key) => part(key, head))
    const valuesOfHead = values.map((value) => part(value, head))
    return queries.map((query) => {
      const ofHead = part(query, head)
      const logits = keysOfHead.map((key) => dot(ofHead, key) / Math.sqrt(headDim))
      const highest = Math.max(...logits)
      const shares = logits.map((logit) => Math.exp(logit - highest))
      const total = sum(shares)
      const out: Row = new Array<number>(headDim).fill(0)
      valuesOfHead.forEach((value, k) => {
        value.forEach((v, c) => (out[c]! += (shares[k]! / total) * v))
      })
      return out
    })
  }
  const joinHeads = (byHead: Matrix[]): Matrix => byHead[0]!.map((_, r) => byHead.flatMap((rows) => rows[r]!))

  /** Token rows that head `head` attends to, as indices into [past | own]; and the candidates it kept. */
  const attended = (queries: Matrix, keys: Matrix, head: number): { rows: number[]; kept: number[] } => {
    const pastRows = input.pastFrames * perFrame
    const everything = keys.map((_, r) => r)
    if (!shape.sma) return { rows: everything, kept: [] }
    const frameRows = (first: number): number[] => Array.from({ length: perFrame }, (_, i) => first + i)
    const own = Array.from({ length: input.ownCandidates ?? 0 }, (_, f) => frameRows(pastRows + f * perFrame))
    const memory = Array.from({ length: input.memoryFrames }, (_, f) => frameRows(f * perFrame))
    const candidates = [...own, ...memory]
    const query = part(meanRow(queries), head)
    const scores = candidates.map((rows) => dot(query, part(meanRow(rows.map((r) => keys[r]!)), head)))
    const ranked = candidates.map((_, i) => i).sort((a, b) => scores[b]! - scores[a]! || a - b)
    const kept = ranked.slice(0, shape.sma.k).sort((a, b) => a - b)
    const muted = Array.from({ length: input.mutedFrames ?? 0 }, (_, f) => frameRows(pastRows + f * perFrame)).flat()
    const never = new Set([...candidates.flat(), ...muted])
    return { rows: [...kept.flatMap((i) => candidates[i]!), ...everything.filter((r) => !never.has(r))], kept }
  }

  // Patches: channel slowest.
  const at = (frame: number, channel: number, y: number, x: number): number =>
    ((frame * channels + channel) * latentHeight + y) * latentWidth + x
  let stream: Matrix = Array.from({ length: input.frames * perFrame }, (_, token) => {
    const frame = Math.floor(token / perFrame)
    const top = Math.floor((token % perFrame) / gridColumns) * high
    const left = ((token % perFrame) % gridColumns) * wide
    const patch: Row = []
    for (let c = 0; c < channels; c++)
      for (let y = 0; y < high; y++)
        for (let x = 0; x < wide; x++) patch.push(input.latents[at(frame, c, top + y, left + x)]!)
    return linear('patch_embedding', patch)
  })

  inner['tokens'] = stream.flat()
  const result: OracleOutput = { output: [], keys: [], values: [], selected: [], inner }
  for (let layer = 0; layer < layers; layer++) {
    const name = `blocks.${layer}`
    const modulation = rowsOf(weight(`${name}.modulation`), dim).map((row, j) => plus(row, e0[j]!))
    const u = stream.map((x) => modulated(x, modulation[1]!, modulation[0]!))
    const own = {
      keys: u.map((x) => rms(`${name}.self_attn.norm_k`, linear(`${name}.self_attn.k`, x))),
      values: u.map((x) => linear(`${name}.self_attn.v`, x))
    }
    const asked = u.map((x) => rms(`${name}.self_attn.norm_q`, linear(`${name}.self_attn.q`, x)))
    const queries = rotatedRows(asked)
    const ownRotated = rotatedRows(own.keys)
    const keys = [...rowsOf(input.past[layer]!.keys, dim), ...ownRotated]
    const values = [...rowsOf(input.past[layer]!.values, dim), ...own.values]
    const selected: Row = []
    const byHead = Array.from({ length: heads }, (_, head) => {
      const { rows, kept } = attended(queries, keys, head)
      selected.push(...kept)
      return attendHead(
        queries,
        rows.map((r) => keys[r]!),
        rows.map((r) => values[r]!),
        head
      )
    })
    const joined = joinHeads(byHead)
    const self = joined.map((x) => linear(`${name}.self_attn.o`, x))
    note(layer, { u, q_norm: asked, k_norm: own.keys, v: own.values, q_rot: queries, k_rot: ownRotated })
    note(layer, { heads: joined, attn: self })
    stream = stream.map((x, r) => x.map((v, i) => v + modulation[2]![i]! * self[r]![i]!))
    note(layer, { after_self: stream })

    const gain = weight(`${name}.norm3.weight`)
    const bias = weight(`${name}.norm3.bias`)
    const textKeys = context.map((x) => rms(`${name}.cross_attn.norm_k`, linear(`${name}.cross_attn.k`, x)))
    const textValues = context.map((x) => linear(`${name}.cross_attn.v`, x))
    const asking = stream.map((x) => {
      const z = norm(x).map((v, i) => v * gain[i]! + bias[i]!)
      return rms(`${name}.cross_attn.norm_q`, linear(`${name}.cross_attn.q`, z))
    })
    const toText = joinHeads(Array.from({ length: heads }, (_, head) => attendHead(asking, textKeys, textValues, head)))
    const cross = toText.map((x) => linear(`${name}.cross_attn.o`, x))
    stream = stream.map((x, r) => plus(x, cross[r]!))
    note(layer, { cross, after_cross: stream })
    inner[`cross_q.${layer}`] = asking.flat()
    inner[`cross_k.${layer}`] = textKeys.flat()
    inner[`cross_v.${layer}`] = textValues.flat()

    stream = stream.map((x) => {
      const hidden = linear(`${name}.ffn.0`, modulated(x, modulation[4]!, modulation[3]!)).map(gelu)
      return linear(`${name}.ffn.2`, hidden).map((v, i) => x[i]! + modulation[5]![i]! * v)
    })
    note(layer, { after_ffn: stream })
    result.keys.push(own.keys.flat())
    inner[`k_rot.${layer}`] = ownRotated.flat()
    result.values.push(own.values.flat())
    result.selected.push(selected)
  }

  // Head: modulated by e, channel fastest.
  const headModulation = rowsOf(weight('head.modulation'), dim).map((row) => plus(row, e))
  inner['block_stack'] = stream.flat()
  const patches = stream.map((x) => linear('head.head', modulated(x, headModulation[1]!, headModulation[0]!)))
  inner['head'] = patches.flat()
  patches.forEach((patch, token) => {
    const frame = Math.floor(token / perFrame)
    const top = Math.floor((token % perFrame) / gridColumns) * high
    const left = ((token % perFrame) % gridColumns) * wide
    patch.forEach((value, i) => {
      const place = Math.floor(i / channels)
      result.output[at(frame, i % channels, top + Math.floor(place / wide), left + (place % wide))] = value
    })
  })
  return result
}
