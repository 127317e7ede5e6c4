/** `npm run bench`: measures the cost of making film on this machine. A table, or JSON with --json; options in --help. */
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command, Option } from 'commander'
import { openModel } from '../../engine/generate/open.ts'
import { wholeNumber } from '../../main/cli/options.ts'
import { storybook } from '../main/kit/throughline.ts'
import { crossingFigure } from './crossing-figure.ts'
import { deskFigures } from './desk-figures.ts'
import { memoryAndRate, minuteTen, precisionFigures } from './engine-figures.ts'
import { asJson, asTable, type Figure } from './figure.ts'
import { keepFigures } from './keep-figures.ts'
import { pipeline } from './pipeline-figures.ts'
import { scaleFigures } from './scale/figures.ts'
import { middleFigures } from './scale/middle.ts'
import { windowFigures } from './window/figures.ts'

const sizes = ['full', 'middle'] as const
const program = new Command('bench')
  .description('Measures the storybook pack. Every figure stands beside a baseline measured in the same run.')
  .option('--json', 'JSON instead of a table')
  .option('--chunks <n>', 'steady chunks per measurement', wholeNumber(2, 1000), 24)
  .option('--minutes <n>', 'length of the long film; 0 = leave it out', wholeNumber(0, 600), 10)
  .option('--threads <n>', 'threads of the engine; 0 = one a physical core', wholeNumber(0, 256), 0)
  .option('--no-window', 'leave out the window, which needs a build and a display')
  .addOption(
    new Option('--scale [size]', 'instead: a large model with random weights; takes minutes').choices([...sizes])
  )
  .option('--memory <GB>', 'with --scale full: what prepared weights may take; 0 = half of what is free', Number, 0)
  .parse()
const { json, chunks, minutes, threads, window, scale, memory } = program.opts<{
  json?: true
  scale?: true | (typeof sizes)[number]
  memory: number
  chunks: number
  minutes: number
  threads: number
  window: boolean
}>()

const machine = {
  processor: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  node: process.version,
  loadAtStart: Number(loadavg()[0]!.toFixed(2))
}
const folder = mkdtempSync(join(tmpdir(), 'throughline-bench-'))
const say = (text: string) => process.stderr.write(`${text}\n`)
async function scaled(size: (typeof sizes)[number]): Promise<Figure[]> {
  return size === 'middle' ? middleFigures(folder, say) : scaleFigures(folder, threads, memory, say)
}

async function usual(): Promise<Figure[]> {
  say('Film from plan to project file …')
  const figures: Figure[] = await pipeline(folder, chunks, threads)
  say('What storing the memory costs …')
  figures.push(...(await keepFigures(folder, Math.min(chunks, 6), threads)))
  say('Edits and chunks of long films …')
  figures.push(...(await deskFigures(folder)))
  const model = await openModel(storybook, { threads, spin: true })
  say('Adaptive memory against others, in alternating chunks …')
  figures.push(...(await memoryAndRate(model, chunks, threads)))
  say('The precisions, in alternating chunks …')
  const fast = await openModel(storybook, { threads, spin: true, precision: 'fast' })
  figures.push(...(await precisionFigures(model, fast, chunks)))
  await fast.release()
  say('What crosses to a device …')
  figures.push(await crossingFigure(storybook, threads))
  if (minutes > 1) {
    say(`${minutes} minutes of film …`)
    figures.push(await minuteTen(model, minutes, chunks))
  }
  await model.release()
  if (window) {
    say('The window …')
    figures.push(...(await windowFigures(folder)))
  }
  return figures
}

try {
  const figures = scale === undefined ? await usual() : await scaled(scale === true ? 'full' : scale)
  const head = `${machine.processor}, ${machine.cores} cores, Node ${machine.node}, load ${machine.loadAtStart} at the start`
  process.stdout.write(`${json ? asJson(figures, machine) : `${head}\n\n${asTable(figures)}`}\n`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
