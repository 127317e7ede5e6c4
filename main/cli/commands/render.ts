/** `throughline render`: makes a film from a shot list or a project. */
import { existsSync, realpathSync } from 'node:fs'
import { Option, type Command } from 'commander'
import { Failure } from '../../../app/base/failure.ts'
import type { Film, FilmSettings } from '../../../app/film/film.ts'
import type { Timebase } from '../../../app/time.ts'
import { limits } from '../../../app/base/limits.ts'
import { policyNames, type PolicyName } from '../../../app/ledger/policies.ts'
import type { WorkRequest } from '../../../app/plan/work.ts'
import { Project } from '../../project/project.ts'
import type { Context, Runner } from '../context.ts'
import { replaceOption, scaleOption, wholeNumber } from '../options.ts'
import { filmPack, modelNamed } from '../film-pack.ts'
import { produce, type Order, type OutputOptions } from '../produce.ts'
import { readShotList, refuseUnmakeable } from '../shots.ts'
import { isProjectName, projectExtension, projectFor } from '../target-project.ts'
import { beside } from '../video.ts'

interface Options extends OutputOptions {
  readonly project?: string
  readonly fresh?: true
  readonly seed?: number
  readonly policy?: PolicyName
}

export function addRender(program: Command, run: Runner): void {
  program
    .command('render <file>')
    .description('Make what is missing of a film, then write it as an MP4. FILE is a shot list (text) or a project.')
    .option('-o, --output <file>', 'the MP4 (or .webm, .gif; default: beside FILE)')
    .option('-p, --project <file>', 'the project a shot list becomes (default: beside FILE)')
    .option('--fresh', 'begin anew: replace the project of a shot list, or make every card of a project again')
    .option(
      '--seed <s>',
      'seed of the film: every card without one of its own derives its seed from it',
      wholeNumber(0, limits.seed)
    )
    .addOption(new Option('--policy <name>', 'what the model remembers').choices(policyNames))
    .addOption(scaleOption())
    .addOption(replaceOption())
    .addHelpText(
      'after',
      `
The project keeps everything: takes, memory, pictures. After Ctrl-C, the same command goes on where it stopped.
The shot list's format: docs/shot-list.md.

Examples:
  $ throughline render cat.shots -o cat.mp4
  $ throughline render cat.shots --project takes/cat.throughline --seed 7
  $ throughline render cat.throughline --policy sink`
    )
    .action((file: string, options: Options) => run((context) => render(context, file, options)))
}

function render(context: Context, file: string, options: Options): Promise<number> {
  const output = options.output ?? beside(file, '.mp4')
  if (!isProjectName(file) && isSameFile(file, output)) {
    throw new Failure(
      'export.is-source',
      `${output} is the shot list itself: the film would replace it.`,
      'Choose another name for the film.',
      { path: output }
    )
  }
  const source = isProjectName(file)
    ? ofProject(file, options)
    : ofShotList(file, options, (text) => context.output.note(text))
  return produce(context, { ...source, output: { ...options, output } })
}

const isSameFile = (one: string, other: string): boolean =>
  existsSync(one) && existsSync(other) && realpathSync(one) === realpathSync(other)

type Source = Omit<Order, 'output'>

function ofShotList(file: string, options: Options, note: (text: string) => void): Source {
  const path = options.project ?? beside(file, projectExtension)
  return {
    film: path,
    async open(proven, { base }, context) {
      const read = (options.fresh ? null : await baseOf(path, context)) ?? base
      const model = (await modelNamed(context)) ?? null
      const film = withSettings(readShotList(file, read, note), { ...options, model })
      refuseUnmakeable(film)
      await proven()
      return projectFor(path, film, read, options.fresh ?? false)
    },
    request: () => ({ kind: 'film' })
  }
}

function ofProject(file: string, options: Options): Source {
  if (options.project !== undefined)
    throw new Failure('usage.project', '--project is for shot lists; this is a project.', 'Leave it out.')
  return {
    film: file,
    open: () => Project.open(file),
    request(project): WorkRequest {
      const { settings } = withSettings(project.film, options)
      if (settings !== project.film.settings) project.edit({ type: 'setSettings', settings })
      if (!options.fresh) return { kind: 'film' }
      return { kind: 'cards', cards: project.film.cards.map(({ id }) => id), ripple: false }
    }
  }
}

/** Times of an existing project's model: its shot list is read and compared in them. */
async function baseOf(path: string, context: Context): Promise<Timebase | null> {
  if (!existsSync(path)) return null
  const project = Project.open(path, { readOnly: true })
  try {
    return (await filmPack(context, project)).facts.base
  } finally {
    project.close()
  }
}

type Settings = Pick<Options, 'seed' | 'policy'> & { readonly model?: string | null }

function withSettings(film: Film, { seed, policy, model }: Settings): Film {
  if (seed === undefined && policy === undefined && model === undefined) return film
  const settings: FilmSettings = {
    ...film.settings,
    ...(seed === undefined ? {} : { seed }),
    ...(policy === undefined ? {} : { policy }),
    ...(model === undefined ? {} : { model })
  }
  return { ...film, settings }
}
