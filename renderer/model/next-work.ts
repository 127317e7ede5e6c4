/** What the main action would make now, or why there is nothing to make. Pure. */
import type { Shot } from './shots.ts'

export type NextWork =
  /** Whatever is not made yet. */
  | { readonly kind: 'film' }
  /** What was asked for before and is not made yet: so many shots. */
  | { readonly kind: 'queue'; readonly count: number }
  /** All is made; these shots are outdated. */
  | { readonly kind: 'update'; readonly shots: readonly Shot[] }
  | { readonly kind: 'nothing'; readonly why: 'readOnly' | 'making' | 'noShots' | 'noPrompts' | 'done' }

/** How shots stand that are asked for already. */
const busy: ReadonlySet<Shot['state']> = new Set(['generating', 'paused', 'queued'])

/** What is missing comes first; a shot without words can be neither made nor made again. */
export function nextWork(
  all: readonly Shot[],
  now: { readonly readOnly: boolean; readonly making: boolean; readonly waiting: number }
): NextWork {
  if (now.readOnly) return { kind: 'nothing', why: 'readOnly' }
  if (!now.making && now.waiting > 0) return { kind: 'queue', count: now.waiting }
  if (all.length === 0) return { kind: 'nothing', why: 'noShots' }
  const told = all.filter(({ card }) => card.prompt.trim() !== '')
  if (told.some(({ card, made, state }) => made < card.length && !busy.has(state))) return { kind: 'film' }
  if (now.making) return { kind: 'nothing', why: 'making' }
  const shots = told.filter(({ state }) => state === 'stale')
  if (shots.length > 0) return { kind: 'update', shots }
  return { kind: 'nothing', why: told.length < all.length ? 'noPrompts' : 'done' }
}
