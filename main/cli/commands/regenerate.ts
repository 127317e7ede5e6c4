/** `throughline regenerate`: makes one card again, from the memory before it. */
import type { Command } from 'commander'
import { Failure } from '../../../app/base/failure.ts'
import { apply } from '../../../app/edits/apply.ts'
import type { Edit } from '../../../app/edits/edit.ts'
import type { Card } from '../../../app/film/film.ts'
import { limits } from '../../../app/base/limits.ts'
import { shownOf } from '../../../app/plan/shown.ts'
import { planWork, type WorkRequest } from '../../../app/plan/work.ts'
import { ledgerOf } from '../../production/ledger.ts'
import { Project } from '../../project/project.ts'
import { cardAt } from '../card-at.ts'
import type { Context, Runner } from '../context.ts'
import { replaceOption, scaleOption, wholeNumber } from '../options.ts'
import { produce, type OutputOptions } from '../produce.ts'

interface Options extends OutputOptions {
  readonly card: number
  readonly seed?: number
  readonly prompt?: string
  readonly ripple?: true
  readonly lastSecond?: true
}

export function addRegenerate(program: Command, run: Runner): void {
  program
    .command('regenerate <project>')
    .description('Make one card again as a new take, from the memory before it. The other cards stay as they are.')
    .requiredOption('--card <n>', 'place of the card in the film, from 1', wholeNumber(1, limits.cards))
    .option(
      '--seed <s>',
      'seed of the new take (default: another one), locked from now on',
      wholeNumber(0, limits.seed)
    )
    .option('--prompt <text>', 'a new prompt for the card')
    .option('--ripple', 'make the cards after it again, too, in order')
    .option(
      '--last-second',
      'only the last second of the take it shows, with another seed; the new take shares the rest'
    )
    .option('-o, --output <file>', 'write the film to this MP4 (or .webm, .gif) when it is complete')
    .addOption(scaleOption())
    .addOption(replaceOption())
    .addHelpText(
      'after',
      '\nExample:\n  $ throughline regenerate cat.throughline --card 2 --seed 7 --ripple -o cat.mp4'
    )
    .action((path: string, options: Options) => run((context) => regenerate(context, path, options)))
}

const regenerate = (context: Context, path: string, options: Options): Promise<number> =>
  produce(context, {
    open: () => Project.open(path),
    request(project, { model }) {
      const card = cardAt(project.film, options.card)
      if (options.lastSecond) return lastSecond(project, model, card, options)
      const edits = editsOf(card, options)
      const request: WorkRequest = { kind: 'cards', cards: [card.id], ripple: options.ripple ?? false }
      const edited = edits.reduce((film, edit) => apply(film, edit).film, project.film)
      planWork(edited, ledgerOf(project, model), request, () => 0) // throws before anything is changed
      for (const edit of edits) project.edit(edit)
      return request
    },
    film: path,
    output: options
  })

/** The seed is for this second only, not for the card's next take. @throws Failure `work.*`, `usage.last-second` */
function lastSecond(project: Project, model: string, card: Card, { prompt, ripple, seed }: Options): WorkRequest {
  if (prompt !== undefined || ripple) {
    throw new Failure(
      'usage.last-second',
      '--last-second keeps the prompt and leaves the other cards.',
      'Leave the rest out.'
    )
  }
  const ledger = ledgerOf(project, model)
  const shown = shownOf(card, ledger)
  const at = shown ? shown.from + shown.chunks.length - 1 : 0
  const request: WorkRequest = { kind: 'branch', card: card.id, at, ...(seed !== undefined && { seed }) }
  planWork(project.film, ledger, request, () => 0) // throws before anything is made
  return request
}

/** A given seed is locked, so that the card shows the seed its take was made with. */
function editsOf({ id: card }: Card, { prompt, seed }: Options): Edit[] {
  const edits: Edit[] = []
  if (prompt !== undefined) edits.push({ type: 'setText', card, field: 'prompt', text: prompt })
  if (seed !== undefined) edits.push({ type: 'setSeed', card, seed: { value: seed, locked: true } })
  return edits
}
