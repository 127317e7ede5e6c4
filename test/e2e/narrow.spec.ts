/** The smallest window, and 200 % zoom: nothing is cut off, and the picture stays the largest part. */
import type { ElectronApplication, Locator, Page } from '@playwright/test'
import { face, makeAgain } from './kit/hands.ts'
import { expect, test } from './kit/films.ts'
import { openFilm } from './kit/window.ts'

/** Sets size and zoom of the window; waits until the page has its new width. */
async function resize(
  app: ElectronApplication,
  page: Page,
  width: number,
  height: number,
  zoom: number
): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, [width, height, zoom]) => {
      const window = BrowserWindow.getAllWindows()[0]!
      window.setContentSize(width, height)
      window.webContents.setZoomFactor(zoom)
    },
    [width, height, zoom] as const
  )
  await page.waitForFunction((wide) => Math.abs(innerWidth - wide) <= 1, width / zoom)
}

/** Left and right edge of the visible part of an element, in the window. */
async function edges(part: Locator): Promise<[number, number]> {
  const box = (await part.boundingBox())!
  return [box.x, box.x + box.width]
}

test('two takes side by side fit in the smallest window', async ({ studio: { app, page }, made: film }) => {
  await openFilm(app, page, film)
  await face(page, 2).click()
  await makeAgain(page)
  await page.keyboard.press('\\')
  const compare = page.getByRole('region', { name: 'Compare two takes' })
  await expect(compare).toBeVisible()
  await resize(app, page, 1024, 700, 1)
  const [left, right] = await edges(page.getByRole('main'))
  for (const part of [
    compare.locator('canvas').first(),
    compare.getByRole('combobox', { name: 'Take on the right' })
  ]) {
    const [from, to] = await edges(part)
    expect(from).toBeGreaterThanOrEqual(left)
    expect(to).toBeLessThanOrEqual(right)
  }
})

test('at 200 % one part at a time is beside the picture: the one asked for', async ({
  studio: { app, page },
  made: film
}) => {
  await openFilm(app, page, film)
  await face(page, 1).click()
  await resize(app, page, 1280, 800, 2)
  const tray = page.getByRole('complementary', { name: 'Cards' })
  const details = page.getByRole('complementary', { name: 'Shot details' })
  const picture = page.getByRole('img', { name: 'The film at the playhead' })
  await expect(details).toBeVisible()
  await expect(tray).toBeHidden()
  expect((await picture.boundingBox())!.width).toBeGreaterThan(280)

  await page.keyboard.press('Control+1')
  await expect(tray).toBeVisible()
  await expect(details).toBeHidden()
  await page.keyboard.press('Control+1')
  await expect(tray).toBeHidden()
  await expect(details).toBeVisible()

  await page.keyboard.press('Control+1')
  await resize(app, page, 1280, 800, 1) // with enough room both are shown again
  await expect(tray).toBeVisible()
  await expect(details).toBeVisible()
})
