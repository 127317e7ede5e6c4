/** Pages are named by where they come from, not by their bytes, which need not exist (docs/memory-by-origin.md). */
import { createHash } from 'node:crypto'
import { pageId, type PageId } from '../../app/ids.ts'
import type { MemoryView } from './view.ts'

/** All that decides the numbers that a pass at t = 0 writes. */
export interface PassOrigin {
  readonly model: string
  readonly precision: string
  readonly kind: 'clean' | 'recache'
  /** SHA-256 of the latents of the chunks that went in, oldest first. */
  readonly latents: readonly string[]
  /** Temporal position of every latent frame that went in, and of how many of them nobody keeps anything. */
  readonly positions: readonly number[]
  readonly muted: number
  /** Of the frames that went in, those that stand where the sink stands. */
  readonly ownSink: number
  readonly prompt: string
  /** What the pass attended to. */
  readonly past: MemoryView
}

/** Equal names: the same numbers, on one machine and device to the bit. */
export function nameByOrigin({ past, ...origin }: PassOrigin): PageId {
  const { model, precision, kind, latents, positions, muted, ownSink, prompt } = origin
  const layers = past.layers.map((refs, layer) =>
    refs.map(({ page, frame }, index) => [page, frame, past.positions[layer]![index]])
  )
  const told = [model, precision, kind, latents, positions, muted, ownSink, prompt, past.memoryFrames, layers]
  return pageId(createHash('sha256').update(JSON.stringify(told)).digest('hex'))
}
