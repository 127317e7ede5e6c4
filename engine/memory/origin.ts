/** Pages are named by their origin, not by their bytes, which need not exist (docs/memory-by-origin.md). */
import { pageId, type PageId } from '../../app/ids.ts'
import type { AttendedMemory } from './view.ts'
import { sha256 } from '../files/sha256.ts'

/** All inputs that determine the output of a pass at t = 0. */
export interface PassOrigin {
  readonly model: string
  readonly precision: string
  readonly kind: 'clean' | 'recache'
  /** SHA-256 of the latents of the chunks it encoded, oldest first. */
  readonly latents: readonly string[]
  /** Temporal position of every latent frame it encoded, and how many of the first ones are muted. */
  readonly positions: readonly number[]
  readonly muted: number
  /** How many of the encoded frames are at sink positions. */
  readonly ownSink: number
  readonly prompt: string
  /** What the pass attended to. */
  readonly past: AttendedMemory
}

/** Equal names: the same numbers, on one machine and device to the bit. */
export function nameByOrigin({ past, ...origin }: PassOrigin): PageId {
  const { model, precision, kind, latents, positions, muted, ownSink, prompt } = origin
  const layers = past.layers.map((refs, layer) =>
    refs.map(({ page, frame }, index) => [page, frame, past.positions[layer]![index]])
  )
  const told = [model, precision, kind, latents, positions, muted, ownSink, prompt, past.memoryFrames, layers]
  return pageId(sha256(JSON.stringify(told)))
}
