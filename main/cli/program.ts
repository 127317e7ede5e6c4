/** The command line as a whole: its commands, its global options, and how anything that goes wrong is told. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command, CommanderError, Option } from 'commander'
import { Failure } from '../../app/base/failure.ts'
import { processor } from '../../app/ledger/made-on.ts'
import { automatic, deviceCalled, precisionCalled } from '../../engine/worker/device.ts'
import { sayTo } from '../../engine/files/terminal.ts'
import { addDevices } from './commands/devices.ts'
import { addExport } from './commands/export.ts'
import { addInfo } from './commands/info.ts'
import { addNew } from './commands/new.ts'
import { addPack } from './commands/pack.ts'
import { addQueue } from './commands/queue.ts'
import { addRecut } from './commands/recut.ts'
import { addRegenerate } from './commands/regenerate.ts'
import { addRender } from './commands/render.ts'
import { addResume } from './commands/resume.ts'
import { addSheet } from './commands/sheet.ts'
import { addSound } from './commands/sound.ts'
import { addVerify } from './commands/verify.ts'
import { packsFolder } from '../packs/places.ts'
import { packFolder } from '../packs/shelf.ts'
import type { Context, Runner } from './context.ts'
import { exitCodeOf, exitCodes } from './exit.ts'
import { wholeNumber } from './options.ts'
import { Output } from './output.ts'

/**
 * Runs one command.
 * @param argv as `process.argv`
 * @param entry URL of the entry file: `main/cli/throughline.ts` in a clone, `out/main/cli.js` when bundled
 * @returns the exit code (exit.ts)
 */
export async function main(argv: readonly string[], entry: string): Promise<number> {
  process.stdout.on('error', () => process.exit(exitCodes.done)) // the reader, `head` for one, has seen enough
  process.on('uncaughtException', (error) => process.exit(report(error, new Output(argv.includes('--json')))))
  const program = new Command('throughline')
  let code: number = exitCodes.done
  const run: Runner = async (work) => {
    code = await work(await contextOf(program, entry))
  }
  describe(program)
  for (const add of [
    addNew,
    addRender,
    addRegenerate,
    addRecut,
    addResume,
    addQueue,
    addInfo,
    addSound,
    addVerify,
    addExport,
    addSheet,
    addPack,
    addDevices
  ])
    add(program, run)
  try {
    await program.parseAsync(argv)
    return code
  } catch (error) {
    return report(error, new Output(argv.includes('--json')))
  }
}

function describe(program: Command): void {
  program
    .description(
      'A storyboard becomes a film: prompt cards in, an MP4 out, made chunk by chunk with a memory that lasts.'
    )
    .option('--json', 'results and errors as JSON, no progress')
    .option(
      '--pack <name>',
      'model to use: an added pack (see `pack list`), or a folder (default: that of the film, else the storybook pack)'
    )
    .addOption(
      new Option('--threads <n>', 'threads of the engine; 0 = one a physical core')
        .default(0)
        .argParser(wholeNumber(0, 256))
    )
    .option('--device <name>', 'what computes: automatic, cpu, webgpu, … (docs/devices.md)', automatic)
    .option('--precision <name>', 'how it computes: exact, or fast (less exact, docs/devices.md)', processor.precision)
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => sayTo(process.stdout, text.trimEnd()),
      writeErr: () => {} // told by `report`, in the form of every other failure
    })
    .addHelpText(
      'after',
      `
Examples:
  $ throughline render cat.shots -o cat.mp4        make a film from a shot list
  $ throughline regenerate cat.throughline --card 2 --seed 7 --ripple
  $ throughline info cat.throughline --json        cards, takes, chunks, memory

Exit codes: 0 done · 1 unexpected · 2 wrong usage · 3 input cannot be used · 4 the engine failed
            5 writing failed · 130 interrupted (everything finished is kept)`
    )
}

/** The places beside the entry file are the same in a clone and in a bundle. */
async function contextOf(program: Command, entry: string): Promise<Context> {
  const options = program.opts<{ json?: true; pack?: string; threads: number; device: string; precision: string }>()
  precisionCalled(options.precision, deviceCalled(options.device)) // refused before anything is looked at
  const root = join(dirname(fileURLToPath(entry)), '..', '..')
  const bundled = entry.endsWith('.js')
  const packs = { embedded: join(root, 'assets', 'packs', 'storybook'), added: packsFolder() }
  return {
    output: new Output(options.json ?? false),
    pack: options.pack === undefined ? packs.embedded : await packFolder(options.pack, packs),
    isNamed: options.pack !== undefined,
    packs,
    threads: options.threads,
    device: options.device,
    precision: options.precision,
    version: versionAt(root),
    fonts: join(root, 'assets', 'fonts'),
    engine: bundled ? join(root, 'out', 'main', 'engine.js') : join(root, 'engine', 'worker', 'entry.ts')
  }
}

const versionAt = (root: string): string =>
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version

function report(error: unknown, output: Output): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.done // --help
    const said = error.code === 'commander.help' ? 'A command is missing' : error.message
    const cause = said.replace(/^error: /, '').replace(/\.?$/, '.')
    output.failure(new Failure('usage.invalid', cause[0]!.toUpperCase() + cause.slice(1), 'See `throughline --help`.'))
    return exitCodes.usage
  }
  const failure = Failure.from(error)
  output.failure(failure)
  return exitCodeOf(failure)
}
