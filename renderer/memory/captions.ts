/** Captions of remembered frames: origin, name, and the effect of pins and forgets. */
import type { Granted, MemoryFrame, MemoryView } from '../../app/contract/memory.ts'
import { frameKey } from '../../app/ledger/records.ts'
import type { OpenFilm } from '../model/film.svelte.ts'
import type { Shot } from '../model/shots.ts'
import { t } from '../strings/strings.svelte.ts'

/** A card's mark of a frame, and its name. */
export function markOf({ card }: Shot, frame: MemoryFrame): { as: 'pin' | 'forget' | null; name: string } {
  const isIt = (mark: Pick<MemoryFrame, 'page' | 'frame'>): boolean => frameKey(mark) === frameKey(frame)
  const pin = card.pins.find(isIt)
  const forget = card.forgets.find(isIt)
  return { as: pin ? 'pin' : forget ? 'forget' : null, name: (pin ?? forget)?.name ?? '' }
}

/** The shot of a remembered picture; undefined when it is no longer in the film. */
const shotOf = (film: OpenFilm, { picture }: MemoryFrame): Shot | undefined =>
  film.shots.find(({ card }) => card.takes.some(({ take }) => take === picture?.take))

const secondsOf = (film: OpenFilm, { at }: MemoryFrame): number => (at / film.latentsPerChunk) * film.chunkSeconds

/** The shot a picture is from, and its time in the film. */
export function originOf(film: OpenFilm, frame: MemoryFrame): string {
  const shot = shotOf(film, frame)
  const seconds = secondsOf(film, frame)
  if (!shot) return t().memory.elsewhere(seconds)
  return frame.picture?.take === shot.take
    ? t().memory.frame(shot.number, seconds)
    : t().memory.otherTake(shot.number, seconds)
}

/** One line about a remembered picture: its name or origin, how many layers remember it, its mark. */
export function saidOf(
  film: OpenFilm,
  shot: Shot,
  { layers }: MemoryView,
  frame: MemoryFrame & { readonly votes: number | null }
): string {
  const { as, name } = markOf(shot, frame)
  const strength = frame.votes !== null && t().memory.strength(frame.votes, layers)
  return [name || originOf(film, frame), strength, as && t().memory.marked[as]].filter(Boolean).join('. ')
}

/** Current position of a picture in the film, in display frames; null when it is not shown. */
export function placeOf(film: OpenFilm, { picture }: MemoryFrame): number | null {
  const shot = picture && film.shots.find(({ take }) => take === picture.take)
  const chunk = shot ? picture.index - shot.from : -1
  if (!shot || chunk < 0 || chunk >= shot.length) return null
  return (shot.start + chunk) * film.framesPerChunk + picture.frame
}

/** The effect of each wish in the take shown, one sentence each; all look-ahead frames count as one. */
export function whatWishesDid(film: OpenFilm, shot: Shot, { granted, layers }: MemoryView): readonly string[] {
  const name = (wish: Granted): string => markOf(shot, wish).name || originOf(film, wish)
  const ahead = granted.find(({ wish }) => wish === 'lookAhead')
  return [
    ...granted.flatMap((wish) => {
      if (wish.wish === 'pin') return [t().memory.kept(name(wish), wish.before, wish.now, layers)]
      return wish.wish === 'forget' ? [t().memory.forgotten(name(wish), wish.before, layers)] : []
    }),
    ...(ahead ? [t().memory.lookedAhead(shotOf(film, ahead)?.number ?? '?')] : [])
  ]
}
