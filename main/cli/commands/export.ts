/** `throughline export`: what is made, as a film, as pictures, as text or for an editing program. */
import { Option, type Command } from 'commander'
import { Failure } from '../../../app/base/failure.ts'
import {
  formats as formatFacts,
  isConformed,
  isPaperFormat,
  isPictureFormat,
  exportFormats,
  usualMedia,
  type ExportFormat,
  type MasterFormat,
  type PaperFormat,
  type TextFormat
} from '../../../app/exchange/formats.ts'
import { usualTakes, type TakeChoice } from '../../../app/exchange/handoff/cut-list.ts'
import { editRate, usualRate, type EditRateName } from '../../../app/exchange/handoff/rate.ts'
import { shotNumber } from '../../../app/film/film.ts'
import type { Chunk } from '../../../app/time.ts'
import { extensionOf } from '../../../app/exchange/file-format.ts'
import { filmChunks } from '../../export/film-chunks.ts'
import { exportFile, filmAsText, type TextTiming } from '../../export/film-as.ts'
import type { BurnIn } from '../../export/reel.ts'
import { ledgerOf } from '../../production/ledger.ts'
import { Project } from '../../project/project.ts'
import type { Supervisor } from '../../supervisor/supervisor.ts'
import type { Context, Runner } from '../context.ts'
import { checkNoDelivery, deliveryOf, deliveryOptions, type DeliveryOptions } from '../delivery.ts'
import { exitCodes } from '../exit.ts'
import { checkHandoff, handoffFacts, handoffText, writeHandoff, type HandoffTarget } from '../handoff.ts'
import { openForNote } from '../open-for-note.ts'
import {
  animaticOption,
  burnOption,
  mediaOption,
  rateOption,
  replaceOption,
  tailsOption,
  takesOption
} from '../options.ts'
import { formatFor } from '../output-format.ts'
import { noteOtherModels } from '../other-models.ts'
import type { OutputOptions } from '../produce.ts'
import type { FilmPack } from '../../production/film-packs.ts'
import type { PackFacts } from '../../production/pack-facts.ts'
import { filmPack, packToMake } from '../film-pack.ts'
import { make, withEngine } from '../studio.ts'
import { beside, checkFile, checkVideo, videoText, writeVideo, type FileTarget, type VideoTarget } from '../video.ts'

type Pictured = { readonly [Name in 'animatic' | 'burn']?: ExportOptions[Name] | undefined }

interface ExportOptions extends OutputOptions, DeliveryOptions {
  readonly format?: CommandFormat
  readonly rate?: EditRateName
  readonly media?: MasterFormat
  readonly takes?: TakeChoice
  readonly tails?: Chunk
  readonly animatic?: true
  readonly burn?: BurnIn
}

type CommandFormat = Exclude<ExportFormat, PaperFormat>
/** All formats but contact sheets: `throughline sheet`. */
const formats = exportFormats.filter((format): format is CommandFormat => !isPaperFormat(format))

export function addExport(program: Command, run: Runner): void {
  const command = program
    .command('export <project>')
    .description(
      'Write the film as it is now, from the latents, at full quality; its dialogue or shot list; or its cut for an editing program (the folder and the cut without its sound).'
    )
    .option('-o, --output <path>', 'the file, for png and edit the folder (default: beside the project)')
    .addOption(
      new Option('-f, --format <format>', 'its form (default: as the name that -o gives ends, else mp4)').choices(
        formats
      )
    )
  for (const option of deliveryOptions()) command.addOption(option)
  command
    .addOption(rateOption())
    .addOption(mediaOption())
    .addOption(takesOption())
    .addOption(tailsOption())
    .addOption(animaticOption())
    .addOption(burnOption())
    .addOption(replaceOption())
    .addHelpText(
      'after',
      '\nExamples:\n  $ throughline export cat.throughline -o cat.mp4\n  $ throughline export cat.throughline -o cat.webm --scale 4\n  $ throughline export cat.throughline -o story.mp4 --size upright --fit crop --at 0.3,0.5\n  $ throughline export cat.throughline --format srt\n  $ throughline export cat.throughline --format edit -o hand-off --rate 25\n  $ throughline export cat.throughline -o cat.mp4 --animatic --burn number,timecode'
    )
    .action((path: string, options: ExportOptions) => run((context) => exportFilm(context, path, options)))
}

async function exportFilm(context: Context, path: string, options: ExportOptions): Promise<number> {
  const { rate: rateName, replace = false } = options
  const format =
    options.output === undefined ? (options.format ?? 'mp4') : formatFor(options.output, formats, options.format)
  const output = options.output ?? beside(path, extensionOf(format))
  if (rateName !== undefined && !isConformed(format)) throw noRate(format)
  const rate = editRate(rateName ?? usualRate)
  if (format === 'edit') {
    checkNoAnimatic(options, format)
    const { media = usualMedia, takes = usualTakes, tails } = options
    const target = await checkHandoff(output, { delivery: deliveryOf(options), rate, media, takes })
    return exportEdit(context, path, target, tails)
  }
  if (options.media !== undefined || options.takes !== undefined || options.tails !== undefined) throw onlyEdit()
  if (isPictureFormat(format)) {
    const { animatic, burn } = options
    const order = { output, format, delivery: deliveryOf(options), animatic, burn, rate, replace }
    return exportVideo(context, path, await checkVideo(order, path))
  }
  checkNoDelivery(options, format)
  checkNoAnimatic(options, format)
  const { animatic = false } = options
  return exportText(context, path, format, checkFile(output, path, replace), { rate, animatic })
}

const noRate = (format: string): Failure =>
  new Failure(
    'usage.rate',
    `--rate is for editing programs: ${formats.filter(isConformed).join(', ')}; ${format} has the film's own.`,
    'Leave it out.'
  )

/** @throws Failure `usage.animatic` */
function checkNoAnimatic({ animatic, burn }: Pictured, format: ExportFormat): void {
  if (burn !== undefined)
    throw new Failure('usage.animatic', `--burn is for pictures; ${format} has none.`, 'Leave it out.')
  if (animatic === undefined || formatFacts[format].timed) return
  const cause = `--animatic is for a film, its pictures or its subtitles; ${format} is none.`
  throw new Failure('usage.animatic', cause, 'Leave it out.')
}

const onlyEdit = (): Failure =>
  new Failure(
    'usage.edit',
    '--media, --takes and --tails are for --format edit.',
    'Leave them out, or say --format edit.'
  )

/** @param tails chunks to make beyond the end of each shot before */
function exportEdit(context: Context, path: string, target: HandoffTarget, tails?: Chunk): Promise<number> {
  return withFilm(context, path, async (project, pack, supervisor) => {
    if (tails !== undefined) {
      await packToMake(context, project)
      const { end } = await make(context, project, supervisor, { kind: 'tails', chunks: tails })
      if (end !== 'complete') return exitCodes.interrupted
    }
    const list = await writeHandoff(context, project, supervisor, pack, target)
    context.output.result(handoffText(target, list), { edit: handoffFacts(target, pack.facts, list) })
    return exitCodes.done
  })
}

function exportVideo(context: Context, path: string, target: VideoTarget): Promise<number> {
  return withFilm(context, path, async (project, pack, supervisor) => {
    const video = await writeVideo(context, project, supervisor, pack, target)
    context.output.result(videoText(video), { video })
    return exitCodes.done
  })
}

/** Runs `write` with the film at `path` open and an engine that can decode. */
async function withFilm(
  context: Context,
  path: string,
  write: (project: Project, pack: FilmPack, supervisor: Supervisor) => Promise<number>
): Promise<number> {
  const project = Project.open(path)
  context.output.remarks(project.remarks)
  try {
    const pack = await filmPack(context, project)
    await noteOtherModels(context, project, pack.facts)
    const used = { ...context, pack: pack.folder ?? context.pack }
    return await withEngine(used, (supervisor) => write(project, pack, supervisor))
  } finally {
    project.close()
  }
}

async function exportText(
  context: Context,
  film: string,
  format: TextFormat,
  target: FileTarget,
  timing: TextTiming
): Promise<number> {
  const project = openForNote(film)
  try {
    const { facts } = await filmPack(context, project)
    const { path, replaces } = target
    if (formatFacts[format].timed && !timing.animatic) noteUntimed(context, project, facts)
    await exportFile(project, path, replaces, () => filmAsText(format, project, facts, timing))
    context.output.result(`Text: ${path}`, { text: { path, format } })
    return exitCodes.done
  } finally {
    project.close()
  }
}

/** Subtitles follow the exported film: dialogue of shots that are not made is left out, and a note says so. */
function noteUntimed({ output }: Context, project: Project, { model }: PackFacts): void {
  const { film } = project
  const { chunks, incomplete } = filmChunks(film, ledgerOf(project, model))
  if (chunks.length === 0) return output.note('Nothing is made yet: the subtitles have the times of the storyboard.')
  for (const card of incomplete) {
    const shot = shotNumber(card, film.cards.indexOf(card))
    output.note(`Shot ${shot} is not complete yet; the subtitles go with the film as it is now.`)
  }
}
