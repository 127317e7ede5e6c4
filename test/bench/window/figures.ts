/** The window part of `npm run bench`. Needs a build and a display. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { launch } from '../../e2e/kit/launch.ts'
import { median, type Figure } from '../figure.ts'
import { launchBare } from './bare.ts'
import { makingFigures } from './making-figures.ts'
import { timelineFigures } from './timeline-figures.ts'

const launches = 3

export async function windowFigures(folder: string): Promise<Figure[]> {
  const home = join(folder, 'window')
  mkdirSync(home)
  return [await launchFigure(home), ...(await timelineFigures(home)), ...(await makingFigures(home))]
}

/** Time until the window accepts clicks, measured in turns with a bare window. */
async function launchFigure(home: string): Promise<Figure> {
  const times = { studio: [] as number[], bare: [] as number[] }
  for (let turn = 0; turn < launches; turn++) {
    const began = performance.now()
    const bare = await launchBare(home)
    times.bare.push(performance.now() - began)
    await bare.close()
    const second = performance.now()
    const { app, page } = await launch(home)
    await page.getByRole('button', { name: 'New film' }).click({ trial: true }) // waits until it can be clicked
    times.studio.push(performance.now() - second)
    await app.close()
  }
  const value = median(times.studio)
  return {
    name: 'launch to usable window',
    value,
    unit: 'ms',
    baseline: { name: 'bare Electron window', value: median(times.bare) },
    goal: { text: 'at most 1200 ms', met: value <= 1200 }
  }
}
