/**
 * A new film has a file before it has a title, as it is saved from its first second on. As long as the user has not named
 * the file, it is renamed to the title when the film is closed; an open file is never renamed.
 */
import { realpathSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import * as v from 'valibot'
import { fileName } from '../../app/film/file-name.ts'
import type { Film } from '../../app/film/film.ts'
import type { Project } from '../project/project.ts'
import { freshPath } from './film-names.ts'

const setting = 'given-name'
const schema = v.object({ file: v.string(), title: v.string() })
type Given = v.InferOutput<typeof schema>

const note = (path: string, { title }: Film): Given => ({ file: basename(path), title })

/** Settings that mark the name as given by the studio and not by the user. */
export const givenName = (path: string, film: Film): Readonly<Record<string, unknown>> => ({
  [setting]: note(path, film)
})

/**
 * Closes a film and renames its file to the title if the user never named it: it still has the studio's name, in the
 * studio's folder.
 * @param folder where the studio puts new films
 * @returns the file's path then
 */
export function closeUnderTitle(project: Project, folder: () => string): string {
  try {
    const target = titled(project, folder())
    if (target !== null) {
      project.setSetting(setting, note(target, project.film))
      return project.closeAs(target)
    }
  } catch {
    // The film is saved under its old name: a failed rename is not worth a message.
  }
  project.close()
  return project.path
}

/** Whether the file will be renamed to the title: the user never named or moved it. When in doubt, false. */
export function followsTitle(project: Project, folder: () => string): boolean {
  try {
    return given(project, folder()) !== null
  } catch {
    return false
  }
}

function given(project: Project, folder: string): Given | null {
  const { path, readOnly } = project
  if (readOnly !== null || dirname(path) !== realpathSync(folder)) return null
  const { success, output } = v.safeParse(schema, project.setting(setting))
  return success && output.file === basename(path) ? output : null
}

/** Path for the title; null where it stays. */
function titled(project: Project, folder: string): string | null {
  const { path, film, saved } = project
  const noted = given(project, folder)
  if (noted === null || saved.state !== 'saved') return null
  const [name, before] = [film.title, noted.title].map(fileName) as [string, string]
  return name.toLowerCase() === before.toLowerCase() ? null : freshPath(dirname(path), name) // case-insensitive disks treat them as one
}
