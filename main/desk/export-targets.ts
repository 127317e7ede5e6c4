/** Where each export goes: beside the film under the film's name, until the person chooses another place. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { exportFormats, type ExportFormat } from '../../app/contract/formats.ts'
import { fileName } from '../../app/film/file-name.ts'
import type { ExportTarget } from '../../app/contract/window.ts'
import { canWrite } from '../files/writable.ts'
import type { Project } from '../project/project.ts'

/** What a file of each format is called; `png` is a folder. */
export const extensions: Readonly<Record<ExportFormat, string>> = {
  mp4: '.mp4',
  webm: '.webm',
  gif: '.gif',
  png: '',
  pdf: '.pdf',
  srt: '.srt',
  shots: '.shots'
}

export class ExportTargets {
  readonly #elsewhere: () => string
  /** Places chosen, by film and format. */
  readonly #chosen = new Map<string, string>()

  /** @param elsewhere the folder for films whose own folder cannot be written */
  constructor(elsewhere: () => string) {
    this.#elsewhere = elsewhere
  }

  /** The absolute path an export of this format goes to. */
  path(project: Project, format: ExportFormat): string {
    return this.#chosen.get(key(project, format)) ?? this.#standard(project, format)
  }

  /** A name without an extension, as some dialogs leave it, gets the format's. */
  choose(project: Project, format: ExportFormat, path: string): void {
    const named = /^\.[a-z]/i.test(extname(path)) ? path : path + extensions[format] // `.2` is a part of the name
    this.#chosen.set(key(project, format), named)
  }

  /** All of them, as the window shows them. */
  all(project: Project): Record<ExportFormat, ExportTarget> {
    const each = exportFormats.map((format): [ExportFormat, ExportTarget] => {
      const path = this.path(project, format)
      return [format, { folder: dirname(path), name: basename(path), exists: existsSync(path) && !isEmptyFolder(path) }]
    })
    return Object.fromEntries(each) as Record<ExportFormat, ExportTarget>
  }

  #standard(project: Project, format: ExportFormat): string {
    const own = dirname(project.path)
    const path = join(canWrite(own) ? own : this.#elsewhere(), fileName(project.film.title) + extensions[format])
    return format === 'png' ? freeFolder(path) : path
  }
}

const key = (project: Project, format: ExportFormat): string => `${format} ${project.path}`

const isEmptyFolder = (path: string): boolean => statSync(path).isDirectory() && readdirSync(path).length === 0

/** Pictures never go among others: the first name that is not taken. */
function freeFolder(path: string): string {
  for (let count = 1; ; count++) {
    const folder = count === 1 ? path : `${path} ${count}`
    if (!existsSync(folder) || isEmptyFolder(folder)) return folder
  }
}
