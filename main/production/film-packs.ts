/** Which pack makes a film: the one that it names, as far as it is on this machine. */
import type { Manifest } from '../../engine/pack/manifest.ts'
import { Failure } from '../../app/base/failure.ts'
import type { Project } from '../project/project.ts'
import { keptFacts, keepFacts } from './kept-facts.ts'
import { factsOf, type PackFacts } from './pack-facts.ts'

export interface FilmPack {
  readonly facts: PackFacts
  /** Null: it is not on this machine, and the facts are those that the film has of it. */
  readonly folder: string | null
}

/** A pack of the shelf (main/packs/shelf.ts). */
interface OnShelf {
  readonly folder: string
  readonly manifest: Manifest | null
  /** Why it cannot be used. */
  readonly problem: Failure | null
}

/** The packs of this machine, as they were when they were last looked at. */
export class FilmPacks {
  /** The one that comes with the program. */
  readonly own: FilmPack
  #here: ReadonlyMap<string, FilmPack>

  constructor(own: FilmPack) {
    this.own = own
    this.#here = new Map([[own.facts.model, own]])
  }

  /** Now these are here. @param shelf besides the program's own */
  put(shelf: readonly OnShelf[]): void {
    const others = shelf.flatMap(({ folder, manifest, problem }): FilmPack[] =>
      manifest === null || problem !== null ? [] : [{ facts: factsOf(manifest), folder }]
    )
    this.#here = new Map([...others, this.own].map((pack) => [pack.facts.model, pack]))
  }

  /** Of a film; one that is not here is known as the film keeps it, or else only by name. */
  of(project: Pick<Project, 'film' | 'setting'>): FilmPack {
    const { model } = project.film.settings
    if (model === null) return this.own
    return this.#here.get(model) ?? { facts: keptFacts(project, model) ?? unknown(model, this.own.facts), folder: null }
  }

  /** As `of`, for making film. @returns its folder @throws Failure `model.missing` */
  demand(project: Pick<Project, 'film' | 'setting'>): string {
    const { facts, folder } = this.of(project)
    if (folder === null) throw missingModel(facts)
    return folder
  }

  /** The film keeps what it must know of its model where that is not here. */
  keep(project: Project): void {
    const { facts, folder } = this.of(project)
    if (folder !== null) keepFacts(project, facts)
  }
}

/** Nothing was made with it, or an earlier version did: times and sizes are as those of the program's own. */
const unknown = (model: string, own: PackFacts): PackFacts => ({ ...own, model, name: model, knows: null })

export const missingModel = ({ name, model }: Pick<PackFacts, 'name' | 'model'>): Failure =>
  new Failure(
    'model.missing',
    `This film is made with ${name === model ? model : `${name} (${model})`}, which is not on this machine.`,
    'Add that model, or choose another one for the film.',
    { name, model }
  )
