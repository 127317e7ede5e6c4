/** `throughline resume`: continues a film where it stopped, bit-equal. */
import type { Command } from 'commander'
import { Project } from '../../project/project.ts'
import type { Context, Runner } from '../context.ts'
import { replaceOption, scaleOption } from '../options.ts'
import { produce, type OutputOptions } from '../produce.ts'

export function addResume(program: Command, run: Runner): void {
  program
    .command('resume <project>')
    .description(
      'Go on where a film stopped: what was asked for first, then unfinished takes and every card without one.'
    )
    .option('-o, --output <file>', 'write the film to this MP4 (or .webm, .gif) when it is complete')
    .addOption(scaleOption())
    .addOption(replaceOption())
    .addHelpText(
      'after',
      '\nAfter a crash or Ctrl-C the rest is exactly what it would have been.\n\nExample:\n  $ throughline resume cat.throughline -o cat.mp4'
    )
    .action((path: string, output: OutputOptions) => run((context) => resume(context, path, output)))
}

const resume = (context: Context, path: string, output: OutputOptions): Promise<number> =>
  produce(context, { open: () => Project.open(path), request: () => ({ kind: 'resume' }), film: path, output })
