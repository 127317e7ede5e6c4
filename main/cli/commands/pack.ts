/** `throughline pack inspect`: what downloaded files of a video model are, and what is missing. Writes nothing, needs no engine. */
import { Option, type Command } from 'commander'
import { copies } from '../../../engine/models/copies.ts'
import { inspect, type Wishes } from '../../../engine/models/inspect.ts'
import type { Context, Runner } from '../context.ts'
import { inspectionData, inspectionText } from '../describe-models.ts'
import { exitCodes } from '../exit.ts'

export function addPack(program: Command, run: Runner): void {
  const pack = program
    .command('pack')
    .description('Look at downloaded files of a large video model (docs/models.md).')
    .helpCommand(false)
  pack
    .command('inspect <folder...>')
    .description('Tell which part of a model each file in these folders is, and what is missing.')
    .option(
      '--use <file>',
      'of several files for one part, the one that is meant; once for each part',
      (file: string, others: string[]) => [...others, file],
      []
    )
    .addOption(
      new Option('--copy <name>', 'of a training’s file with several copies, the one that is meant').choices(copies)
    )
    .addHelpText(
      'after',
      `
Reads tables of contents only, and writes nothing. Files are told by what is in them, not by their names. This version looks at
such models; it does not import or run them yet. Exit code 0 when all parts of a model are there, 3 when some are missing or
have to be chosen.

Example:
  $ throughline pack inspect ~/ComfyUI/models ~/Downloads/MemFlow`
    )
    .action((folders: string[], wishes: Wishes) =>
      run((context) => Promise.resolve(inspectFolders(context, folders, wishes)))
    )
}

function inspectFolders({ output }: Context, folders: readonly string[], wishes: Wishes): number {
  const found = inspect(folders, wishes)
  output.result(inspectionText(found), inspectionData(folders, found))
  return found.missing.length + found.toChoose.length === 0 ? exitCodes.done : exitCodes.input
}
