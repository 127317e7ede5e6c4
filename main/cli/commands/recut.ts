/** `throughline recut`: takes a cut back that was edited in another program. Needs no engine. */
import { randomUUID } from 'node:crypto'
import { Option, type Command } from 'commander'
import { Failure } from '../../../app/base/failure.ts'
import { demandText } from '../../../app/exchange/decode-text.ts'
import { planRecut } from '../../../app/exchange/handoff/plan-recut.ts'
import { isCutName, readCut } from '../../../app/exchange/handoff/read-cut.ts'
import { countedRates } from '../../../app/exchange/handoff/read-edl.ts'
import { filmPack } from '../film-pack.ts'
import { Project } from '../../project/project.ts'
import { readScriptFile } from '../../project/script-file.ts'
import { confirmed } from '../ask.ts'
import type { Context, Runner } from '../context.ts'
import { recutFacts, recutText } from '../describe-recut.ts'
import { exitCodes } from '../exit.ts'

interface Options {
  readonly rate?: string
  readonly plan?: true
  readonly yes?: true
}

export function addRecut(program: Command, run: Runner): void {
  program
    .command('recut <project> <cut>')
    .description(
      'Take back a cut that was edited in another program (.otio, .edl): order, lengths and takes, in one step of undo.'
    )
    .addOption(
      new Option('--rate <n>', 'frames counted in a second of an EDL (default: the rate that fits its times)').choices(
        countedRates.map(String)
      )
    )
    .option('--plan', 'only tell what would change')
    .option('--yes', 'do not ask')
    .addHelpText(
      'after',
      '\nNo shot and no take is removed. What is not taken in is listed first.\n\nExample:\n  $ throughline recut cat.throughline edited.otio'
    )
    .action((path: string, cut: string, options: Options) => run((context) => recut(context, path, cut, options)))
}

async function recut(context: Context, path: string, cut: string, options: Options): Promise<number> {
  const { output } = context
  if (!isCutName(cut)) throw new Failure('usage.cut', `${cut} is no cut by its name.`, 'Name an .otio or an .edl file.')
  const { name, bytes } = readScriptFile(cut)
  const { text, encoding } = demandText(bytes)
  if (encoding !== 'UTF-8') output.note(`${name} was read as ${encoding}. If letters are wrong, save it as UTF-8.`)
  const rate = options.rate === undefined ? undefined : Number(options.rate)
  const project = Project.open(path, options.plan ? { readOnly: true } : {})
  try {
    if (!options.plan && project.readOnly) throw Failure.from(project.readOnly)
    const { base } = (await filmPack(context, project)).facts
    const read = readCut({ name, text }, base, rate)
    output.remarks(options.plan ? [] : project.remarks)
    const plan = planRecut(project.film, read, base, () => randomUUID())
    const told = recutText(plan, read, base)
    const asks = plan.edit !== null && !options.plan
    if (asks) output.note(told)
    const changed = asks && (await confirmed(output, `Change ${path} so?`, options.yes ?? false))
    if (changed) project.edit(plan.edit)
    const end = changed ? 'Done. It is one step of undo.' : asks ? 'Nothing was changed.' : told
    output.result(end, { project: project.path, changed, ...recutFacts(plan, read, base) })
    return exitCodes.done
  } finally {
    project.close()
  }
}
