/**
 * Takes that neither the film nor its undo list knows, as earlier versions of Throughline lost some: told once, when the
 * film is opened. Those that the artist took out herself are in the undo list.
 */
import * as v from 'valibot'
import type { ShelfTake } from '../../app/contract/shelf.ts'
import { namedTakes } from '../../app/edits/named-takes.ts'
import type { Project } from '../project/project.ts'

const setting = 'shelf.told'
const schema = v.array(v.string())

/**
 * How many takes on the shelf are to be told, which are noted as told; 0 for a film that is only looked at, as nothing can
 * be done about them there.
 */
export function shelfNews(project: Project, shelf: readonly ShelfTake[]): number {
  if (project.readOnly !== null || shelf.length === 0) return 0
  const named = namedTakes(project.history)
  const told = new Set(toldOf(project))
  const unknown = shelf.filter(({ id }) => !named.has(id))
  const news = unknown.filter(({ id }) => !told.has(id)).length
  if (news > 0) note(project, unknown)
  return news
}

function note(project: Project, unknown: readonly ShelfTake[]): void {
  try {
    project.keepSetting(
      setting,
      unknown.map(({ id }) => id)
    )
  } catch {
    // They are told once more at the next opening, which is all that this costs.
  }
}

/** From a file that anybody may have written: what is no list of takes is none. */
function toldOf(project: Project): readonly string[] {
  const { success, output } = v.safeParse(schema, project.setting(setting))
  return success ? output : []
}
