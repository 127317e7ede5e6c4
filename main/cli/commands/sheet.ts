/** `throughline sheet`: the contact sheet as a page that any browser shows and prints. */
import { InvalidArgumentError, Option, type Command } from 'commander'
import { Failure } from '../../../app/base/failure.ts'
import { limits } from '../../../app/base/limits.ts'
import { extensionOf } from '../../../app/exchange/file-format.ts'
import {
  mostHeader,
  paperNames,
  sheetFields,
  sheetGrids,
  usualSheet,
  type SheetChoices,
  type SheetField
} from '../../../app/exchange/sheet/choices.ts'
import { isSketch } from '../../../app/film/picture.ts'
import { markLanguages } from '../../../app/film/shot-marks.ts'
import { contactSheet } from '../../export/contact-sheet.ts'
import { exportFile } from '../../export/film-as.ts'
import { filmPack } from '../film-pack.ts'
import { parseSketch, readPictureFile } from '../../project/sketches.ts'
import type { Sketch } from '../../store/tables/assets.ts'
import type { Context, Runner } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { openForNote } from '../open-for-note.ts'
import { replaceOption } from '../options.ts'
import { formatFor } from '../output-format.ts'
import { beside, checkFile } from '../video.ts'

interface SheetOptions extends Pick<
  SheetChoices,
  'grid' | 'paper' | 'landscape' | 'fields' | 'title' | 'date' | 'numbers' | 'language'
> {
  readonly output?: string
  readonly versionText: string
  readonly logo?: string
  readonly replace?: true
}

export function addSheet(program: Command, run: Runner): void {
  program
    .command('sheet <project>')
    .description(
      'Write the contact sheet as one HTML page with its pictures and fonts inside: a list, or a grid of shots. A browser prints it; the studio writes it as PDF.'
    )
    .option('-o, --output <path>', 'the file (default: beside the project)')
    .addOption(new Option('--grid <grid>', gridHelp).argParser(gridNamed).default(usualSheet.grid))
    .addOption(new Option('--paper <size>', 'size of the paper').choices(paperNames).default(usualSheet.paper))
    .option('--landscape', 'the paper lies across', false)
    .addOption(
      new Option('--fields <names>', `what stands beside a picture: some of ${sheetFields.join(',')}`)
        .argParser(fieldsNamed)
        .default(usualSheet.fields, 'all')
    )
    .addOption(new Option('--date <text>', 'a date for the header').argParser(headerText).default(''))
    .addOption(new Option('--version-text <text>', 'a version for the header').argParser(headerText).default(''))
    .option('--logo <file>', 'a picture for the header: PNG, JPEG or WebP')
    .option('--no-title', 'without the title of the film')
    .option('--no-numbers', 'without page numbers (a list has those of the browser)')
    .addOption(new Option('--language <language>', 'of abbreviations').choices(markLanguages).default('en'))
    .addOption(replaceOption())
    .addHelpText(
      'after',
      '\nExample:\n  $ throughline sheet cat.throughline --grid 3x4 --landscape --fields number,prompt'
    )
    .action((path: string, options: SheetOptions) => run((context) => writeSheet(context, path, options)))
}

const gridHelp = 'shots across and down a page, 1x1 to 4x6, or list: one row a shot, as high as its words'

function gridNamed(text: string): string {
  if (!sheetGrids.includes(text)) throw new InvalidArgumentError('It must be list, or 1x1 to 4x6.')
  return text
}

function fieldsNamed(text: string): SheetField[] {
  const names = text === '' ? [] : text.split(',').map((name) => name.trim())
  const strange = names.find((name) => !sheetFields.some((field) => field === name))
  if (strange !== undefined) throw new InvalidArgumentError(`It must be some of ${sheetFields.join(',')}.`)
  return sheetFields.filter((field) => names.includes(field))
}

function headerText(text: string): string {
  if (text.length > mostHeader) throw new InvalidArgumentError(`It must have at most ${mostHeader} characters.`)
  return text
}

async function writeSheet(context: Context, film: string, options: SheetOptions): Promise<number> {
  const { output = beside(film, extensionOf('html')), versionText: version, logo: logoPath, replace = false } = options
  formatFor(output, ['html'])
  const { grid, paper, landscape, fields, title, date, numbers, language } = options
  const choices = { grid, paper, landscape, fields, title, date, numbers, language, version, summary: '' }
  const logo = logoPath === undefined ? null : logoFrom(logoPath)
  const { path, replaces } = checkFile(output, film, replace)
  const project = openForNote(film)
  try {
    const { facts } = await filmPack(context, project)
    const parts = { choices, logo, facts, fonts: context.fonts }
    await exportFile(project, path, replaces, () => contactSheet(project, parts))
    context.output.result(`Contact sheet: ${path}`, { sheet: { path, grid, paper, shots: project.film.cards.length } })
    return exitCodes.done
  } finally {
    project.close()
  }
}

/** @throws Failure `sketch.*` */
function logoFrom(path: string): Sketch {
  const bytes = readPictureFile(path)
  if (isSketch(bytes)) return parseSketch(bytes)
  const most = limits.sketchBytes / 1024 / 1024
  throw new Failure(
    'sketch.size',
    `A logo has at most ${limits.sketchSide} pixels a side and ${most} MB, and does not move.`,
    'Make it smaller.'
  )
}
