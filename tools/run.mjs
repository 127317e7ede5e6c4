// node tools/run.mjs FILE ARGS…: sets up what works without a window, then runs a TypeScript file on the Node that setup installed.
// A process of its own, by name: the shell that npm started may still remember the machine's own Node.
import { spawn, spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const tools = dirname(fileURLToPath(import.meta.url))
const setup = spawnSync(process.execPath, [join(tools, 'setup.mjs'), '--headless'], { stdio: 'inherit' })
if (setup.status !== 0) process.exit(setup.status ?? 1)

const root = dirname(tools)
// TypeScript is made ready to run once, not at every start: less than half of the time of a short command.
const env = { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node'), ...process.env }
const child = spawn('node', process.argv.slice(2), { cwd: root, stdio: 'inherit', env })
process.on('SIGINT', () => {}) // Ctrl-C reaches the command as well, which keeps what is done before it ends
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.on('exit', (code, signal) => process.exit(signal ? 1 : code))
