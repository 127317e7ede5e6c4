/** `throughline info`: what a project contains. Read-only, needs no engine. */
import type { Command } from 'commander'
import type { Context, Runner } from '../context.ts'
import { projectText, describeProject } from '../describe.ts'
import { exitCodes } from '../exit.ts'
import { otherModels, otherModelsText } from '../other-models.ts'
import { packFacts } from '../../production/pack-facts.ts'
import { Project } from '../../project/project.ts'

export function addInfo(program: Command, run: Runner): void {
  program
    .command('info <project>')
    .description(
      'Tell what a project holds: cards with their states, takes, chunks, what waits to be made, and what the model remembers.'
    )
    .addHelpText(
      'after',
      `
With --json: prompt, seed, state and reason of every card; for every chunk the SHA-256 of its latents and, layer by layer,
the latent frames in sink, bank and window after it.

Example:
  $ throughline info cat.throughline --json | jq '.cards[].state'`
    )
    .action((path: string) => run((context) => info(context, path)))
}

async function info({ output, pack, packs }: Context, path: string): Promise<number> {
  const facts = await packFacts(pack)
  const project = Project.open(path, { readOnly: true })
  try {
    const described = describeProject(project, facts)
    const others = await otherModels(project, facts, packs)
    const lines = [projectText(described), ...otherModelsText(others, facts)]
    output.result(lines.join('\n'), { ...described, otherModels: others })
    return exitCodes.done
  } finally {
    project.close()
  }
}
