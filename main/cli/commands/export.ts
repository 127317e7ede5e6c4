/** `throughline export`: what is made, as a film, as pictures or as text. */
import { writeFile } from 'node:fs/promises'
import { Option, type Command } from 'commander'
import { filmAsText, pictureFormats, textFormats, type PictureFormat, type TextFormat } from '../../export/film-as.ts'
import { intoTarget } from '../../export/target.ts'
import { Project } from '../../project/project.ts'
import type { Context, Runner } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { packFacts } from '../../production/pack-facts.ts'
import { withEngine } from '../studio.ts'
import { beside, checkVideo, videoInWords, writeVideo } from '../video.ts'

interface ExportOptions {
  readonly output?: string
  readonly format: PictureFormat | TextFormat
}

const formats = [...pictureFormats, ...textFormats]

export function addExport(program: Command, run: Runner): void {
  program
    .command('export <project>')
    .description('Write the film as it is now, from the latents, at full quality; or its dialogue or shot list.')
    .option('-o, --output <path>', 'the file, for png the folder (default: beside the project)')
    .addOption(new Option('-f, --format <format>', 'its form').choices(formats).default('mp4'))
    .addHelpText(
      'after',
      '\nExamples:\n  $ throughline export cat.throughline -o cat.mp4\n  $ throughline export cat.throughline --format srt'
    )
    .action((path: string, options: ExportOptions) => run((context) => exportFilm(context, path, options)))
}

async function exportFilm(context: Context, path: string, options: ExportOptions): Promise<number> {
  const { format } = options
  const target = options.output ?? beside(path, format === 'png' ? '' : `.${format}`)
  return isText(format) ? exportText(context, path, format, target) : exportVideo(context, path, format, target)
}

const isText = (format: PictureFormat | TextFormat): format is TextFormat =>
  (textFormats as readonly string[]).includes(format)

async function exportVideo(context: Context, path: string, format: PictureFormat, output: string): Promise<number> {
  const facts = await packFacts(context.pack)
  const target = await checkVideo(output, format)
  const project = Project.open(path)
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
