/** What the open film remembers, read as its model remembers: also after another one was chosen. */
import type { MemoryView } from '../../app/contract/memory.ts'
import type { CardId } from '../../app/ids.ts'
import type { FilmPacks } from '../production/film-packs.ts'
import type { PackFacts } from '../production/pack-facts.ts'
import type { Project } from '../project/project.ts'
import { MemoryReader } from './memory-reader.ts'

export class FilmMemory {
  readonly #project: Project
  readonly #packs: FilmPacks
  #last: { readonly facts: PackFacts; readonly reader: MemoryReader } | null = null

  constructor(project: Project, packs: FilmPacks) {
    this.#project = project
    this.#packs = packs
  }

  /** As `MemoryReader.of`. */
  of(card: CardId, index: number): MemoryView {
    const { facts } = this.#packs.of(this.#project)
    if (this.#last?.facts.model !== facts.model) this.#last = { facts, reader: new MemoryReader(this.#project, facts) }
    return this.#last.reader.of(card, index)
  }
}
