/**
 * The long form of all attacks: `npm run drill -- --seed N`, with a number for each kind (`--files`, `--beside`, `--input`, `--kills`,
 * `--real`; 0 skips a kind) and `--write` to replace the table in docs/invariants.md.
 * Exits with 1 when anything was lost, or damaged data was accepted.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { drillAltered } from './altered.ts'
import { drillBeside } from './beside.ts'
import { drillInput } from './input.ts'
import { drillKills } from './kills/kills.ts'
import { randomOf } from './random.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    files: { type: 'string', default: '20000' },
    beside: { type: 'string', default: '1000' },
    input: { type: 'string', default: '50000' },
    kills: { type: 'string', default: '1000' },
    real: { type: 'string', default: '50' },
    write: { type: 'boolean' }
  }
})
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const folder = mkdtempSync(join(tmpdir(), 'throughline-'))
const faults: string[] = []
const rows: string[] = []

/** Runs one kind of attack, prints its table row and collects its faults. */
async function attack(
  what: string,
  count: number,
  work: (place: string) => Promise<{ found: string; wrong: readonly string[] }>
): Promise<void> {
  if (count === 0) return
  const place = join(folder, String(rows.length))
  mkdirSync(place)
  const { found, wrong } = await work(place)
  rows.push(`| ${what} | ${count} | ${found} | ${wrong.length} |`)
  faults.push(...wrong)
  process.stdout.write(`${rows.at(-1)}\n`)
}

const [files, beside, input] = [Number(values.files), Number(values.beside), Number(values.input)]
await attack('files altered by a bit or cut short', files, async (place) => {
  const { counts, goingOn, heard, silent } = drillAltered(place, seed, files)
  const of = (each: typeof counts): string =>
    `${each.refused} refused, ${each.told} told when read, ${each['as stored']} as stored`
  return { found: `${of(counts)}; gone on with: ${of(goingOn)}; in sounds and drawings: ${of(heard)}`, wrong: silent }
})
await attack('logs and journals beside a film', beside, async (place) => {
  const { asStored, refused, faults: wrong } = drillBeside(place, randomOf(seed), beside)
  return { found: `${asStored} as stored, ${refused} refused`, wrong }
})
await attack('shot lists, packs, pictures, messages', input, async () => {
  const { taken, refused, faults: wrong } = await drillInput(randomOf(seed), input)
  return { found: `${taken} taken, ${refused} refused`, wrong }
})
for (const [engine, count] of [
  ['stirring', Number(values.kills)],
  ['real', Number(values.real)]
] as const) {
  const whose = engine === 'real' ? 'the storybook pack' : 'a model without weights'
  await attack(`kills, the engine with ${whose}`, count, async (place) => {
    const { kills, acknowledged, films, lost } = await drillKills(place, seed, count, engine, (line) =>
      process.stderr.write(`${line}\n`)
    )
    const each = Object.entries(kills).map(([stage, times]) => `${stage} ${times}`)
    return {
      found: `${each.join(', ')}; ${acknowledged} things acknowledged, ${films} films led to their end`,
      wrong: lost
    }
  })
}

const table = [
  `Made by \`npm run drill -- --seed ${seed}\`.`,
  '',
  '| attack | times | what came of it | wrong |',
  '|---|---|---|---|',
  ...rows
].join('\n')
process.stdout.write(`\n${table}\n`)
for (const fault of faults) process.stdout.write(`wrong: ${fault}\n`)
if (values.write) {
  const docs = 'docs/invariants.md'
  const between = /(?<=<!-- drill -->\n).*(?=\n<!-- end of drill -->)/s
  writeFileSync(docs, readFileSync(docs, 'utf8').replace(between, `\n${table}\n`))
}
process.exitCode = faults.length > 0 ? 1 : 0
rmSync(folder, { recursive: true, force: true })
