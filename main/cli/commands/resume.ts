/** `throughline resume`: goes on where a film stopped, to the bit. */
import type { Command } from 'commander'
import { Project } from '../../project/project.ts'
import type { PictureScale } from '../../../app/contract/formats.ts'
import type { Context, Runner } from '../context.ts'
import { scaleOption } from '../options.ts'
import { produce } from '../produce.ts'

interface Options {
  readonly output?: string
  readonly scale?: PictureScale
}

export function addResume(program: Command, run: Runner): void {
  program
    .command('resume <project>')
    .description('Go on where a film stopped: unfinished takes first, then every card without one.')
    .option('-o, --output <file>', 'write the film to this MP4 when it is complete')
    .addOption(scaleOption())
    .addHelpText(
      'after',
      '\nAfter a crash or Ctrl-C the rest is exactly what it would have been.\n\nExample:\n  $ throughline resume cat.throughline -o cat.mp4'
    )
    .action((path: string, options: Options) => run((context) => resume(context, path, options)))
}

const resume = (context: Context, path: string, { output, scale }: Options): Promise<number> =>
  produce(context, { open: () => Project.open(path), request: () => ({ kind: 'resume' }), output, scale })
