/** The window while film is being made: key latency, picture latency, and memory of each process. */
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { made } from '../../e2e/kit/hands.ts'
import { launch } from '../../e2e/kit/launch.ts'
import { chunksStored } from '../../e2e/kit/window.ts'
import { median, quantile, type Figure } from '../figure.ts'
import { weightsOnDisk } from '../pipeline-figures.ts'
import { launchBare } from './bare.ts'
import { writeFilm } from './films.ts'
import { readings, reset, watch } from './watch.ts'

const presses = 40

export async function makingFigures(home: string): Promise<Figure[]> {
  const { app, page } = await launch(home, [writeFilm(join(home, 'Making.throughline'), 3, 8)])
  try {
    await watch(page)
    await watchEngine(app)
    const still = await keyTimes(page)
    await page.keyboard.press('g')
    await chunksStored(page, 2)
    const busy = await keyTimes(page)
    await made(page)
    const sent = await app.evaluate(() => Reflect.get(globalThis, 'previewsSent') as number[])
    const { ready } = await readings(page)
    const delays = ready.map((moment, index) => moment - sent[index]!).filter(Number.isFinite)
    const chunkTime = median(sent.slice(1).map((moment, index) => moment - sent[index]!))
    const p95 = quantile(busy, 0.95)
    return [
      {
        name: 'key to visible change while making film, p95',
        value: p95,
        unit: 'ms',
        baseline: { name: 'at rest', value: quantile(still, 0.95) },
        goal: { text: 'at most 50 ms', met: p95 <= 50 }
      },
      {
        name: 'preview: from the engine’s message to drawable',
        value: median(delays),
        unit: 'ms',
        baseline: { name: 'chunk', value: chunkTime }
      },
      ...(await memory(app, home))
    ]
  } finally {
    await app.close()
  }
}

/** Steps one frame forward and back: milliseconds from each key press to the frame that shows it. */
async function keyTimes(page: Page): Promise<number[]> {
  await page.keyboard.press('Home')
  await reset(page)
  for (let press = 0; press < presses; press++) {
    await page.keyboard.press(press % 2 ? 'ArrowLeft' : 'ArrowRight')
    await page.waitForFunction((count) => window.bench!.keys.length > count, press)
  }
  return (await readings(page)).keys
}

/** Records in main when the engine announces pictures of a chunk (milliseconds since 1970). Call before the engine starts. */
function watchEngine(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ utilityProcess }) => {
    const sent: number[] = []
    Object.assign(globalThis, { previewsSent: sent })
    const fork = utilityProcess.fork.bind(utilityProcess)
    utilityProcess.fork = (...line) => {
      const child = fork(...line)
      child.on('message', (message: { type: string }) => {
        if (message.type === 'preview') sent.push(Date.now())
      })
      return child
    }
  })
}

/** Memory of each process, compared with the same process of a bare window; of the engine, with its weights. */
async function memory(app: ElectronApplication, home: string): Promise<Figure[]> {
  const own = await working(app)
  const bare = await launchBare(home)
  const least = await working(bare)
  await bare.close()
  return [...own].map(([name, value]) => ({
    ...{ name: `memory of ${name}`, value, unit: 'MB' },
    baseline: least.has(name)
      ? { name: 'a bare window’s', value: least.get(name)! }
      : { name: 'weights on the disk', value: weightsOnDisk() }
  }))
}

/** Memory in megabytes by process. */
async function working(app: ElectronApplication): Promise<Map<string, number>> {
  const names: Readonly<Record<string, string>> = { Browser: 'main', Tab: 'the page', GPU: 'the compositor' }
  const all = await app.evaluate(({ app }) =>
    app.getAppMetrics().map(({ type, name, memory }) => ({ type, name, size: memory.workingSetSize }))
  )
  const found = all.map(({ type, name, size }): [string, number] => [
    names[type] ?? (/engine/i.test(name ?? '') ? 'the engine' : (name ?? type)),
    (size * 1024) / 1e6
  ])
  return new Map(found)
}
