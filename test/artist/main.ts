/** npm run artist -- --seed N --steps M: a simulated hasty artist in the real window, checked against a model. See README.md here. */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import startDisplays from '../e2e/kit/displays.ts'
import type { Step } from './command.ts'
import { commands } from './commands/all.ts'
import { drawSteps } from './draw.ts'
import { report, stepsOf } from './report.ts'
import { run, type Run } from './run.ts'
import { shrink } from './shrink.ts'
import { root, setStage } from './stage.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    steps: { type: 'string', default: '100' },
    engine: { type: 'string', default: 'fake' },
    program: { type: 'string', default: root },
    only: { type: 'string', default: '' },
    /** A report to replay. */
    replay: { type: 'string' },
    /** Time limit for shrinking, in seconds. */
    shrink: { type: 'string', default: '240' },
    verbose: { type: 'boolean', default: false }
  }
})

process.env['TEST_PARALLEL_INDEX'] = '0'
const stop = await startDisplays({ workers: 1 } as never)
const stage = await setStage(values.program, values.engine === 'real' ? 'real' : 'fake')
const say = values.verbose ? console.log : undefined
const again = (steps: readonly Step[]): Promise<Run> => run(stage.folder, steps, say)
let failed = 0
try {
  for (let seed = Number(values.seed); seed < Number(values.seed) + Number(values.seeds); seed++) {
    const steps = values.replay
      ? stepsOf(readFileSync(values.replay, 'utf8'))
      : drawSteps(commands, seed, Number(values.steps), values.only.split(',').filter(Boolean))
    const began = performance.now()
    const { done, fault } = await again(steps)
    console.log(`seed ${seed}: ${done} steps in ${((performance.now() - began) / 1000).toFixed(0)} s`)
    if (!fault) continue
    failed++
    const short = await shrink(steps.slice(0, fault.at + 1), fault.oracle, again, Number(values.shrink))
    console.log(report(seed, short.run?.fault ?? fault, short.steps))
  }
} finally {
  stop()
  stage.strike()
}
process.exit(failed === 0 ? 0 : 1)
