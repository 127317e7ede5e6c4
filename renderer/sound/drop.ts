/** Sound files dragged in from other programs: where they would go. */
import { cardId } from '../../app/ids.ts'
import { sampleRate } from '../../app/time.ts'
import type { OpenFilm } from '../model/film.svelte.ts'
import { onMusic, withCard, type SoundGoal } from '../model/sounds.svelte.ts'

/** Films of other programs have sound as well. */
const isSound = ({ type }: { readonly type: string }): boolean => /^(?:audio|video)\//.test(type)

/** Whether a drag carries sounds. Before the drop, only types are known. */
export const holdsSound = ({ dataTransfer }: DragEvent): boolean =>
  [...(dataTransfer?.items ?? [])].some((item) => item.kind === 'file' && isSound(item))

export const soundsOf = ({ dataTransfer }: DragEvent): readonly File[] =>
  [...(dataTransfer?.files ?? [])].filter(isSound)

/** What lies under the pointer and takes a sound: a card, a lane, or the timeline. */
export function takerAt({ clientX: x, clientY: y }: DragEvent): HTMLElement | null {
  const under = document.elementFromPoint(x, y)
  const card = under?.closest('[data-shot]')?.closest('li')
  return card ?? under?.closest<HTMLElement>('[data-lane], [data-timeline]') ?? null
}

/**
 * On a card it goes along with that; on a lane it stays there; elsewhere it is music.
 * @param time where the pointer is on the timeline, in chunks
 */
export function goalOf(film: OpenFilm, taker: HTMLElement | null, time: number): SoundGoal {
  const card = taker?.querySelector('[data-shot]')?.getAttribute('data-shot')
  if (taker?.tagName === 'LI' && card) return withCard(cardId(card))
  if (!taker) return onMusic(film.sounds.now)
  const start = Math.round(time * film.chunkSeconds * sampleRate)
  const track = film.sounds.tracks.find(({ id }) => id === taker.dataset['lane'])
  return track ? { kind: track.kind, track: track.id, card: null, start } : onMusic(start)
}
