/** The engine for most kills: real session, memory and pages around a fake model without delays. */
import { forkPort } from '../../../engine/worker/fork-port.ts'
import { EngineServer } from '../../../engine/worker/server.ts'
import { workshopAt } from '../../artist/engine/workshop.ts'

const port = forkPort()
const session = new EngineServer(port, workshopAt({ open: 0, pass: 4, decode: 1 }))
port.listen({ message: (data, ports) => session.receive(data, ports), closed: () => process.exit(0) })
