/** Short runs of the simulated artist (test/artist/README.md): a few seeds with the fake engine, one with the real one. */
import { test } from '@playwright/test'
import { commands } from '../artist/commands/all.ts'
import { drawSteps } from '../artist/draw.ts'
import { report } from '../artist/report.ts'
import { run } from '../artist/run.ts'
import { root, setStage } from '../artist/stage.ts'

const runs = [
  { seed: 1, engine: 'fake' },
  { seed: 4, engine: 'fake' },
  { seed: 6, engine: 'real' }
] as const

for (const { seed, engine } of runs)
  test(`a short run of the artist: seed ${seed}, ${engine} engine`, async () => {
    const stage = await setStage(root, engine)
    try {
      const steps = drawSteps(commands, seed, 30)
      const { fault } = await run(stage.folder, steps)
      if (fault) throw new Error(report(seed, fault, steps.slice(0, fault.at + 1)))
    } finally {
      stage.strike()
    }
  })
