/** How far two memories are from each other, in shares that can be shown to people. */
import type { FrameRef, Snapshot } from './records.ts'

export interface Distance {
  /**
   * Share of the frames kept for good or for the shot (sink and bank) that both remember, mean over the layers that
   * keep any, 0 … 1. Where no layer keeps any (policy `none`): `justSeen`.
   */
  readonly identities: number
  /** Share of the frames just seen (window) that both remember, mean over layers, 0 … 1. */
  readonly justSeen: number
  /** Per layer: share of all remembered frames (sink, bank, window) in common, 0 … 1. */
  readonly layers: readonly number[]
  /** How far the pictures before the join are from those it was made for, 0 … 1; null when not measured. */
  readonly seam: number | null
}

/** Beyond these a shot made from another memory is called stale instead of to be checked. */
export const closeness = {
  /** At least this share of the identities in common: what is always remembered is half of a full memory. */
  identities: 0.5,
  /** At most this mean difference of the pictures at the join. */
  seam: 0.15
} as const

/**
 * Compares what two memories hold: frames are the same when they are the same row of the same page, whatever their
 * position. Memories of different models or depths have nothing in common.
 */
export function compareSnapshots(one: Snapshot, other: Snapshot, seam: number | null = null): Distance {
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
    layers: shares.map(({ all }) => all ?? 1),
    seam
  }
}

/** Whether a join over this distance is worth a look rather than plainly stale. */
export const isClose = ({ identities, seam }: Distance): boolean =>
  identities >= closeness.identities && (seam === null || seam <= closeness.seam)

/** Frames in both, as a share of the larger set; null for two empty sets. */
function common(one: readonly FrameRef[], other: readonly FrameRef[]): number | null {
  const names = new Set(one.map(nameOf))
  const others = new Set(other.map(nameOf))
  const most = Math.max(names.size, others.size)
  return most === 0 ? null : [...names].filter((name) => others.has(name)).length / most
}

const nameOf = ({ page, frame }: FrameRef): string => `${page}:${frame}`

/** Mean of the shares there are; null when there is none. */
function mean(shares: readonly (number | null)[]): number | null {
  const known = shares.filter((share) => share !== null)
  return known.length === 0 ? null : known.reduce((sum, share) => sum + share, 0) / known.length
}
