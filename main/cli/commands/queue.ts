/** `throughline queue`: the stored queue; `--clear` empties it. Needs no engine. */
import type { Command } from 'commander'
import { ledgerOf } from '../../production/ledger.ts'
import { filmPack } from '../film-pack.ts'
import { Project } from '../../project/project.ts'
import type { Context, Runner } from '../context.ts'
import { describeQueue, queueText } from '../describe-queue.ts'
import { exitCodes } from '../exit.ts'

export function addQueue(program: Command, run: Runner): void {
  program
    .command('queue <project>')
    .description('Tell what was asked for and is not made yet, in the order in which `resume` makes it.')
    .option('--clear', 'forget it: nothing of it is made, and what is made already stays')
    .addHelpText('after', '\nExample:\n  $ throughline queue cat.throughline --clear')
    .action((path: string, { clear }: { clear?: true }) => run((context) => queue(context, path, clear ?? false)))
}

async function queue(context: Context, path: string, clear: boolean): Promise<number> {
  const { output } = context
  const project = Project.open(path, clear ? {} : { readOnly: true })
  try {
    const { model, base } = (await filmPack(context, project)).facts
    output.remarks(clear ? project.remarks : [])
    const waiting = describeQueue(project, ledgerOf(project, model), base)
    if (clear) project.setQueue([])
    const head = clear && waiting.length > 0 ? 'Nothing waits any more. Forgotten:\n' : ''
    const text = waiting.length === 0 ? 'Nothing waits to be made.' : `${head}${queueText(waiting)}`
    output.result(text, { project: project.path, ...(clear ? { forgotten: waiting } : { queue: waiting }) })
    return exitCodes.done
  } finally {
    project.close()
  }
}
