// Makes the picture of each sample story with the real engine: `node tools/sample-pictures.mjs`, about a minute each.
// Run it again when the pack or a story changes.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const samples = join(root, 'assets', 'samples')
/** The second from which a story's picture is taken; default 2. */
const moments = { 'purple-cat': 1, 'farm-to-moon': 1, 'beach-day': 1 }

for (const file of readdirSync(samples).filter((name) => name.endsWith('.shots'))) {
  const name = basename(file, '.shots')
  const work = mkdtempSync(join(tmpdir(), 'sample-picture-'))
  const film = join(work, 'film.mp4')
  run('npx', [
    '--no-install',
    'node',
    'main/cli/throughline.ts',
    'render',
    join(samples, file),
    '-o',
    film,
    '--project',
    join(work, 'film.throughline')
  ])
  run('ffmpeg', [
    '-y',
    '-v',
    'error',
    '-ss',
    String(moments[name] ?? 2),
    '-i',
    film,
    '-frames:v',
    '1',
    '-vf',
    'scale=576:-2:flags=lanczos',
    '-q:v',
    '3',
    join(samples, `${name}.jpg`)
  ])
  rmSync(work, { recursive: true })
}

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(1)
}
