/** The artist's edits of the open film: each is committed, and sent to the window, when its call returns. */
import type { Edit } from '../../app/edits/edit.ts'
import type { CardId } from '../../app/ids.ts'
import type { Project } from '../project/project.ts'
import { parseSketch } from '../project/sketches.ts'

export interface EditsParts {
  readonly project: Project
  /** Sends the film to the window. @returns serial of the state sent */
  readonly tell: () => number
  /** Called when the film's title changed. */
  readonly renamed: () => void
}

/** Every method returns the serial of the state sent. */
export class Edits {
  readonly #parts: EditsParts

  constructor(parts: EditsParts) {
    this.#parts = parts
  }

  /** @param burst as in app/edits `perform` @throws Failure `edit.*`, or why it could not be saved */
  perform(edit: Edit, burst: string | null): number {
    return this.#change((project) => project.edit(edit, burst))
  }

  /** Sets a card's sketch. @param burst as in app/edits `perform` @throws Failure `sketch.type`, or why it could not be saved */
  sketch(card: CardId, bytes: Uint8Array, burst: string | null): number {
    const asset = parseSketch(bytes)
    return this.#change((project) => project.sketch(card, asset, burst))
  }

  /** Inserts cards of another film with their sketches. @throws Failure `sketch.type`, `edit.*`, or why it could not be saved */
  bring(edit: Edit, sketches: readonly Uint8Array[]): number {
    const assets = sketches.map(parseSketch)
    return this.#change((project) => project.bring(edit, assets))
  }

  undo(): number {
    return this.#change((project) => project.undo())
  }

  redo(): number {
    return this.#change((project) => project.redo())
  }

  /** A failed change may have changed the save state, which is sent too. */
  #change(work: (project: Project) => void): number {
    const { project, tell, renamed } = this.#parts
    const { title } = project.film
    let serial: number
    try {
      work(project)
    } finally {
      serial = tell()
    }
    if (project.film.title !== title) renamed() // also for finding the film after a crash
    return serial
  }
}
