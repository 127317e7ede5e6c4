/** Runs exports, one at a time; progress is sent to the window. */
import { Failure } from '../../app/base/failure.ts'
import type { ExportOrder } from '../../app/contract/commands.ts'
import { isFolder } from '../../app/exchange/formats.ts'
import type { ExportPlan, ExportState } from '../../app/contract/window.ts'
import { contactSheet } from '../export/contact-sheet.ts'
import { mayReplace, wasExported } from '../export/exported.ts'
import { findFfmpeg } from '../export/ffmpeg.ts'
import { gridOf } from '../../app/exchange/sheet/choices.ts'
import { editRate } from '../../app/exchange/handoff/rate.ts'
import { exportFile, exportFilmAs, filmAsText } from '../export/film-as.ts'
import { deliveredPart, type DeliveredPart } from '../export/delivered-part.ts'
import { decodedBy, filmExport, type FilmOrder } from '../export/film-export.ts'
import { exportHandoff } from '../export/handoff.ts'
import { cancelled } from '../export/run-ffmpeg.ts'
import type { Project } from '../project/project.ts'
import type { Supervisor } from '../supervisor/supervisor.ts'
import { exportPlan } from './export-plan.ts'
import type { ExportTargets } from './export-targets.ts'
import type { FilmPacks } from '../production/film-packs.ts'
import { parseSketch } from '../project/sketches.ts'

export interface ExportParts {
  readonly supervisor: Supervisor
  readonly packs: FilmPacks
  readonly targets: ExportTargets
  /** Prints HTML to PDF; `numbered`: with page numbers. */
  readonly print: (html: string, numbered: boolean, signal: AbortSignal) => Promise<Uint8Array>
  /** `assets/fonts` */
  readonly fonts: string
  readonly emit: (state: ExportState) => void
}

interface Running {
  readonly stop: AbortController
  /** Never rejects. */
  readonly over: Promise<void>
}

export class Exports {
  /** Path of the last export; null before the first. */
  last: string | null = null
  readonly #parts: ExportParts
  #running: Running | null = null

  constructor(parts: ExportParts) {
    this.#parts = parts
  }

  plan(project: Project): Promise<ExportPlan> {
    return exportPlan(project, this.#parts.packs.of(project), this.#parts.targets)
  }

  /** A part of a stored picture as it would be delivered: PNG. @throws Failure `export.no-pictures`, `ffmpeg.*` */
  preview(project: Project, part: DeliveredPart): Promise<Uint8Array<ArrayBuffer>> {
    return deliveredPart(project, this.#parts.packs.of(project).facts, part)
  }

  get running(): boolean {
    return this.#running !== null
  }

  /** Resolves when no export runs. */
  async idle(): Promise<void> {
    await this.#running?.over
  }

  /**
   * Starts an export; the result is reported by an event, never thrown.
   * @param replace whether another file may be replaced; the film's own earlier export always may
   * @throws Failure `export.busy`, `export.exists`
   */
  start(project: Project, order: ExportOrder, replace: boolean): void {
    if (this.#running)
      throw new Failure('export.busy', 'A film is being exported already.', 'Wait for it, or cancel it.')
    const { emit, targets } = this.#parts
    const { format } = order
    const path = targets.path(project, format)
    const replaces = mayReplace(path, () => wasExported(project, path), replace || isFolder(format)) // a folder is never replaced
    const stop = new AbortController()
    const report = (done: number): void => emit({ state: 'running', format, path, done })
    report(0)
    let tooLoud: number | null = null
    const to = { path, replaces, tooLoud: (decibels: number) => void (tooLoud = decibels) }
    const over = this.#write(project, order, to, stop.signal, report)
      .then(() => {
        this.last = path
        emit({ state: 'done', format, path, tooLoud })
      })
      .catch((error: unknown) => emit({ state: 'failed', format, error: Failure.from(error).toData() }))
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
    to: Pick<FilmOrder, 'path' | 'replaces' | 'tooLoud'>,
    signal: AbortSignal,
    report: (done: number) => void
  ): Promise<void> {
    const { packs, print, supervisor, fonts } = this.#parts
    const pack = packs.of(project)
    const { facts } = pack
    const whole = (make: () => string | Promise<Uint8Array>): Promise<void> =>
      exportFile(project, to.path, to.replaces, async () => {
        const content = await make()
        if (signal.aborted) throw cancelled()
        return content
      })
    if ('sheet' in order) {
      const { sheet: choices } = order
      const logo = order.logo && parseSketch(order.logo)
      const numbered = choices.numbers && gridOf(choices.grid) === null // pages of a grid have their own
      return whole(() => print(contactSheet(project, { choices, logo, facts, fonts }), numbered, signal))
    }
    if (!('delivery' in order)) return whole(() => filmAsText(order.format, project, facts, order))
    const progress = (done: number, all: number): void => report(done / all)
    const ffmpeg = await findFfmpeg()
    if (order.format === 'edit') {
      const how = { ...order, rate: editRate(order.rate), pictures: decodedBy(supervisor, pack, { ffmpeg, signal }) }
      await exportHandoff(project, facts, { ...how, path: to.path, ffmpeg, signal, progress })
      return
    }
    const { format, ...how } = order
    const { film } = filmExport(project, supervisor, pack, { ...to, ...how, ffmpeg, signal, progress })
    await exportFilmAs(format, project, film)
  }
}
