/** Answers the engine's requests from a project: pages of memory and latents, or the origins to re-create them from. */
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
        return bytes ? [{ sha256, bytes }] : [] // the engine reports what is missing
      })
    }
  }

  origins(pages: readonly string[]): readonly Whereabouts[] {
    return pages.map((id) => whereaboutsOf(this.#project, pageId(id)))
  }
}
