// Installs Python libraries of other programs, which read hand-off files in tests, into node_modules/.cache/readers.
// Without Python the tests that need them are skipped; with CI=true they fail.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const wanted = join(root, 'test', 'readers', 'requirements.txt')
const home = join(root, 'node_modules', '.cache', 'readers')
const stamp = join(home, 'installed-from.txt')
const python = join(home, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
const list = readFileSync(wanted, 'utf8')

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== list || !runs(python, ['--version'])) {
  rmSync(home, { recursive: true, force: true })
  const makes = (name) => runs(name, ['-m', 'venv', home])
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', wanted]
  if ((makes('python3') || makes('python') || (debianVenv() && makes('python3'))) && runs(python, pip))
    writeFileSync(stamp, list)
  else console.warn('Python could not be set up: tests that read exports with other programs’ libraries are skipped.')
}

function runs(program, args) {
  return spawnSync(program, args, { stdio: ['ignore', 2, 2] }).status === 0
}

/** Debian has Python's `venv` module in a separate package. */
function debianVenv() {
  if (process.platform !== 'linux' || process.getuid() !== 0 || !runs('apt-get', ['--version'])) return false
  rmSync(home, { recursive: true, force: true })
  return runs('apt-get', ['update', '-qq']) && runs('apt-get', ['install', '-y', '-qq', 'python3-venv'])
}
