/** The open film's state for the window. */
import type { FilmState, Making, ModelFacts } from '../../app/contract/open-film.ts'
import { FilmViewer, type FilmView } from '../../app/contract/film-state.ts'
import type { ShelfTake } from '../../app/contract/shelf.ts'
import { ledgerOf } from '../production/ledger.ts'
import type { Project } from '../project/project.ts'
import type { FilmPack, FilmPacks } from '../production/film-packs.ts'

type FromDesk = Pick<FilmState, 'session' | 'serial' | 'lastView' | 'followsTitle' | 'goesOn' | 'strayTakes'>

/** Derives the state of one open project repeatedly, reading only what changed. */
export class FilmStates {
  readonly #project: Project
  readonly #packs: FilmPacks
  #pack: FilmPack
  #model: ModelFacts
  #viewer: FilmViewer
  /** How much of `project.grown` was processed. */
  #grown = 0

  constructor(project: Project, packs: FilmPacks) {
    this.#project = project
    this.#packs = packs
    this.#pack = packs.of(project)
    this.#model = modelFacts(this.#pack)
    this.#viewer = this.#anew()
  }

  now(desk: FromDesk, making: Making | null): FilmState {
    const { history, path, revision, saved } = this.#project
    this.#follow()
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

  /** Another model was chosen, or the film's came or went. */
  #follow(): void {
    const now = this.#packs.of(this.#project)
    const before = this.#pack
    if (now.facts.model === before.facts.model && now.folder === before.folder) return
    this.#pack = now
    this.#model = modelFacts(now)
    this.#viewer = this.#anew()
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
    return new FilmViewer(ledgerOf(project, this.#pack.facts.model), this.#pack.facts.base, () => project.known)
  }
}

const modelFacts = ({ facts: { model, name, width, height, knows }, folder }: FilmPack): ModelFacts => ({
  ...{ model, name, width, height, knows },
  isHere: folder !== null
})
