/** `throughline new`: a project file, empty or from a shot list. */
import type { Command } from 'commander'
import { emptyFilm } from '../../../app/film/film.ts'
import { basename } from 'node:path'
import { Project } from '../../project/project.ts'
import type { Context, Runner } from '../context.ts'
import { projectText, describeProject } from '../describe.ts'
import { exitCodes } from '../exit.ts'
import { modelNamed } from '../film-pack.ts'
import { packFacts } from '../../production/pack-facts.ts'
import { readShotList } from '../shots.ts'
import { projectExtension } from '../target-project.ts'

export function addNew(program: Command, run: Runner): void {
  program
    .command('new <project> [shots]')
    .description('Make a project file, empty or with the cards of a shot list. An existing file is never replaced.')
    .addHelpText('after', '\nExample:\n  $ throughline new cat.throughline cat.shots')
    .action((path: string, shots: string | undefined) => run((context) => create(context, path, shots)))
}

async function create(context: Context, path: string, shots?: string): Promise<number> {
  const { output, pack } = context
  const facts = await packFacts(pack)
  const film =
    shots === undefined
      ? emptyFilm(basename(path, projectExtension), facts.policy)
      : readShotList(shots, facts.base, (text) => output.note(text))
  const model = (await modelNamed(context)) ?? null
  const project = Project.create(path, { ...film, settings: { ...film.settings, model } })
  try {
    const described = describeProject(project, facts)
    output.result(projectText(described), described)
    return exitCodes.done
  } finally {
    project.close()
  }
}
