/**
 * Reads exports with libraries of other programs (`tools/readers.mjs` installs them). Without Python the tests are skipped, except in
 * CI.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { test } from 'vitest'

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const home = at('node_modules/.cache/readers')
const python = [`${home}/bin/python`, `${home}/Scripts/python.exe`].find((path) => existsSync(path))
const there = existsSync(`${home}/installed-from.txt`)

/** Like `test`, but skipped when the readers are not installed; never in CI. */
export const testReads = test.skipIf(!there && process.env['CI'] === undefined)

/** Runs a script of `test/readers`. @returns what it printed, which is JSON */
export function reads<Told>(script: string, ...args: readonly string[]): Told {
  if (python === undefined) throw new Error('no readers are installed: run `node tools/readers.mjs`')
  const told = execFileSync(python, [at(`test/readers/${script}`), ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, PYTHONUTF8: '1', PYTHONDONTWRITEBYTECODE: '1' }
  })
  return JSON.parse(told) as Told
}
