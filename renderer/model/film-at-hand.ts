/** What the parts of an open film need of it, and it of the studio: the parts know no more of either. */
import type { FilmState } from '../../app/contract/open-film.ts'
import type { CardId } from '../../app/ids.ts'
import type { Clipping } from './clipping.ts'
import type { Deed, Notices } from './notices.svelte.ts'
import type { Preferences } from './preferences.svelte.ts'
import type { Shot } from './shots.ts'
import type { Moved, Standing } from './stance.ts'

/** What an open film needs of the studio that it is open in. */
export interface FilmHost {
  readonly notices: Notices
  readonly preferences: Preferences
  clipboard: Clipping | null
  /** What is done to the open film, or to a part of it. */
  ofFilm(kind: Deed['kind'], ...part: readonly string[]): Deed
  /** Does something that may fail, and says so if it does. */
  attempt(deed: Deed, work: () => Promise<unknown>): Promise<void>
  trouble(error: unknown, ...of: readonly Deed[]): void
}

/** What the hand needs of the film that it changes. */
export interface FilmAtHand extends Moved, Standing {
  readonly studio: FilmHost
  readonly session: number
  readonly state: FilmState
  readonly atHand: Shot | null
  readonly playhead: { readonly frame: number; halt(): void }
  wantsPrompt: CardId | null
  /** Waits until the film is as main answered, unless it is left before. */
  reached(serial: number): Promise<void>
  /** For a screen reader. */
  say(text: string): void
}
