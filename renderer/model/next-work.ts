/** What the Generate button would make now, or why there is nothing to make. Pure. */
import { isTitle } from '../../app/film/title-card.ts'
import type { Shot } from './shots.ts'

export type NextWork =
  /** Everything not made yet. */
  | { readonly kind: 'film' }
  /** The stored queue, with its number of shots. */
  | { readonly kind: 'queue'; readonly count: number }
  /** Everything is made; these shots are outdated. */
  | { readonly kind: 'update'; readonly shots: readonly Shot[] }
  | { readonly kind: 'nothing'; readonly why: 'readOnly' | 'making' | 'noShots' | 'noPrompts' | 'done' }

/** States of shots that are already queued or being made. */
const busy: ReadonlySet<Shot['state']> = new Set(['generating', 'paused', 'queued'])

/** Missing shots come first; a shot without a prompt cannot be made or made again. */
export function nextWork(
  all: readonly Shot[],
  now: { readonly readOnly: boolean; readonly making: boolean; readonly waiting: number }
): NextWork {
  if (now.readOnly) return { kind: 'nothing', why: 'readOnly' }
  if (!now.making && now.waiting > 0) return { kind: 'queue', count: now.waiting }
  if (all.length === 0) return { kind: 'nothing', why: 'noShots' }
  const told = all.filter(({ card }) => isTitle(card) || card.prompt.trim() !== '')
  if (told.some(({ card, made, state }) => made < card.length && !busy.has(state))) return { kind: 'film' }
  if (now.making) return { kind: 'nothing', why: 'making' }
  const shots = told.filter(({ state }) => state === 'stale')
  if (shots.length > 0) return { kind: 'update', shots }
  return { kind: 'nothing', why: told.length < all.length ? 'noPrompts' : 'done' }
}
