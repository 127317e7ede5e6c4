/** Drags over the timeline: where cards would land, how long a card would be, and the edit at the drop. */
import type { CardId } from '../../app/ids.ts'
import { chunk } from '../../app/time.ts'
import type { OpenFilm } from '../model/film.svelte.ts'
import type { Shot } from '../model/shots.ts'
import { eachFrame } from '../parts/each-frame.ts'
import type { Gap, Hold } from '../model/drag.svelte.ts'
import { edgePull, insertionAt } from './layout.ts'

/** The timeline's viewport element's box. */
const viewBox = (): DOMRect | undefined => document.querySelector('[data-timeline]')?.getBoundingClientRect()

/** Time at a position of the window, in chunks. */
export function timeAt(film: OpenFilm, x: number): number {
  return film.scale.at(x - (viewBox()?.left ?? 0) + film.scale.scroll)
}

/** Scrolls while something is dragged near an edge of the viewport. Returns the stop function. */
export function scrollAtEdges({ drag, scale }: OpenFilm, view: HTMLElement): () => void {
  return eachFrame((elapsed) => {
    const { left, right, top, bottom } = view.getBoundingClientRect()
    const { hold } = drag
    if (hold === null || (hold.held.kind === 'new' && (hold.y < top || hold.y > bottom))) return
    const most = Math.max(0, view.scrollWidth - scale.width)
    const to = Math.max(0, Math.min(Math.round(scale.scroll + edgePull(hold.x, left, right) * elapsed), most))
    if (to === scale.scroll) return
    drag.slide(to - scale.scroll, 0)
    scale.scroll = to
  })
}

/** A press on a card: it is chosen, with Shift or Ctrl among others; a drag moves all selected. @param time as for `pick` */
export function pressCard(film: OpenFilm, event: PointerEvent, shot: Shot, time?: number): void {
  if (event.button !== 0) return
  if (event.shiftKey) film.choice.extend(shot)
  else if (event.ctrlKey || event.metaKey) return film.choice.toggle(shot)
  else if (!film.selection.has(shot.id)) film.choice.pick(shot, time)
  film.drag.press(event, { kind: 'cards', cards: [...film.selection.ids] }, (hold) => cardDrop(film, hold))
}

/** A click without a drag chooses only this card. @param time as for `pick` */
export function clickCard(film: OpenFilm, event: MouseEvent, shot: Shot, time?: number): void {
  if (film.drag.moved || event.shiftKey || event.ctrlKey || event.metaKey) return
  film.choice.pick(shot, time)
}

/** A press on a group of shots: all are selected, with Shift or Ctrl beside others; a drag moves all selected. */
export function pressGroup(film: OpenFilm, event: PointerEvent, ids: readonly CardId[]): void {
  if (event.button !== 0) return
  const adds = event.shiftKey || event.ctrlKey || event.metaKey
  if (adds) film.choice.select([...new Set([...film.selection.ids, ...ids])])
  else if (!ids.every((id) => film.selection.has(id))) film.choice.select(ids)
  film.drag.press(event, { kind: 'cards', cards: [...film.selection.ids] }, (hold) => cardDrop(film, hold))
}

/** A click without a drag selects only this group. */
export function clickGroup(film: OpenFilm, event: MouseEvent, ids: readonly CardId[]): void {
  if (!film.drag.moved && !event.shiftKey && !event.ctrlKey && !event.metaKey) film.choice.select(ids)
}

/** Where dragged cards would land; null when nothing that lands is dragged, or a new card is not over the timeline. */
export function gapFor(film: OpenFilm, hold: Hold | null): Gap | null {
  if (!hold || (hold.held.kind !== 'new' && hold.held.kind !== 'cards')) return null
  const box = viewBox()
  if (hold.held.kind === 'new' && (!box || hold.y < box.top || hold.y > box.bottom)) return null
  const time = timeAt(film, hold.x)
  if (hold.held.kind === 'new') {
    const length = hold.held.take?.chunksMade ?? film.state.view.film.settings.length
    return { taken: new Set(), length, at: insertionAt(film.shots, new Set(), time) } // the pointer decides
  }
  const taken = new Set(hold.held.cards)
  const length = lengthOf(film, taken)
  return { taken, length, at: insertionAt(film.shots, taken, time - gripOf(film, hold, taken) + length / 2) }
}

const lengthOf = (film: OpenFilm, taken: ReadonlySet<CardId>): number =>
  film.shots.reduce((sum, { id, length }) => (taken.has(id) ? sum + length : sum), 0)

/** How far into the dragged cards the pointer grabbed them, in chunks. */
function gripOf(film: OpenFilm, hold: Hold, taken: ReadonlySet<CardId>): number {
  const pressed = timeAt(film, hold.fromX)
  let before = 0
  for (const { id, start, length } of film.shots) {
    if (!taken.has(id)) continue
    if (pressed < start + length) return before + Math.max(0, pressed - start)
    before += length
  }
  return before / 2
}

/** Lengths, in whole chunks, that cards would have if the pulled edge were released now. */
export function edgeLength(film: OpenFilm, hold: Hold | null): ReadonlyMap<CardId, number> | null {
  if (hold?.held.kind !== 'edge') return null
  const { card, edge, roll } = hold.held
  const index = film.shots.findIndex(({ id }) => id === card)
  const shot = film.shots[index]
  if (!shot) return null
  const by = Math.round((hold.x - hold.fromX) / film.scale.chunk)
  const other = roll ? film.shots[edge === 'end' ? index + 1 : index - 1] : undefined
  const grow = bounded(edge === 'end' ? by : -by, shot.length, other?.length)
  const lengths = new Map([[shot.id, shot.length + grow]])
  if (other) lengths.set(other.id, other.length - grow)
  return lengths
}

/** Neither card may become shorter than one chunk. */
const bounded = (grow: number, own: number, other: number | undefined): number =>
  Math.max(1 - own, other === undefined ? grow : Math.min(grow, other - 1))

/** Drops cards, or a new card, at the gap. */
export function cardDrop(film: OpenFilm, hold: Hold): void {
  const gap = film.drag.gapOf?.(hold)
  if (!gap) return
  if (hold.held.kind === 'new') {
    const { prompt, take } = hold.held
    void (take ? film.hand.addTaken(take, gap.at) : film.hand.add(prompt, gap.at))
  } else if (!isInPlace(film, gap)) void film.hand.move([...gap.taken], gap.at, true)
}

/** True when the drop would not change the order. */
function isInPlace(film: OpenFilm, { taken, at }: Gap): boolean {
  const rest = film.shots.map(({ id }) => id).filter((id) => !taken.has(id))
  const before = film.shots.slice(0, at).filter(({ id }) => !taken.has(id)).length
  const order = [
    ...rest.slice(0, before),
    ...film.shots.filter(({ id }) => taken.has(id)).map(({ id }) => id),
    ...rest.slice(before)
  ]
  return film.shots.every(({ id }, index) => order[index] === id)
}

/** Releases a pulled edge. */
export function edgeDrop(film: OpenFilm, hold: Hold): void {
  if (hold.held.kind !== 'edge') return
  const { card, edge, roll } = hold.held
  const length = edgeLength(film, hold)?.get(card)
  const index = film.shots.findIndex(({ id }) => id === card)
  const shot = film.shots[index]
  if (!shot || length === undefined || length === shot.length) return
  const left = edge === 'end' ? shot : film.shots[index - 1]
  const grow = length - shot.length
  if (roll && left && film.shots[left.index + 1]) {
    void film.hand.edit({ type: 'roll', card: left.id, by: edge === 'end' ? grow : -grow })
  } else if (edge === 'end') void film.hand.edit({ type: 'setLength', card, length: chunk(length) })
  else void film.hand.edit({ type: 'trimHead', card, by: -grow })
}

/** Moves the playhead with the pointer from the press on; by touch the browser may cancel the pointer without a release. */
export function scrub(film: OpenFilm, event: PointerEvent): void {
  const place = (x: number): void => film.scrub(timeAt(film, x) * film.framesPerChunk)
  film.playhead.halt()
  place(event.clientX)
  const { pointerId } = event
  const over = new AbortController()
  const { signal } = over
  const move = (moved: PointerEvent): void => {
    if (moved.pointerId === pointerId) place(moved.clientX)
  }
  const end = (ended: PointerEvent): void => {
    if (ended.pointerId === pointerId) over.abort()
  }
  addEventListener('pointermove', move, { signal })
  addEventListener('pointerup', end, { signal })
  addEventListener('pointercancel', end, { signal })
}
