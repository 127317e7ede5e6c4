/**
 * Limits on a memory. A snapshot's id proves its content, not who made it: a crafted file can hold a valid snapshot with
 * thousands of frames, whose passes would not end.
 */
import { chapterLength } from './archive.ts'
import type { MemoryState, MemoryRules } from './policy.ts'

/**
 * Whether a memory holds no more than any film on this pack can have left, under any policy. Positions are not checked: a
 * pinned frame may come from later in the film.
 */
export function isBounded({ slots, chunk }: MemoryRules, { layers, recent, archive, next }: MemoryState): boolean {
  const [sink, bank, window] = [slots.bank, slots.window - slots.bank, slots.chunk - slots.window]
  const small = layers.every(
    (layer) => layer.sink.length <= sink && layer.bank.length <= bank && layer.window.length <= window
  )
  if (!small || recent.length > Math.ceil((sink + window + chunk) / chunk)) return false
  if (!archive) return true
  // A chunk leaves one prototype at most, and none is listed twice.
  const { length } = archive.chapters
  const archived = length * chapterLength + archive.recent.length
  return archive.recent.length < chapterLength && archived <= next / chunk && new Set(archive.chapters).size === length
}
