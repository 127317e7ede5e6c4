/**
 * Entry of the engine process. Runs as a child of plain Node (command line, tests) and as Electron's utility process (app):
 * the same code with another port.
 */
import { forkPort } from './fork-port.ts'
import { EngineServer } from './server.ts'
import { utilityPort } from './utility-port.ts'
import { workshop } from './workshop.ts'

process.title = 'throughline-engine'
// Ctrl-C in a terminal reaches the whole process group: main decides what it means.
process.on('SIGINT', () => {})

const port = utilityPort() ?? forkPort()
const server = new EngineServer(port, workshop)
port.listen({
  message: (data, ports) => server.receive(data, ports),
  closed: () => process.exit(0) // nobody is left to commit chunks
})
