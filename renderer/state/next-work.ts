/** What the main action would make now, or why there is nothing to make. Pure. */
import type { Shot } from './shots.ts'

export type NextWork =
  /** Whatever is not made yet. */
  | { readonly kind: 'film' }
  /** All is made; these shots are outdated. */
  | { readonly kind: 'update'; readonly shots: readonly Shot[] }
  | { readonly kind: 'nothing'; readonly why: 'readOnly' | 'making' | 'noShots' | 'noWords' | 'done' }

/** What is missing comes first; a shot without words can be neither made nor made again. */
export function nextWork(
  all: readonly Shot[],
  now: { readonly readOnly: boolean; readonly making: boolean }
): NextWork {
  if (now.readOnly) return { kind: 'nothing', why: 'readOnly' }
  if (now.making) return { kind: 'nothing', why: 'making' }
  if (all.length === 0) return { kind: 'nothing', why: 'noShots' }
  const told = all.filter(({ card }) => card.prompt.trim() !== '')
  if (told.some(({ card, made }) => made < card.length)) return { kind: 'film' }
  const shots = told.filter(({ state }) => state === 'stale')
  if (shots.length > 0) return { kind: 'update', shots }
  return { kind: 'nothing', why: told.length < all.length ? 'noWords' : 'done' }
}
