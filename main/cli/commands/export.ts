/** `throughline export`: what is made, as an MP4. */
import type { Command } from 'commander'
import { Project } from '../../project/project.ts'
import type { Context, Runner } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { packFacts } from '../pack.ts'
import { withEngine } from '../studio.ts'
import { beside, checkVideo, videoInWords, writeVideo } from '../video.ts'

export function addExport(program: Command, run: Runner): void {
  program
    .command('export <project>')
    .description('Write the film as it is now to an MP4, from the latents, at full quality.')
    .option('-o, --output <file>', 'the MP4 (default: beside the project)')
    .addHelpText('after', '\nExample:\n  $ throughline export cat.throughline -o cat.mp4')
    .action((path: string, options: { output?: string }) => run((context) => exportFilm(context, path, options)))
}

async function exportFilm(context: Context, path: string, options: { output?: string }): Promise<number> {
  const facts = await packFacts(context.pack)
  const target = await checkVideo(options.output ?? beside(path, '.mp4'))
  const project = Project.open(path)
  try {
    const video = await withEngine(context, (supervisor) => writeVideo(context, project, supervisor, facts, target))
    context.output.result(videoInWords(video), { video })
    return exitCodes.done
  } finally {
    project.close()
  }
}
