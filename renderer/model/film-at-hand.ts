/** Interfaces between the parts of an open film and the studio: neither depends on more of the other. */
import type { FilmState } from '../../app/contract/open-film.ts'
import type { CardId, SceneId } from '../../app/ids.ts'
import type { Clipping } from './clipping.ts'
import type { Draft } from './draft.svelte.ts'
import type { Deed, Notices } from './notices.svelte.ts'
import type { Preferences } from './preferences.svelte.ts'
import type { Shot } from './shots.ts'
import type { Movable, Standing } from './stance.ts'
import type { Awaiting } from './type-ahead.svelte.ts'

/** What an open film needs from the studio. */
export interface FilmHost {
  readonly notices: Notices
  readonly preferences: Preferences
  readonly fullScreen: boolean
  toggleFullScreen(): void
  clipboard: Clipping | null
  /** A deed on the open film, or on a part of it. */
  ofFilm(kind: Deed['kind'], ...part: readonly string[]): Deed
  /** Runs something that may fail, and shows a notice if it does. */
  attempt(deed: Deed, work: () => Promise<unknown>): Promise<void>
  trouble(error: unknown, ...of: readonly Deed[]): void
}

/** What `Hand` needs from the film. */
export interface FilmAtHand extends Movable, Standing, Awaiting {
  readonly studio: FilmHost
  readonly session: number
  readonly state: FilmState
  /** The text of each field: its prompt, the name of its scene, the name of its marker at a display frame. */
  readonly drafts: {
    text(card: CardId, field: 'prompt'): Draft
    scene(card: CardId, scene: SceneId): Draft
    marker(card: CardId, at: number): Draft
  }
  readonly atHand: Shot | null
  readonly playhead: { readonly frame: number; halt(): void }
  /** Resolves when the state with this serial has arrived, or the film is closed. */
  reached(serial: number): Promise<void>
  /** Announces text to screen readers. */
  say(text: string): void
}
