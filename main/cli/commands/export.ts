/** `throughline export`: what is made, as a film, as pictures or as text. */
import { writeFile } from 'node:fs/promises'
import { Option, type Command } from 'commander'
import { Failure } from '../../../app/contract/failure.ts'
import {
  isPictureFormat,
  pictureFormats,
  textFormats,
  type PictureFormat,
  type PictureScale,
  type TextFormat
} from '../../../app/contract/formats.ts'
import { filmAsText } from '../../export/film-as.ts'
import { intoTarget } from '../../export/target.ts'
import { Project } from '../../project/project.ts'
import type { Context, Runner } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { scaleOption } from '../options.ts'
import { packFacts } from '../../production/pack-facts.ts'
import { withEngine } from '../studio.ts'
import { beside, checkVideo, videoInWords, writeVideo, type VideoTarget } from '../video.ts'

interface ExportOptions {
  readonly output?: string
  readonly format: PictureFormat | TextFormat
  readonly scale?: PictureScale
}

const formats = [...pictureFormats, ...textFormats]

export function addExport(program: Command, run: Runner): void {
  program
    .command('export <project>')
    .description('Write the film as it is now, from the latents, at full quality; or its dialogue or shot list.')
    .option('-o, --output <path>', 'the file, for png the folder (default: beside the project)')
    .addOption(new Option('-f, --format <format>', 'its form').choices(formats).default('mp4'))
    .addOption(scaleOption())
    .addHelpText(
      'after',
      '\nExamples:\n  $ throughline export cat.throughline -o cat.mp4\n  $ throughline export cat.throughline --format webm --scale 4\n  $ throughline export cat.throughline --format srt'
    )
    .action((path: string, options: ExportOptions) => run((context) => exportFilm(context, path, options)))
}

async function exportFilm(context: Context, path: string, options: ExportOptions): Promise<number> {
  const { format, scale } = options
  const target = options.output ?? beside(path, format === 'png' ? '' : `.${format}`)
  if (isPictureFormat(format)) {
    return exportVideo(context, path, await checkVideo(target, scale ?? 1, format))
  }
  if (scale !== undefined)
    throw new Failure('usage.scale', `--scale is for pictures; ${format} has none.`, 'Leave it out.')
  return exportText(context, path, format, target)
}

async function exportVideo(context: Context, path: string, target: VideoTarget): Promise<number> {
  const facts = await packFacts(context.pack)
  const project = Project.open(path)
  context.output.remarks(project.remarks)
  try {
    const video = await withEngine(context, (supervisor) => writeVideo(context, project, supervisor, facts, target))
    context.output.result(videoInWords(video), { video })
    return exitCodes.done
  } finally {
    project.close()
  }
}

async function exportText(context: Context, path: string, format: TextFormat, target: string): Promise<number> {
  const { base } = await packFacts(context.pack)
  const project = Project.open(path, { readOnly: true })
  try {
    await intoTarget(target, (partial) => writeFile(partial, filmAsText(format, project.film, base)))
    context.output.result(`Text: ${target}`, { text: { path: target, format } })
    return exitCodes.done
  } finally {
    project.close()
  }
}
