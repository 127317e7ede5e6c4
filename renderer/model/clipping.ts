/** Cards on the clipboard; cut cards keep their takes. */
import type { FilmState } from '../../app/contract/open-film.ts'
import type { Card } from '../../app/film/film.ts'

export interface Clipping {
  readonly cards: readonly Card[]
  /** Their film at the time of copying. */
  readonly from: FilmState
  /** The text on the system clipboard: while it is there, paste means these cards. */
  readonly text: string
  /** Their sketches, fetched early: the film may be closed when they are pasted. */
  readonly sketches: Promise<readonly Uint8Array[]>
}
