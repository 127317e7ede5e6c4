/** The open film's state for the window. */
import type { FilmState, Making, ModelFacts } from '../../app/contract/open-film.ts'
import { FilmViewer, type FilmView } from '../../app/contract/film-state.ts'
import type { ShelfTake } from '../../app/contract/shelf.ts'
import { ledgerOf } from '../production/ledger.ts'
import type { Project } from '../project/project.ts'
import type { PackFacts } from '../production/pack-facts.ts'

type FromDesk = Pick<FilmState, 'session' | 'serial' | 'lastView' | 'followsTitle' | 'goesOn' | 'strayTakes'>

/** Derives the state of one open project repeatedly, reading only what changed. */
export class FilmStates {
  readonly #project: Project
  readonly #pack: PackFacts
  readonly #model: ModelFacts
  #viewer: FilmViewer
  /** How much of `project.grown` was processed. */
  #grown = 0

  constructor(project: Project, pack: PackFacts) {
    this.#project = project
    this.#pack = pack
    this.#model = { name: pack.name, width: pack.width, height: pack.height, knows: pack.knows }
    this.#viewer = this.#anew()
  }

  now(desk: FromDesk, making: Making | null): FilmState {
    const { history, path, revision, saved } = this.#project
    return {
      ...desk,
      path,
      view: this.#view(),
      revision,
      undo: history.done.at(-1)?.label ?? null,
      redo: history.undone.at(-1)?.label ?? null,
      saved,
      model: this.#model,
      making,
      waiting: making === null ? this.#project.queue.length : 0
    }
  }

  /** Takes without a shot. */
  get shelf(): readonly ShelfTake[] {
    return this.#view().shelf
  }

  #view(): FilmView {
    const { film, grown, readOnly } = this.#project
    if (readOnly) this.#viewer = this.#anew() // another program may be adding to it
    const now = new Set(grown.slice(this.#grown))
    this.#grown = grown.length
    return this.#viewer.view(film, now)
  }

  #anew(): FilmViewer {
    const project = this.#project
    return new FilmViewer(ledgerOf(project, this.#pack.model), this.#pack.base, () => project.known)
  }
}
