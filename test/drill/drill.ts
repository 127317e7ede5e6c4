/**
 * The long form of the attack on the project file: `npm run drill -- --seed N [--files M] [--write]`. With --write its figures take
 * the place of those in docs/invariants.md. Exits with 1 when anything was believed that is not as it was stored.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { drillAltered, type Altered } from './altered.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string' }, files: { type: 'string', default: '20000' }, write: { type: 'boolean' } }
})
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const files = Number(values.files)

const folder = mkdtempSync(join(tmpdir(), 'throughline-'))
try {
  const altered = drillAltered(folder, seed, files)
  const table = tableOf(altered)
  process.stdout.write(`${table}\n`)
  for (const how of altered.silent) process.stdout.write(`silent: ${how}\n`)
  if (values.write) intoDocs(table)
  if (altered.silent.length > 0) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function tableOf({ counts }: Altered): string {
  return [
    `Made by \`npm run drill -- --seed ${seed} --files ${files} --write\`.`,
    '',
    '| altered files | refused | told when read | as stored | silent |',
    '|---|---|---|---|---|',
    `| ${files} | ${counts.refused} | ${counts.told} | ${counts['as stored']} | ${counts.silent} |`
  ].join('\n')
}

function intoDocs(table: string): void {
  const docs = 'docs/invariants.md'
  const between = /(?<=<!-- drill -->\n).*(?=\n<!-- end of drill -->)/s
  writeFileSync(docs, readFileSync(docs, 'utf8').replace(between, `\n${table}\n`))
}
