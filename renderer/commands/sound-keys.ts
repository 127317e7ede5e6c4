/** Keys while a clip of the sound is chosen: they act on it, not on the shot at hand. */
import type { ClipId } from '../../app/ids.ts'
import type { OpenFilm } from '../model/film.svelte.ts'

type Acts = (film: OpenFilm, clip: ClipId) => unknown

/** Cut and copy are of shots: they do nothing here, lest they take the shot in the place of the clip. */
const keys: Readonly<Record<string, Acts>> = {
  Delete: ({ sounds }, clip) => sounds.remove(clip),
  Backspace: ({ sounds }, clip) => sounds.remove(clip),
  D: ({ sounds }, clip) => sounds.duplicate(clip),
  'Mod+D': ({ sounds }, clip) => sounds.duplicate(clip),
  '[': ({ sounds }, clip) => sounds.trimToNow(clip, 'start'),
  ']': ({ sounds }, clip) => sounds.trimToNow(clip, 'end'),
  'Alt+ArrowLeft': ({ sounds }, clip) => sounds.nudge(clip, -1),
  'Alt+ArrowRight': ({ sounds }, clip) => sounds.nudge(clip, 1),
  'Alt+Shift+ArrowLeft': ({ sounds, fps }, clip) => sounds.nudge(clip, -fps),
  'Alt+Shift+ArrowRight': ({ sounds, fps }, clip) => sounds.nudge(clip, fps),
  'Mod+X': () => undefined,
  'Mod+C': () => undefined
}
const repeats = /^Alt\+/

/** @param name of the key press (`keyName`) @returns whether it was used; null: it is the key of a command */
export function pressSound(film: OpenFilm, name: string, isRepeat: boolean): boolean | null {
  const { chosen } = film.sounds
  if (!chosen) return null
  if (name === 'Escape') {
    film.sounds.choose(null)
    return true
  }
  const act = Object.hasOwn(keys, name) ? keys[name] : undefined
  if (!act) return null
  if (film.state.saved.state !== 'read-only' && (!isRepeat || repeats.test(name))) act(film, chosen.clip.id)
  return true
}
