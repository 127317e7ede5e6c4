/** What one pass is fed, from the engine's input: views, not copies, of its past and its text memory. */
import type { Feed } from '../runtime/feeds.ts'
import { layerInputs, type LayerGroup } from './graphs.ts'
import { ropeTables } from './rope.ts'
import { headDim, tokensPerFrame } from './shape.ts'
import type { ForwardInput, ResidentLayer, TransformerShape } from './types.ts'

/**
 * The feeds of `passGraph`, for a group of its layers: what they remember is read here.
 * @param textThere the prompt's memory where it is on the device
 * @throws RangeError when the parts of the input do not fit together or the shape.
 */
export function passFeeds(
  shape: TransformerShape,
  input: ForwardInput,
  textThere?: readonly ResidentLayer[],
  group: LayerGroup = { from: 0, to: shape.layers }
): Record<string, Feed> {
  const { dim, channels, latentHeight, latentWidth, layers } = shape
  const { frames, positions, past, text, time } = input
  if (positions.length !== frames) throw new RangeError(`${frames} frames have ${positions.length} positions`)
  if (past.length !== layers || text.keys.length !== layers || text.values.length !== layers)
    throw new RangeError(`A model of ${layers} layers was given ${past.length} of past and ${text.keys.length} of text`)
  const tokens = tokensPerFrame(shape)
  const { cos, sin } = ropeTables(shape, positions)
  const tableDims = [frames * tokens, headDim(shape) / 2]
  const feeds: Record<string, Feed> = {
    latents: { data: input.latents, dims: [frames, channels, latentHeight, latentWidth] },
    e: { data: time.e, dims: [dim] },
    e0: { data: time.e0, dims: [6, dim] },
    cos: { data: cos, dims: tableDims },
    sin: { data: sin, dims: tableDims }
  }
  const put = (names: Names, keys: Float32Array, values: Float32Array, count: number): void => {
    feeds[names.keys] = { data: keys, dims: [1, count, dim] }
    feeds[names.values] = { data: values, dims: [1, count, dim] }
  }
  const putThere = (names: Names, there: ResidentLayer | undefined): void => {
    if (there) feedResident(feeds, names, there)
    else put(names, nothing, nothing, 0)
  }
  const memoryTokens = shape.sma ? input.memoryFrames * tokens : 0
  const pastTokens = (input.residentPast ? 0 : input.pastFrames) * tokens
  for (let layer = group.from; layer < group.to; layer++) {
    const { keys, values } = past[layer]!
    const there = textThere?.[layer]
    if (there) feedResident(feeds, layerInputs.text(layer), there)
    else put(layerInputs.text(layer), text.keys[layer]!, text.values[layer]!, text.tokens)
    if (keys.length !== pastTokens * dim || values.length !== pastTokens * dim)
      throw new RangeError(`Layer ${layer} holds ${keys.length / dim} past tokens, not ${pastTokens}`)
    if (input.residentPast) {
      const { memory, past } = input.residentPast
      if (shape.sma) putThere(layerInputs.memory(layer), memory?.[layer])
      putThere(layerInputs.past(layer), past?.[layer])
      continue
    }
    const cut = memoryTokens * dim
    if (shape.sma) put(layerInputs.memory(layer), keys.subarray(0, cut), values.subarray(0, cut), memoryTokens)
    put(layerInputs.past(layer), keys.subarray(cut), values.subarray(cut), pastTokens - memoryTokens)
  }
  return shape.sma ? { ...feeds, ...sparseFeeds(shape.sma.k, tokens, input) } : refuseMuted(feeds, input)
}

const nothing = new Float32Array(0)

function feedResident(feeds: Record<string, Feed>, names: Names, { keys, values }: ResidentLayer): void {
  feeds[names.keys] = keys
  feeds[names.values] = values
}

interface Names {
  readonly keys: string
  readonly values: string
}

/** Number of frames that sparse memory chooses from. */
export const candidatesOf = (input: ForwardInput): number => (input.ownCandidates ?? 0) + input.memoryFrames

/** @throws RangeError when the frame counts are inconsistent */
function sparseFeeds(k: number, tokens: number, input: ForwardInput): Record<string, Feed> {
  const { frames, memoryFrames, pastFrames, ownCandidates = 0, mutedFrames = 0 } = input
  const candidates = candidatesOf(input)
  // Muted frames are the oldest ones of a re-cache that keeps the sink, so they exclude own sink frames.
  const impossible = mutedFrames > 0 && (ownCandidates > 0 || candidates === 0)
  if (memoryFrames > pastFrames || ownCandidates > frames || mutedFrames > frames || impossible)
    throw new RangeError(
      `${memoryFrames} of ${pastFrames} past frames and ${ownCandidates} of ${frames} own (${mutedFrames} muted) cannot be candidates`
    )
  // Without candidates the first own frame is declared one: every head keeps it, so the result is the same.
  const own = candidates === 0 ? 1 : ownCandidates
  const feed = (value: number): Feed => ({ data: BigInt64Array.of(BigInt(value)), dims: [1] })
  return {
    keep: feed(Math.min(k, own + memoryFrames)),
    ownCandidateTokens: feed(own * tokens),
    ownLocalFrom: feed(Math.max(own, mutedFrames) * tokens)
  }
}

function refuseMuted(feeds: Record<string, Feed>, input: ForwardInput): Record<string, Feed> {
  if (input.mutedFrames) throw new RangeError('Only sparse memory mutes frames; without it leave them out of the pass')
  return feeds
}
