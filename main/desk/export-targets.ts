/** Destination of each export format: beside the film under its title, until the user chooses another. */
import { lstatSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { windowFormats, type WindowFormat } from '../../app/exchange/formats.ts'
import { extensionOf, namedFor } from '../../app/exchange/file-format.ts'
import { fileName } from '../../app/film/file-name.ts'
import type { ExportTarget } from '../../app/contract/window.ts'
import { wasExported } from '../export/exported.ts'
import { canWrite } from '../../engine/files/writable.ts'
import type { Project } from '../project/project.ts'

export class ExportTargets {
  readonly #elsewhere: () => string
  /** Chosen paths by film and format. */
  readonly #chosen = new Map<string, string>()

  /** @param elsewhere the folder for films whose own folder is not writable */
  constructor(elsewhere: () => string) {
    this.#elsewhere = elsewhere
  }

  /** The absolute path for an export of this format. */
  path(project: Project, format: WindowFormat): string {
    return this.#chosen.get(key(project, format)) ?? this.#standard(project, format)
  }

  /** Whatever a dialog returns, the name gets the format's extension. */
  choose(project: Project, format: WindowFormat, path: string): void {
    this.#chosen.set(key(project, format), join(dirname(path), namedFor(basename(path), format)))
  }

  /** The destinations of all formats, as the window shows them. */
  all(project: Project): Record<WindowFormat, ExportTarget> {
    const each = windowFormats.map((format): [WindowFormat, ExportTarget] => {
      const path = this.path(project, format)
      return [format, { folder: dirname(path), name: basename(path), there: standing(project, path) }]
    })
    return Object.fromEntries(each) as Record<WindowFormat, ExportTarget>
  }

  /** The film's title, with a number where another file, or a non-empty folder, has that name. */
  #standard(project: Project, format: WindowFormat): string {
    const own = dirname(project.path)
    const stem = join(canWrite(own) ? own : this.#elsewhere(), fileName(project.film.title))
    for (let count = 1; ; count++) {
      const path = `${stem}${count === 1 ? '' : ` ${count}`}${extensionOf(format)}`
      if (standing(project, path) !== 'other') return path
    }
  }
}

const key = (project: Project, format: WindowFormat): string => `${format} ${project.path}`

/** What exists at an export's path now. An empty folder does not count: pictures may go into it. */
function standing(project: Project, path: string): ExportTarget['there'] {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found === undefined || (found.isDirectory() && readdirSync(path).length === 0)) return 'nothing'
  return wasExported(project, path) ? 'ours' : 'other'
}
