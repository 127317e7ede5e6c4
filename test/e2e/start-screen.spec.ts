/** The start screen with several recent films: aligned, one line each, in tab order. */
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { writeStoryboard } from './kit/film-files.ts'
import { openFilm } from './kit/window.ts'
import { expect, test } from './kit/studio.ts'

const titles = [
  'Harbour',
  'Quay',
  'The long and winding story of a purple cat that walks to the sea and comes back',
  'Pier'
]

async function resize(app: ElectronApplication, page: Page, width: number, height: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, [width, height]) => BrowserWindow.getAllWindows()[0]!.setContentSize(width, height),
    [width, height] as const
  )
  await page.waitForFunction((wide) => Math.abs(innerWidth - wide) <= 1, width)
  await page.screenshot({ path: test.info().outputPath(`start-${width}.png`) })
}

test('recent films are aligned with the stories, and Tab reaches all', async ({ studio: { app, page, home } }) => {
  for (const [index, title] of titles.entries()) {
    const path = join(
      home,
      `${index === 1 ? 'A film file of a name that is so long that it has to be cut' : title}.throughline`
    )
    writeStoryboard(path, title, ['A purple cat walks.'])
    await openFilm(app, page, path)
    await page.keyboard.press('Control+w')
    await expect(page.getByRole('heading', { name: 'Recent films' })).toBeVisible()
  }
  const films = page.locator('[data-film]')
  await expect(films).toHaveCount(titles.length)
  const left = (what: string): Promise<number[]> =>
    page.locator(what).evaluateAll((all) => all.slice(0, 3).map((each) => Math.round(each.getBoundingClientRect().x)))

  for (const [width, height] of [
    [1920, 1080],
    [1280, 800],
    [1024, 700]
  ] as const) {
    await resize(app, page, width, height)
    const stories = await left('article')
    for (const [index, x] of (await left('[data-film] > :first-child')).entries()) {
      expect(Math.abs(x - stories[index]!)).toBeLessThanOrEqual(1)
    }
    const lines = await films.evaluateAll((all) => all.map((film) => film.getBoundingClientRect().height))
    expect(new Set(lines).size).toBe(1) // none wraps
  }
  await expect(films.nth(1)).toHaveAttribute('title', new RegExp(`^${titles[2]}\n`))
  await expect(films.nth(2)).toHaveAttribute(
    'title',
    /A film file of a name that is so long that it has to be cut\.throughline$/
  )

  await page.getByRole('button', { name: 'Open…' }).focus()
  const order: string[] = []
  for (let press = 0; press < 4 + 2 * titles.length; press++) {
    await page.keyboard.press('Tab')
    order.push(
      await page.evaluate(
        () => document.activeElement!.getAttribute('aria-label') ?? document.activeElement!.textContent!
      )
    )
  }
  expect(order.map((name) => /New film|Make this film|Remove|Harbour|Quay|The long|Pier/.exec(name)?.[0])).toEqual([
    ...['New film', 'Pier', 'Remove', 'The long', 'Remove', 'Quay', 'Remove', 'Harbour', 'Remove'],
    ...['Make this film', 'Make this film', 'Make this film']
  ])
})
