/** The frames whose keys and values the chunk after a memory may attend to or score, whatever its prompt. */
import type { FrameRef, MemoryWishes } from '../../app/ledger/records.ts'
import type { MemoryState } from '../memory/policy.ts'
import type { FramesByLayer } from './page-holder.ts'

export function neededAfter(
  { layers, pending }: MemoryState,
  { pins, forgets, lookAhead }: MemoryWishes
): FramesByLayer {
  const all: readonly FrameRef[] = [...(pending ? [pending] : []), ...pins, ...lookAhead]
  return layers.map(({ sink, bank, window }, layer) => {
    const banks = layers.flatMap((other, index) => (index === layer ? [] : other.bank))
    // A pin or a forgotten frame makes a layer take over frames from other layers' banks.
    const others = pins.length + forgets.length + lookAhead.length > 0 ? banks : []
    return [...sink, ...bank, ...window, ...all, ...others]
  })
}
