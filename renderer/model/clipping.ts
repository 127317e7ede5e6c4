/** Cards that were cut or copied; cut cards still have their takes. */
import type { FilmState } from '../../app/contract/open-film.ts'
import type { Card } from '../../app/film/film.ts'

export interface Clipping {
  readonly cards: readonly Card[]
  /** The film they are of, as it was. */
  readonly from: FilmState
  /** As it stands on the system's clipboard: while it does, the cards themselves are meant. */
  readonly text: string
  /** The pictures of their sketches: the film they come from may be closed when they are needed. */
  readonly sketches: Promise<readonly Uint8Array[]>
}
