/** Exports the film for an editing program: a folder with a file per take, and the cut in every format such programs read. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fitting, type Delivery } from '../../app/exchange/delivery.ts'
import type { MasterFormat } from '../../app/exchange/formats.ts'
import { cutList, type CutList, type TakeChoice } from '../../app/exchange/handoff/cut-list.ts'
import { handoffFiles } from '../../app/exchange/handoff/files.ts'
import { mediaFolder } from '../../app/exchange/handoff/otio.ts'
import type { EditRate } from '../../app/exchange/handoff/rate.ts'
import { makeDurable } from '../../engine/files/partial.ts'
import { ledgerOf } from '../production/ledger.ts'
import type { PackFacts } from '../production/pack-facts.ts'
import type { Project } from '../project/project.ts'
import type { Ffmpeg } from './ffmpeg.ts'
import { writeMaster } from './film-master.ts'
import { nothingToExport } from './film-mp4.ts'
import type { PictureSource } from './pictures.ts'
import { intoFolder } from './target-folder.ts'

/** The user's choices. */
export interface HandoffChoices {
  readonly delivery: Delivery
  readonly rate: EditRate
  /** Encoding of the take files. */
  readonly media: MasterFormat
  readonly takes: TakeChoice
}

export interface HandoffOrder extends HandoffChoices {
  /** The folder, which must be new or empty. */
  readonly path: string
  readonly pictures: PictureSource
  readonly ffmpeg: Ffmpeg
  readonly signal: AbortSignal
  /** @param done chunks written, of `all` */
  readonly progress: (done: number, all: number) => void
}

/** @returns the contents of the folder @throws Failure `export.*`, `ffmpeg.*`, `disk.full`, and whatever decoding throws */
export async function exportHandoff(
  project: Project,
  { base, model, width, height }: PackFacts,
  { path, progress, rate, media, takes, ...how }: HandoffOrder
): Promise<CutList> {
  const list = cutList(project.film, ledgerOf(project, model), base, rate, takes)
  if (list.media.length === 0) throw nothingToExport()
  const all = list.media.reduce((sum, { chunks }) => sum + chunks.length, 0)
  await intoFolder(path, async (partial) => {
    mkdirSync(join(partial, mediaFolder))
    let before = 0
    for (const { name, reel, chunks, length } of list.media) {
      const file = join(partial, mediaFolder, name)
      const told = before
      const shape = { ...how, chunks, fps: base.fps, rate, length, reel }
      await writeMaster(media, project, { ...shape, path: file, progress: (done) => progress(told + done, all) })
      makeDurable(file)
      before += chunks.length
    }
    const size = fitting({ width, height }, how.delivery)
    for (const { name, text } of handoffFiles(list, basename(path), size))
      writeFileSync(join(partial, name), text, { flag: 'wx', flush: true })
  })
  return list
}
