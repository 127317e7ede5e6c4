// Checks the types: the whole repository, then each room with only the globals of its environment (its tsconfig.json), then the
// renderer with its markup. Incremental: what did not change since the last time is not checked again.
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'

const cache = 'node_modules/.cache/types'
mkdirSync(cache, { recursive: true })
const rooms = ['.', 'app', 'kernels', 'engine', 'main', 'main/preload']
const tsc = (room) => [
  'tsc',
  ...['-p', room, '--incremental', '--tsBuildInfoFile', `${cache}/${room.replace('/', '-')}.tsbuildinfo`]
]
const svelte = ['svelte-check', '--tsconfig', 'renderer/tsconfig.json', '--output', 'human', '--threshold', 'error']
const wanted = process.argv.slice(2)
let fine = true
for (const line of [...rooms.map(tsc), svelte]) {
  const room = line[0] === 'tsc' ? line[2] : 'renderer'
  if (wanted.length > 0 && !wanted.includes(room)) continue
  const { status } = spawnSync('npx', ['--no-install', ...line], {
    stdio: 'inherit',
    shell: process.platform === 'win32'
  })
  fine &&= status === 0
  if (status !== 0) console.log(`✗ types of ${room === '.' ? 'the repository' : room}`)
}
process.exit(fine ? 0 : 1)
