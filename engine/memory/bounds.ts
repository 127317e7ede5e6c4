/**
 * How much a memory may hold. A snapshot's id proves that it is what was stored, not that this program stored it: a stranger's may
 * be sealed as well and name thousands of frames, and the passes that attend to them would not end.
 */
import { chapterLength } from './archive.ts'
import type { MemoryState, MemoryRules } from './policy.ts'

/**
 * Whether a memory holds no more than a film on this pack can have left behind, under whatever policy. Pins stand in the bank, and a
 * pinned frame may come from later in the film: where frames were born says nothing.
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
