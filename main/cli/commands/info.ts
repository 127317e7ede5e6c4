/** `throughline info`: what a project contains. Read-only, needs no engine. */
import type { Command } from 'commander'
import type { Context, Runner } from '../context.ts'
import { projectText, describeProject } from '../describe.ts'
import { exitCodes } from '../exit.ts'
import { otherModels, otherModelsText } from '../other-models.ts'
import { missingModel } from '../../production/film-packs.ts'
import { filmPack } from '../film-pack.ts'
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

async function info(context: Context, path: string): Promise<number> {
  const { output, packs } = context
  const project = Project.open(path, { readOnly: true })
  try {
    const { facts, folder } = await filmPack(context, project)
    const described = { ...describeProject(project, facts), modelIsHere: folder !== null }
    const others = await otherModels(project, facts, packs)
    const lacks = folder === null ? [missingModel(facts).cause] : []
    const lines = [projectText(described), ...lacks, ...otherModelsText(others, facts)]
    output.result(lines.join('\n'), { ...described, otherModels: others })
    return exitCodes.done
  } finally {
    project.close()
  }
}
