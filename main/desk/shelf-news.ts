/**
 * Takes that neither the film nor its undo list refers to, as earlier versions of Throughline could lose: reported once,
 * when the film is opened. Takes that the artist removed are in the undo list.
 */
import * as v from 'valibot'
import type { ShelfTake } from '../../app/contract/shelf.ts'
import { namedTakes } from '../../app/edits/named-takes.ts'
import type { Project } from '../project/project.ts'

const setting = 'shelf.told'
const schema = v.array(v.string())

/**
 * Number of unreferenced takes on the shelf not reported yet; they are stored as reported. 0 for a read-only film, where
 * nothing can be done about them.
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
    // They are reported again at the next opening, which does no harm.
  }
}

/** Untrusted file data: anything but a list of takes counts as empty. */
function toldOf(project: Project): readonly string[] {
  const { success, output } = v.safeParse(schema, project.setting(setting))
  return success ? output : []
}
