/** The open film as the window is told of it. */
import type { FilmState, Making, ModelFacts } from '../../app/contract/window.ts'
import { viewFilm } from '../../app/contract/film-state.ts'
import { ledgerOf } from '../production/ledger.ts'
import type { Project } from '../project/project.ts'
import type { PackFacts } from '../production/pack-facts.ts'

export function stateOf(
  project: Project,
  pack: PackFacts,
  told: Pick<FilmState, 'session' | 'serial' | 'left' | 'followsTitle'>,
  making: Making | null
): FilmState {
  const { history } = project
  const model: ModelFacts = { name: pack.name, width: pack.width, height: pack.height, knows: pack.knows }
  return {
    ...told,
    path: project.path,
    view: viewFilm(project.film, ledgerOf(project, pack.model), pack.base),
    revision: project.revision,
    undo: history.done.at(-1)?.label ?? null,
    redo: history.undone.at(-1)?.label ?? null,
    saved: project.saved,
    model,
    making
  }
}
