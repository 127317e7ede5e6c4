/** Small picture files with a huge size in their header: they never reach the page, and its memory does not grow. */
import type { ElectronApplication } from '@playwright/test'
import Database from 'better-sqlite3'
import { reseal } from '../main/kit/reseal.ts'
import { jpegOf } from '../main/kit/made.ts'
import { face } from './kit/hands.ts'
import { storedDocument } from './kit/film-file.ts'
import { expect, test } from './kit/films.ts'
import { openFilm } from './kit/window.ts'

/** A picture of 272 bytes whose header claims 4,000 × 4,000 pixels: 64 MB when decoded. */
const huge = jpegOf('a picture', 272)
huge.set([15, 160, 15, 160], 7)

/** Replaces all pictures from the second shot on, with matching hashes, as an attacker would. */
function harm(path: string): number {
  const takes = storedDocument(path)
    .cards.slice(1)
    .map(({ activeTake }) => activeTake)
  const db = new Database(path)
  try {
    const change = db.prepare('UPDATE frame SET jpeg = ? WHERE chunk IN (SELECT id FROM chunk WHERE take = ?)')
    const changed = takes.reduce((sum, take) => sum + change.run(huge, take).changes, 0)
    reseal(db)
    return changed
  } finally {
    db.close()
  }
}

/** Memory of the page's process, in MB. */
const pageMemory = (app: ElectronApplication): Promise<number> =>
  app.evaluate(({ app }) => {
    const page = app.getAppMetrics().filter(({ type }) => type === 'Tab')
    return Math.max(...page.map(({ memory }) => memory.workingSetSize)) / 1024
  })

test('the page’s memory does not grow, whatever size the pictures claim', async ({
  studio: { app, page },
  made: film
}) => {
  expect(harm(film)).toBe(48)
  await openFilm(app, page, film)
  const before = await pageMemory(app)
  let most = before
  for (const shot of [2, 3, 2]) {
    await face(page, shot).click()
    await page.keyboard.press('Space')
    for (let time = 0; time < 6; time++) {
      await page.waitForTimeout(250)
      most = Math.max(most, await pageMemory(app))
    }
    await page.keyboard.press('Space')
  }
  expect(most - before).toBeLessThan(200)
  await face(page, 1).click()
  await expect(page.getByRole('main')).toBeVisible()
})
