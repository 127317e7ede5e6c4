// npm test: setup, other programs' readers, a software graphics device, lint and types, unit and engine tests (vitest), build, window tests (Playwright).
// Its last line is `N passed, N failed`, the totals of both runners; the exit code is 0 when nothing failed.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const results = join(root, 'test-results')
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
let passed = 0
let failed = 0

step('node', ['tools/setup.mjs'], true)
step('node', ['tools/readers.mjs']) // may fail: then the tests that need it are skipped, or fail in CI
step('node', ['tools/software-gpu.mjs'])
await Promise.all([
  check('eslint', ['eslint', '.']),
  check('prettier', ['prettier', '--check', '--log-level', 'warn', '.']),
  check('types', ['tools/types.mjs'], process.execPath)
])
vitest()
if (await check('build', ['electron-vite', 'build'])) playwright()

console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

/** Runs a command; with `required` a failure ends the whole run. */
function step(command, args, required = false) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: process.env,
    shell: process.platform === 'win32'
  })
  if (required && result.status !== 0) {
    console.log('0 passed, 1 failed')
    process.exit(1)
  }
  return result.status === 0
}

/** Runs a check of the code, which counts as one test. Several run in parallel: each prints its output when it ends. */
async function check(name, line, program = 'npx') {
  const all = program === 'npx' ? ['--no-install', ...line] : line
  const child = spawn(program, all, { cwd: root, shell: process.platform === 'win32' })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text))
  const [code] = await once(child, 'close')
  if (code === 0) passed++
  else failed++
  console.log(`${said.trim()}\n${code === 0 ? '✓' : '✗'} ${name}`)
  return code === 0
}

function vitest() {
  const file = join(results, 'vitest.json')
  const fine = step('npx', [
    '--no-install',
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`
  ])
  const report = read(file)
  passed += report?.numPassedTests ?? 0
  failed += report?.numFailedTests ?? 0
  if (!fine && !(report?.numFailedTests > 0)) failed++ // a suite that did not load, or a crash of the runner
}

function playwright() {
  const file = join(results, 'playwright.json')
  process.env.PLAYWRIGHT_JSON_OUTPUT_NAME = file
  const fine = step('npx', ['--no-install', 'playwright', 'test', '--reporter=list,json'])
  const stats = read(file)?.stats
  passed += (stats?.expected ?? 0) + (stats?.flaky ?? 0)
  failed += stats?.unexpected ?? 0
  if (stats?.flaky > 0) console.log(`${stats.flaky} passed at the second try only`)
  if (!fine && !(stats?.unexpected > 0)) failed++
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
