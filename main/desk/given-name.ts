/**
 * A new film has a file before it has a title, as it is saved from its first second on. As long as the artist has named
 * no file, its name follows the title: when the film is closed, as the file of an open one is never touched.
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

/** What a film that the studio puts at `path` is to be made with, so that its name is known to be nobody's choice. */
export const givenName = (path: string, film: Film): Readonly<Record<string, unknown>> => ({
  [setting]: note(path, film)
})

/**
 * Closes a film, and gives its file the title's name where nobody has named it: it is still called as the studio called
 * it, in the folder where the studio put it.
 * @param folder where the studio puts new films
 * @returns the path the file has then
 */
export function closeUnderTitle(project: Project, folder: () => string): string {
  try {
    const target = titled(project, folder())
    if (target !== null) {
      project.setSetting(setting, note(target, project.film))
      return project.closeAs(target)
    }
  } catch {
    // The film is saved under the name it has: a better one is not worth a word.
  }
  project.close()
  return project.path
}

/** Whether the file will follow the title: nobody has named or moved it. Where that cannot be told, it will not. */
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

/** Where the film would lie under its title; null where it stays. */
function titled(project: Project, folder: string): string | null {
  const { path, film, saved } = project
  const noted = given(project, folder)
  if (noted === null || saved.state !== 'saved') return null
  const [name, before] = [film.title, noted.title].map(fileName) as [string, string]
  return name.toLowerCase() === before.toLowerCase() ? null : freshPath(dirname(path), name) // to some disks they are one
}
