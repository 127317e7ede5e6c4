/** Writing the film as other programs know it. One export at a time; the window is told how far it is. */
import { writeFile } from 'node:fs/promises'
import { Failure } from '../../app/contract/failure.ts'
import type { ExportFormat } from '../../app/contract/formats.ts'
import type { ExportState } from '../../app/contract/window.ts'
import { printShotList } from '../../app/exchange/print-shots.ts'
import { printSrt } from '../../app/exchange/srt.ts'
import { findFfmpeg } from '../export/ffmpeg.ts'
import { filmChunks } from '../export/film-chunks.ts'
import { exportFilmMp4, type FilmExport } from '../export/film-mp4.ts'
import { exportFilmStills } from '../export/film-stills.ts'
import { exportFilmVideo } from '../export/film-video.ts'
import { intoTarget } from '../export/target.ts'
import { ledgerOf } from '../production/ledger.ts'
import type { Project } from '../project/project.ts'
import type { Supervisor } from '../supervisor/supervisor.ts'
import type { PackFacts } from './pack-facts.ts'

/** What a file of each format is called; `png` is a folder. */
export const extensions: Readonly<Record<ExportFormat, string>> = {
  mp4: 'mp4',
  webm: 'webm',
  gif: 'gif',
  png: '',
  srt: 'srt',
  shots: 'shots'
}

export class Exports {
  readonly #supervisor: Supervisor
  readonly #pack: PackFacts
  readonly #tell: (state: ExportState) => void
  #running: AbortController | null = null

  constructor(supervisor: Supervisor, pack: PackFacts, tell: (state: ExportState) => void) {
    this.#supervisor = supervisor
    this.#pack = pack
    this.#tell = tell
  }

  /** Begins to write; the end is told, never thrown. @throws Failure `export.busy` */
  start(project: Project, format: ExportFormat, path: string): void {
    if (this.#running)
      throw new Failure('export.busy', 'A film is being exported already.', 'Wait for it, or cancel it.')
    const running = new AbortController()
    this.#running = running
    const report = (done: number): void => this.#tell({ state: 'running', format, path, done })
    report(0)
    void this.#write(project, format, path, running.signal, report)
      .then(() => this.#tell({ state: 'done', format, path }))
      .catch((error: unknown) => this.#tell({ state: 'failed', format, error: Failure.from(error).toData() }))
      .finally(() => (this.#running = null))
  }

  cancel(): void {
    this.#running?.abort()
  }

  async #write(
    project: Project,
    format: ExportFormat,
    path: string,
    signal: AbortSignal,
    report: (done: number) => void
  ): Promise<void> {
    const { base, width, height, model } = this.#pack
    if (format === 'srt') return intoTarget(path, (file) => writeFile(file, printSrt(project.film, base)))
    if (format === 'shots') return intoTarget(path, (file) => writeFile(file, printShotList(project.film, base)))
    const { chunks } = filmChunks(project.film, ledgerOf(project, model))
    const decode = async (latents: Uint8Array) => (await this.#supervisor.decode(latents)).frames
    const film: FilmExport = {
      chunks,
      pictures: { from: 'latents', decode, width, height },
      fps: base.fps,
      path,
      ffmpeg: await findFfmpeg(),
      signal,
      progress: (made) => report(made / chunks.length)
    }
    if (format === 'mp4') await exportFilmMp4(project, film)
    else if (format === 'png') await exportFilmStills(project, film)
    else await exportFilmVideo(format, project, film)
  }
}
