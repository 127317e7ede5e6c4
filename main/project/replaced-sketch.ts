/**
 * While somebody draws, each pause stores a sketch in the place of the one before, in one step of undo. What nothing names any
 * more then leaves the file, which would grow by a picture at each pause.
 */
import type { Edit } from '../../app/edits/edit.ts'
import type { Edited } from '../../app/edits/history.ts'
import type { Film } from '../../app/film/film.ts'
import type { Tables } from '../store/tables/tables.ts'

export class ReplacedSketch {
  /** Replaced by the last sketch. It stays until the next one: the window may still be fetching it. */
  #id: string | null = null

  /**
   * To be called in the transaction of every edit.
   * @param before the film before the edit
   * @param after film and undo list after it
   */
  follow(tables: Tables, edit: Edit, before: Film, after: Edited): void {
    if (edit.type !== 'setSketch') return
    if (this.#id !== null && !isNamed(after, this.#id)) tables.assets.drop(this.#id)
    this.#id = before.cards.find(({ id }) => id === edit.card)?.sketch ?? null
  }
}

/** Whether a card or a step of the undo list has a sketch. */
const isNamed = ({ film, history }: Edited, sketch: string): boolean =>
  film.cards.some((card) => card.sketch === sketch) || JSON.stringify(history).includes(sketch)
