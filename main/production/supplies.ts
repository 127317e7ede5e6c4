/** What the engine is given of a project while it makes film: pages of memory and latents, or from where they are made again. */
import type { Whereabouts } from '../../app/contract/engine.ts'
import { pageId } from '../../app/ids.ts'
import { whereaboutsOf } from '../project/page-origins.ts'
import type { Project } from '../project/project.ts'
import type { Supply } from '../supervisor/work.ts'

export class Supplies {
  readonly #project: Project

  constructor(project: Project) {
    this.#project = project
  }

  supply(pages: readonly string[], latents: readonly string[]): Supply {
    return {
      pages: this.#project.pages(pages.map(pageId)),
      latents: latents.flatMap((sha256) => {
        const bytes = this.#project.latents(sha256)
        return bytes ? [{ sha256, bytes }] : [] // the engine says what is missing
      })
    }
  }

  origins(pages: readonly string[]): readonly Whereabouts[] {
    return pages.map((id) => whereaboutsOf(this.#project, pageId(id)))
  }
}
