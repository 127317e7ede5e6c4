/** The fake engine process for artist runs: the real protocol with main around a fake model. */
import { forkPort } from '../../../engine/worker/fork-port.ts'
import { EngineServer } from '../../../engine/worker/server.ts'
import { utilityPort } from '../../../engine/worker/utility-port.ts'
import { workshopAt } from './workshop.ts'

process.title = 'throughline-engine'
process.on('SIGINT', () => {}) // as in engine/worker/entry.ts

const port = utilityPort() ?? forkPort()
const session = new EngineServer(port, workshopAt({ open: 300, pass: 55, decode: 20 }))
port.listen({ message: (data, ports) => session.receive(data, ports), closed: () => process.exit(0) })
