// node tools/run.mjs FILE ARGS…: sets up what works without a window, then runs a TypeScript file on the Node that setup installed.
// Starts `node` by name in a new process: the shell that npm started may still have cached the path of the system's Node.
import { spawn, spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const tools = dirname(fileURLToPath(import.meta.url))
const setup = spawnSync(process.execPath, [join(tools, 'setup.mjs'), '--headless'], { stdio: 'inherit' })
if (setup.status !== 0) process.exit(setup.status ?? 1)

const root = dirname(tools)
// The compile cache more than halves the time of a short command: TypeScript is not compiled at every start.
const env = { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node'), ...process.env }
const child = spawn('node', process.argv.slice(2), { cwd: root, stdio: 'inherit', env })
process.on('SIGINT', () => {}) // the command gets Ctrl-C as well, and ends in order
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.on('exit', (code, signal) => process.exit(signal ? 1 : code))
