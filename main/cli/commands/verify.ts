/** `throughline verify`: checks everything stored against its hashes. Read-only, needs no engine. */
import type { Command } from 'commander'
import type { Context, Runner } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { filmPack } from '../film-pack.ts'
import { damageText, damagesOf, type Damage } from '../../project/check.ts'
import { Project } from '../../project/project.ts'
import { diskFault } from '../../store/readable.ts'

export function addVerify(program: Command, run: Runner): void {
  program
    .command('verify <project>')
    .description('Prove that every stored thing is as it was stored; what is not is listed by shot and second.')
    .addHelpText(
      'after',
      `
Reads the whole file and writes nothing. Exit code 0 when all is as it was stored, 3 when something is not.

Example:
  $ throughline verify cat.throughline && cp cat.throughline /backup`
    )
    .action((path: string) => run((context) => verify(context, path)))
}

async function verify(context: Context, path: string): Promise<number> {
  const { output } = context
  const project = Project.open(path, { readOnly: true })
  let damages: Damage[]
  try {
    damages = damagesOf(project, (await filmPack(context, project)).facts.base)
  } finally {
    project.close()
  }
  const whole = damages.length === 0
  const unreadable = whole ? null : diskFault(project.path)
  if (unreadable) throw unreadable
  const remedy = 'Make these shots again, or recover what is whole into a new file in the studio.'
  const text = whole ? `${path} is whole.` : [...damages.map(damageText), remedy].join('\n')
  output.result(text, { project: project.path, whole, damages })
  return whole ? exitCodes.done : exitCodes.input
}
