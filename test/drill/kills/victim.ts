/** The process that is killed: continues a film's life from its current stage and prints what is done. Argument: `Order` as JSON. */
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packFacts } from '../../../main/production/pack-facts.ts'
import { Project } from '../../../main/project/project.ts'
import { forkLauncher } from '../../../main/supervisor/fork.ts'
import { Supervisor } from '../../../main/supervisor/supervisor.ts'
import { engineEntry, storybook } from '../../main/kit/throughline.ts'
import { stages } from './stages.ts'
import type { Said } from './said.ts'

export interface Order {
  readonly path: string
  /** The fake engine without weights, or the real one with the storybook pack. */
  readonly engine: 'stirring' | 'real'
}

const order = JSON.parse(process.argv[2]!) as Order
const say = (said: Said): void => void process.stdout.write(`${JSON.stringify(said)}\n`)

say({ at: 'stage', name: 'opening' })
const facts = await packFacts(storybook)
const project = Project.open(order.path)
const entry = order.engine === 'real' ? engineEntry : fileURLToPath(new URL('engine.ts', import.meta.url))
const supervisor = new Supervisor({
  launch: forkLauncher(entry),
  load: { pack: storybook, threads: 1, spin: false, nice: 0, device: 'automatic', precision: 'exact', driver: null }
})
supervisor.watch((state) => state.name === 'ready' && say({ at: 'engine', pid: state.pid! }))
const folder = dirname(order.path)
for (const stage of stages) {
  if (stage.isDone(project, folder)) continue
  say({ at: 'stage', name: stage.name })
  await stage.do({ project, supervisor, facts, folder, say })
}
say({ at: 'stage', name: 'closing' })
project.close()
supervisor.kill()
