/** How evenly the window draws while 500 cards are dragged, zoomed and, on the board, scrolled; told beside the same window standing still. */
import type { Page } from '@playwright/test'
import { join } from 'node:path'
import { launch } from '../../e2e/kit/launch.ts'
import { median, quantile, type Figure } from '../figure.ts'
import { writeFilm } from './films.ts'
import { readings, reset, watch } from './watch.ts'

export async function timelineFigures(home: string): Promise<Figure[]> {
  const { app, page } = await launch(home, [writeFilm(join(home, '500 cards.throughline'), 500, 4)])
  try {
    const line = (await page.getByRole('region', { name: 'Timeline' }).boundingBox())!
    const middle = { x: line.x + line.width / 2, y: line.y + 90 }
    await watch(page)
    const work = await workClock(page)
    const still = await frames(page, work, () => page.waitForTimeout(1_000))
    const drag = await frames(page, work, async () => {
      await page.mouse.move(line.x + 60, middle.y)
      await page.mouse.down()
      await page.mouse.move(line.x + line.width - 80, middle.y, { steps: 90 })
      await page.mouse.move(line.x + 100, middle.y, { steps: 90 })
      await page.mouse.up()
    })
    await page.keyboard.down('Control')
    await page.mouse.move(middle.x, middle.y)
    const zoom = await frames(page, work, async () => {
      for (let step = 0; step < 90; step++) await page.mouse.wheel(0, step % 60 < 30 ? 30 : -30)
    })
    await page.keyboard.up('Control')
    await page.keyboard.press('B')
    const board = page.locator('[data-board]')
    await board.waitFor()
    await board.hover()
    const scroll = await frames(page, work, async () => {
      for (let step = 0; step < 90; step++) await page.mouse.wheel(0, step % 60 < 45 ? 90 : -90)
    })
    return [
      ...evenness('drag among 500 cards', drag, still),
      ...evenness('zoom of 500 cards', zoom, still),
      ...evenness('board of 500 cards scrolled', scroll, still)
    ]
  } finally {
    await app.close()
  }
}

interface Drawn {
  /** Milliseconds between the frames. */
  readonly times: readonly number[]
  /** Milliseconds of processor that the page's own thread spent on each, on average: what a busy machine does not blur. */
  readonly work: number
}

async function frames(page: Page, work: () => Promise<number>, act: () => Promise<void>): Promise<Drawn> {
  await reset(page)
  const before = await work()
  await act()
  const spent = (await work()) - before
  const { frames: times } = await readings(page)
  return { times, work: spent / times.length }
}

/** Milliseconds of processor that the page's thread has spent since it began. */
async function workClock(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000
  }
}

function evenness(name: string, drawn: Drawn, still: Drawn): Figure[] {
  const baseline = { name: 'frame at rest', value: median(still.times) }
  const [p95, worst] = [quantile(drawn.times, 0.95), Math.max(...drawn.times)]
  return [
    {
      ...{ name: `${name}: frame, p95`, value: p95, unit: 'ms', baseline },
      goal: { text: 'at most 17 ms, a frame of 60 a second', met: p95 <= 17 }
    },
    {
      ...{ name: `${name}: longest frame`, value: worst, unit: 'ms', baseline },
      goal: { text: 'at most 33 ms, two frames of 60 a second', met: worst <= 34 }
    },
    {
      ...{ name: `${name}: processor a frame`, value: drawn.work, unit: 'ms' },
      baseline: { name: 'at rest', value: still.work }
    }
  ]
}
