/**
 * `npm run bench:memory -- [options]`: what the adaptive memory is worth, measured on films whose truth is known.
 *
 *   --seeds N         recall films per policy (default 8); half as many stories, a quarter as many films of a minute
 *   --policies a,b    default: every policy the engine has, and lookahead: memflow, every card made again looking ahead
 *   --quick           two recall films with a pause of 2 s, one story, no long film; about a minute
 *   --free            instead of films: 100 prompts as people write them, a second each
 *   --choice          instead of films: how often each score prefers the right remembered frame; --seeds × 8 frames
 *   --pack FOLDER     default: the shipped pack
 *   --classifier FILE default: recipe/classifier.safetensors in the pack; without one, its rows are left out
 *   --sheet FOLDER    contact sheets: a row per film, a picture per second
 *   --results FILE    keeps every film's figures there as they are measured, and does not make again what is there
 *   --json            results and summary as JSON instead of the table
 *   --docs            also rewrites the table and the drawings of docs/memory.md
 */
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Failure } from '../../../app/base/failure.ts'
import { openModel } from '../../../engine/generate/open.ts'
import type { Model, Pictures } from '../../../engine/generate/types.ts'
import { sharpnessCeiling } from './ceiling.ts'
import { choiceTable, measureChoice } from './choice.ts'
import { openClassifier } from './classifier.ts'
import { everyColumn, type Column } from './column.ts'
import { driftFigure, recallFigure } from './figures.ts'
import { freeTable, measureFree, readFreePrompts } from './free.ts'
import { readHeldOut, type HeldOut } from './heldout.ts'
import type { Measures } from './recall.ts'
import { runBench, type Extent } from './run.ts'
import { Sheets } from './sheet.ts'
import { summary, type Results } from './summary.ts'
import { asMarkdown } from './table.ts'
import { openWorld } from './world.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const figures = join(root, 'docs/figures')
const options = optionsOf(process.argv.slice(2))

function optionsOf(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        seeds: { type: 'string', default: '8' },
        policies: { type: 'string', default: everyColumn.join() },
        quick: { type: 'boolean', default: false },
        free: { type: 'boolean', default: false },
        choice: { type: 'boolean', default: false },
        pack: { type: 'string', default: join(root, 'assets/packs/storybook') },
        classifier: { type: 'string' },
        sheet: { type: 'string' },
        results: { type: 'string' },
        json: { type: 'boolean', default: false },
        docs: { type: 'boolean', default: false }
      }
    }).values
  } catch (error) {
    console.error(
      `${error instanceof Error ? error.message : error}\nThe options are told in test/bench/memory/bench.ts.`
    )
    process.exit(2)
  }
}

function columnsOf(list: string): Column[] {
  return list.split(',').map((name) => {
    const known = everyColumn.find((column) => column === name)
    if (known) return known
    throw new Failure('bench.policy', `There is no policy "${name}".`, `Choose from: ${everyColumn.join(', ')}.`)
  })
}

function extentOf(seeds: number): Extent {
  if (!Number.isSafeInteger(seeds) || seeds < 1)
    throw new Failure('bench.seeds', 'The number of seeds must be 1 or more.', 'For example: --seeds 8')
  if (options.quick) return { recall: 2, stories: 1, drift: 0, pause: 2 }
  return { recall: seeds, stories: Math.ceil(seeds / 2), drift: Math.ceil(seeds / 4), pause: 16 }
}

async function main(): Promise<void> {
  const threads = { threads: 0, spin: false }
  const model = await openModel(options.pack, threads)
  const path = options.classifier ?? join(options.pack, 'recipe', 'classifier.safetensors')
  const classifier = await openClassifier(path, threads)
  const heldOut = await readHeldOut(options.pack)
  const measures = { world: await openWorld(), hues: heldOut.words.colours, classifier }
  if (options.free) await freePrompts(model, measures)
  else if (options.choice) await choices(model, heldOut)
  else await films(model, heldOut, measures)
  await classifier?.release()
  await model.release()
}

/** Every policy on the same films. */
async function films(model: Model, heldOut: HeldOut, measures: Measures): Promise<void> {
  const { world, classifier } = measures
  const extent = extentOf(Number(options.seeds))
  const results = await resultsToAddTo({
    model: model.pack.model,
    policies: columnsOf(options.policies),
    classifier: classifier?.accuracy ?? null,
    ceiling: await sharpnessCeiling(model, world.fullPictures, { threads: 0, spin: false }),
    recall: [],
    stories: [],
    drift: []
  })
  const sheets = new Sheets()
  await runBench(model, heldOut, measures, extent, results, async ({ kind, policy, seed, chunks }) => {
    console.error(`${kind} ${seed} ${policy}: ${chunks.length} s`)
    if (options.results) await writeFile(options.results, JSON.stringify(results))
    // A minute of every policy stands one below the other, every tenth second of it.
    if (kind === 'minute')
      sheets.add(
        kind,
        chunks.filter((_, second) => second % 10 === 0 || second === 59)
      )
    else sheets.add(`${kind}-${policy}`, chunks)
  })
  if (options.sheet) await sheets.write(options.sheet)
  if (options.docs) {
    await writeDocs('bench:memory', asMarkdown(results))
    await mkdir(figures, { recursive: true })
    await writeFile(join(figures, 'recall.svg'), recallFigure(results))
    if (results.drift.length > 0) await writeFile(join(figures, 'drift.svg'), driftFigure(results))
  }
  console.log(options.json ? JSON.stringify({ ...results, summary: summary(results) }, null, 1) : asMarkdown(results))
}

/** How often the memory's scores are right. */
async function choices(model: Model, { words, heldOutSeedsFrom }: HeldOut): Promise<void> {
  const count = 8 * extentOf(Number(options.seeds)).recall
  const results = await measureChoice(model, words, heldOutSeedsFrom, count, (made) =>
    console.error(`frame ${made} of ${count}`)
  )
  if (options.docs) await writeDocs('bench:choice', choiceTable(results))
  console.log(options.json ? JSON.stringify(results, null, 1) : choiceTable(results))
}

/** How well the model follows prompts outside the training grammar. */
async function freePrompts(model: Model, measures: Measures): Promise<void> {
  const prompts = await readFreePrompts()
  const pictures: Pictures[] = []
  const results = await measureFree(model, measures, prompts, (chunk) => pictures.push(chunk))
  const sheets = new Sheets()
  for (let i = 0; i < pictures.length; i += 10) sheets.add('free', pictures.slice(i, i + 10))
  if (options.sheet) await sheets.write(options.sheet)
  if (options.docs) await writeDocs('bench:free', freeTable(results))
  console.log(options.json ? JSON.stringify(results, null, 1) : freeTable(results))
}

/** Those kept by an interrupted run of the same pack, or `none`. */
async function resultsToAddTo(none: Results): Promise<Results> {
  if (!options.results || !existsSync(options.results)) return none
  const { model, recall, stories, drift } = JSON.parse(await readFile(options.results, 'utf8')) as Results
  if (model === none.model) return { ...none, recall, stories, drift }
  throw new Failure(
    'bench.results',
    `The results in ${options.results} are of the pack ${model}, not of ${none.model}.`,
    'Name another file with --results.'
  )
}

/** Replaces what stands between the two markers of this name in docs/memory.md. */
async function writeDocs(name: string, table: string): Promise<void> {
  const file = join(root, 'docs/memory.md')
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const text = await readFile(file, 'utf8')
  const before = text.slice(0, text.indexOf(start) + start.length)
  await writeFile(file, `${before}\n${table}\n${text.slice(text.indexOf(end))}`)
}

try {
  await main()
} catch (error) {
  console.error(Failure.from(error).message)
  process.exitCode = 1
}
