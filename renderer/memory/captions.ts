/** Remembered frames in words: where each is from, what the artist calls it, what a wish did. */
import type { Granted, MemoryFrame, MemoryView } from '../../app/contract/memory.ts'
import { frameKey } from '../../app/ledger/records.ts'
import type { OpenFilm } from '../model/film.svelte.ts'
import type { Shot } from '../model/shots.ts'
import { t } from '../strings/strings.svelte.ts'

/** How a card has marked a frame, and the name it gave it. */
export function markOf({ card }: Shot, frame: MemoryFrame): { as: 'pin' | 'forget' | null; name: string } {
  const isIt = (mark: Pick<MemoryFrame, 'page' | 'frame'>): boolean => frameKey(mark) === frameKey(frame)
  const pin = card.pins.find(isIt)
  const forget = card.forgets.find(isIt)
  return { as: pin ? 'pin' : forget ? 'forget' : null, name: (pin ?? forget)?.name ?? '' }
}

/** The shot a remembered picture is of; undefined when it has left the film. */
const shotOf = (film: OpenFilm, { picture }: MemoryFrame): Shot | undefined =>
  film.shots.find(({ card }) => card.takes.some(({ take }) => take === picture?.take))

const secondsOf = (film: OpenFilm, { at }: MemoryFrame): number => (at / film.latentsPerChunk) * film.chunkSeconds

/** From which shot a picture is, and how far into the film it lies. */
export function originOf(film: OpenFilm, frame: MemoryFrame): string {
  const shot = shotOf(film, frame)
  const seconds = secondsOf(film, frame)
  if (!shot) return t().memory.elsewhere(seconds)
  return frame.picture?.take === shot.take
    ? t().memory.frame(shot.number, seconds)
    : t().memory.otherTake(shot.number, seconds)
}

/** A picture of the memory in one line: what it is called or where it is from, who remembers it, what was asked of it. */
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

/** Where a picture stands in the film as it is now, in display frames; null when it is not shown. */
export function placeOf(film: OpenFilm, { picture }: MemoryFrame): number | null {
  const shot = picture && film.shots.find(({ take }) => take === picture.take)
  const chunk = shot ? picture.index - shot.from : -1
  if (!shot || chunk < 0 || chunk >= shot.length) return null
  return (shot.start + chunk) * film.framesPerChunk + picture.frame
}

/** What the wishes did in the take shown, a sentence each; the frames of the shot after are one wish. */
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
