/** The distance between two memories, as shares that can be shown. */
import { frameKey, type FrameRef, type Snapshot } from './records.ts'

export interface Distance {
  /**
   * Share of long-term frames (sink and bank) that both remember, mean over the layers that keep any, 0 … 1. Where no layer
   * keeps any (policy `none`): `justSeen`.
   */
  readonly identities: number
  /** Share of recent frames (window) that both remember, mean over layers, 0 … 1. */
  readonly justSeen: number
  /** Per layer: share of all frames (sink, bank, window) in common, 0 … 1. */
  readonly layers: readonly number[]
}

/** Below this share of common long-term frames a shot is *stale* instead of *to be checked*: the sink alone is half of a full memory. */
const closeEnough = 0.5

/**
 * Compares two memories: frames are equal when they are the same row of the same page, whatever their position. Memories of
 * different models or depths have nothing in common.
 */
export function compareSnapshots(one: Snapshot, other: Snapshot): Distance {
  const comparable = one.model === other.model && one.layers.length === other.layers.length
  const shares = one.layers.map((a, index) => {
    const b = comparable ? other.layers[index]! : { sink: [], bank: [], window: [] }
    return {
      identities: common([...a.sink, ...a.bank], [...b.sink, ...b.bank]),
      justSeen: common(a.window, b.window),
      all: common([...a.sink, ...a.bank, ...a.window], [...b.sink, ...b.bank, ...b.window])
    }
  })
  const justSeen = mean(shares.map((share) => share.justSeen)) ?? 1
  return {
    identities: mean(shares.map(({ identities }) => identities)) ?? justSeen,
    justSeen,
    layers: shares.map(({ all }) => all ?? 1)
  }
}

/** Whether a cut over this distance is to be checked rather than stale. */
export const isClose = ({ identities }: Distance): boolean => identities >= closeEnough

/** Common frames as a share of the larger set; null for two empty sets. */
function common(one: readonly FrameRef[], other: readonly FrameRef[]): number | null {
  const names = new Set(one.map(frameKey))
  const others = new Set(other.map(frameKey))
  const most = Math.max(names.size, others.size)
  return most === 0 ? null : [...names].filter((name) => others.has(name)).length / most
}

/** Mean of the non-null shares; null when there is none. */
function mean(shares: readonly (number | null)[]): number | null {
  const known = shares.filter((share) => share !== null)
  return known.length === 0 ? null : known.reduce((sum, share) => sum + share, 0) / known.length
}
