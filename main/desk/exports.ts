/** Writing the film as other programs know it. One export at a time; the window is told how far it is. */
import { writeFile } from 'node:fs/promises'
import { Failure } from '../../app/contract/failure.ts'
import type { ExportOrder } from '../../app/contract/commands.ts'
import type { PictureScale } from '../../app/contract/formats.ts'
import type { ExportPlan, ExportState } from '../../app/contract/window.ts'
import { contactSheet } from '../export/contact-sheet.ts'
import { findFfmpeg } from '../export/ffmpeg.ts'
import { exportFilmAs, filmAsText } from '../export/film-as.ts'
import { filmChunks } from '../export/film-chunks.ts'
import type { FilmExport } from '../export/film-mp4.ts'
import { cancelled } from '../export/run-ffmpeg.ts'
import { intoTarget } from '../export/target.ts'
import { ledgerOf } from '../production/ledger.ts'
import type { Project } from '../project/project.ts'
import type { Supervisor } from '../supervisor/supervisor.ts'
import { exportPlan } from './export-plan.ts'
import type { ExportTargets } from './export-targets.ts'
import type { PackFacts } from '../production/pack-facts.ts'

export interface ExportParts {
  readonly supervisor: Supervisor
  readonly pack: PackFacts
  readonly targets: ExportTargets
  /** A page to PDF. */
  readonly print: (html: string) => Promise<Uint8Array>
  readonly tell: (state: ExportState) => void
}

interface Running {
  readonly stop: AbortController
  /** Never rejects. */
  readonly over: Promise<void>
}

export class Exports {
  /** What was exported last; null before. */
  last: string | null = null
  readonly #parts: ExportParts
  #running: Running | null = null

  constructor(parts: ExportParts) {
    this.#parts = parts
  }

  plan(project: Project): Promise<ExportPlan> {
    return exportPlan(project, this.#parts.pack, this.#parts.targets)
  }

  /** Begins to write; the end is told, never thrown. @throws Failure `export.busy` */
  start(project: Project, order: ExportOrder): void {
    if (this.#running)
      throw new Failure('export.busy', 'A film is being exported already.', 'Wait for it, or cancel it.')
    const { tell, targets } = this.#parts
    const { format } = order
    const path = targets.path(project, format)
    const stop = new AbortController()
    const report = (done: number): void => tell({ state: 'running', format, path, done })
    report(0)
    const over = this.#write(project, order, path, stop.signal, report)
      .then(() => {
        this.last = path
        tell({ state: 'done', format, path })
      })
      .catch((error: unknown) => tell({ state: 'failed', format, error: Failure.from(error).toData() }))
      .finally(() => (this.#running = null))
    this.#running = { stop, over }
  }

  cancel(): void {
    this.#running?.stop.abort()
  }

  /** Cancels, and waits until nothing reads the film any more. */
  async end(): Promise<void> {
    this.cancel()
    await this.#running?.over
  }

  async #write(
    project: Project,
    order: ExportOrder,
    path: string,
    signal: AbortSignal,
    report: (done: number) => void
  ): Promise<void> {
    const { base } = this.#parts.pack
    const whole = (make: () => string | Promise<Uint8Array>): Promise<void> =>
      intoTarget(path, async (file) => {
        const content = await make()
        if (signal.aborted) throw cancelled()
        await writeFile(file, content)
      })
    switch (order.format) {
      case 'pdf':
        return whole(() => this.#parts.print(contactSheet(project, base, order.summary)))
      case 'srt':
      case 'shots':
        return whole(() => filmAsText(order.format, project.film, base))
      case 'mp4':
      case 'webm':
      case 'gif':
      case 'png':
        await exportFilmAs(order.format, project, await this.#film(project, order.scale, path, signal, report))
    }
  }

  async #film(
    project: Project,
    scale: PictureScale,
    path: string,
    signal: AbortSignal,
    report: (done: number) => void
  ): Promise<FilmExport> {
    const { supervisor, pack } = this.#parts
    const { base, width, height, latentBytes, model } = pack
    const { chunks } = filmChunks(project.film, ledgerOf(project, model))
    const decode = async (latents: Uint8Array) => (await supervisor.decode(latents)).frames
    return {
      chunks,
      pictures: { from: 'latents', decode, width, height, latentBytes },
      fps: base.fps,
      scale,
      path,
      ffmpeg: await findFfmpeg(),
      signal,
      progress: (made) => report(made / chunks.length)
    }
  }
}
