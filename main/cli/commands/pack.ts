/** `throughline pack …`: manages installed packs and inspects downloaded model files. */
import { InvalidArgumentError, Option, type Command } from 'commander'
import { copies } from '../../../engine/models/copies.ts'
import { familyNames } from '../../../engine/models/families.ts'
import { inspect, type Wishes } from '../../../engine/models/inspect.ts'
import { canvasNamed } from '../canvas.ts'
import type { Context, Runner } from '../context.ts'
import { inspectionData, inspectionText } from '../describe-models.ts'
import { exitCodes } from '../exit.ts'
import type { ImportOptions } from '../import-model.ts'
import { addFolders, listPacks, removeNamed, verifyPacks, type Answered } from '../packs.ts'

export function addPack(program: Command, run: Runner): void {
  const pack = program
    .command('pack')
    .description(
      'Add, list, prove and remove models (docs/packs.md); look at downloaded files of large ones (docs/models.md).'
    )
    .helpCommand(false)
  addShelf(pack, run)
  pack
    .command('inspect <folder...>')
    .description('Tell which part of a model each file in these folders is, and what is missing.')
    .option('--use <file>', manyUse, eachOnce, [])
    .addOption(new Option('--copy <name>', oneCopy).choices(copies))
    .addHelpText(
      'after',
      `
Reads tables of contents only, and writes nothing. Files are told by what is in them, not by their names. \`pack add\`
imports such models. Exit code 0 when all parts of a model are there, 3 when some are missing or
have to be chosen.

Example:
  $ throughline pack inspect ~/ComfyUI/models ~/Downloads/MemFlow`
    )
    .action((folders: string[], wishes: Wishes) =>
      run((context) => Promise.resolve(inspectFolders(context, folders, wishes)))
    )
}

const manyUse = 'of several files for one part, the one that is meant; once for each part'
const eachOnce = (file: string, others: readonly string[]): readonly string[] => [...others, file]
const oneCopy = 'of a training’s file with several copies, the one that is meant'

function idNamed(text: string): string {
  if (!/^[a-z0-9][a-z0-9.-]{0,60}$/.test(text))
    throw new InvalidArgumentError('It must be lower-case letters, digits, points and hyphens, at most 61.')
  return text
}

/** Commands for installed packs. */
function addShelf(pack: Command, run: Runner): void {
  pack
    .command('add <folder...>')
    .description('Add packs, or a large model as others publish it, so that --pack takes it by name.')
    .option('--yes', 'do not ask, also of a licence that is not for commercial use or not stated')
    .addOption(new Option('--as <model>', 'of published files: which model they are').choices(familyNames))
    .option('--canvas <WxH>', 'of published files: size of the pictures (default: 832x480)', canvasNamed)
    .option('--use <file>', manyUse, eachOnce, [])
    .addOption(new Option('--copy <name>', oneCopy).choices(copies))
    .option('--no-lora', 'of published files: merge no LoRA')
    .option('--id <name>', 'of published files: the model’s name, instead of that of --as', idNamed)
    .option('--plan', 'of published files: tell what would be made, and write nothing')
    .addHelpText(
      'after',
      `
A pack is a folder with manifest.json and the weights that it names (docs/packs.md). Every file is compared with its hash, and the
engine opens the pack once, before it is listed. Of other folders, also several, the parts of a large model are found, checked and
written as a pack in half precision (docs/models.md); --as says which model they are. Whatever goes wrong leaves nothing behind.

Example:
  $ throughline pack add ~/Downloads/storybook-v4
  $ throughline --pack storybook@v4 render cat.shots
  $ throughline pack add ~/Downloads/MemFlow ~/Wan2.1-T2V-1.3B --as memflow --plan`
    )
    .action((folders: string[], options: ImportOptions) => run((context) => addFolders(context, folders, options)))
  pack
    .command('list')
    .description('Tell which models are here: size, licences, where they are, and which is used.')
    .action(() => run((context) => listPacks(context)))
  pack
    .command('verify [name]')
    .description('Prove that every file of a pack, or of all, is as it was published and added.')
    .addHelpText(
      'after',
      '\nReads every file whole and writes nothing. Exit code 0 when all is as it was, 3 when something is not.\n\nExample:\n  $ throughline pack verify storybook@v4'
    )
    .action((name?: string) => run((context) => verifyPacks(context, name)))
  pack
    .command('remove <name>')
    .description('Remove a pack that was added. Films that were made with it stay.')
    .option('--yes', 'do not ask')
    .addHelpText('after', '\nExample:\n  $ throughline pack remove storybook@v4')
    .action((name: string, options: Answered) => run((context) => removeNamed(context, name, options)))
}

function inspectFolders({ output }: Context, folders: readonly string[], wishes: Wishes): number {
  const figure = (count: number): string => count.toLocaleString('en')
  const found = inspect(folders, wishes, {
    listed: (files) => output.note(`${figure(files)} files found so far …`),
    read: (count, of) => output.note(`${figure(count)} of ${figure(of)} files of weights looked into …`)
  })
  output.result(inspectionText(found), inspectionData(folders, found))
  return found.missing.length + found.toChoose.length === 0 ? exitCodes.done : exitCodes.input
}
