/** What an editing program makes of a cut list: its shots in another order, some trimmed, some left out. */
import type { CutEvent, CutList } from '../../../../../app/exchange/handoff/cut-list.ts'
import { byShot } from '../../../../../app/exchange/handoff/cut-list.ts'
import { planRecut, type RecutPlan } from '../../../../../app/exchange/handoff/plan-recut.ts'
import { editFrame } from '../../../../../app/exchange/handoff/rate.ts'
import { readCut } from '../../../../../app/exchange/handoff/read-cut.ts'
import type { LeftKind } from '../../../../../app/exchange/script/script.ts'
import { printEdls } from '../../../../../app/exchange/handoff/edl.ts'
import { printOtio } from '../../../../../app/exchange/handoff/otio.ts'
import { apply } from '../../../../../app/edits/apply.ts'
import type { Film } from '../../../../../app/film/film.ts'
import type { Timebase } from '../../../../../app/time.ts'

/** One shot of the new cut: that of the list at an index, `head` and `tail` frames shorter. */
export interface Used {
  readonly shot: number
  readonly head?: number
  readonly tail?: number
}

export function reedited(list: CutList, uses: readonly Used[]): CutList {
  const shots = byShot(list.events)
  let start = 0
  const events = uses.flatMap(({ shot, head = 0, tail = 0 }) =>
    shots[shot]!.map((event): CutEvent => {
      const length = editFrame(event.length - head - tail)
      const clip = event.clip && { ...event.clip, from: editFrame(event.clip.from + head) }
      const next = { ...event, start: editFrame(start), length, clip }
      start += length
      return next
    })
  )
  return { ...list, events, length: editFrame(start) }
}

export const kinds = ['otio', 'edl'] as const
export type Kind = (typeof kinds)[number]
export const printed = (kind: Kind, list: CutList): string => (kind === 'otio' ? printOtio(list) : printEdls(list)[0]!)

export interface Back extends RecutPlan {
  /** The film with the cut taken in. */
  readonly after: Film
}

export function back(kind: Kind, text: string, film: Film, base: Timebase, rate?: number): Back {
  const cut = readCut({ name: `a.${kind}`, text }, base, rate)
  const plan = planRecut(film, cut, base, (index) => `new-${index}`)
  return { ...plan, after: plan.edit ? apply(film, plan.edit).film : film }
}

/** What is not taken in or changed, by how much of each kind. */
export const leftOf = ({ left }: Pick<RecutPlan, 'left'>): Partial<Record<LeftKind, number>> =>
  Object.fromEntries(left.map(({ kind, count }) => [kind, count]))
