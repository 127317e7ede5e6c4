/** The check of a film's file against its hashes: automatic after opening, and on request. */
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { flipIn } from '../main/kit/flip.ts'
import { throughline } from '../main/kit/throughline.ts'
import { storedShots } from './kit/film-file.ts'
import { chunksOfFilm, expect, test } from './kit/films.ts'
import { chunksStored, openFilm } from './kit/window.ts'

const notices = (page: Page) => page.getByRole('region', { name: 'Notices' })
const banner = (page: Page) => page.getByRole('status').filter({ hasText: 'not as it was stored' })

async function check(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name: 'Check this film' }).click()
}

/** Flips one bit of a picture in one second of a shot. */
function spoilPicture(path: string, shot: number, second: number): void {
  const db = new Database(path, { readonly: true })
  const take = storedShots(path)[shot]!.take
  const jpeg = db
    .prepare(
      'SELECT jpeg FROM frame WHERE position = 3 AND chunk = (SELECT id FROM chunk WHERE take = ? AND position = ?)'
    )
    .pluck()
    .get(take, second) as Buffer
  db.close()
  flipIn(path, jpeg, 3000)
}

const isWhole = async (path: string): Promise<boolean> => (await throughline(['verify', path])).code === 0

test('an intact film shows no message, except on request', async ({ studio: { app, page }, made }) => {
  await openFilm(app, page, made)
  await page.waitForTimeout(5000)
  await expect(banner(page)).toHaveCount(0)
  await check(page)
  await expect(notices(page)).toContainText(/All \d+ things of this film are as they were stored\./, {
    timeout: 60_000
  })
  await page.screenshot({ path: test.info().outputPath('whole.png') })
})

test('a picture that the disk changed is named, and made again exactly as it was', async ({
  studio: { app, page },
  made,
  originals
}) => {
  spoilPicture(made, 1, 1)
  await openFilm(app, page, made)
  await expect(banner(page)).toContainText('shot 2 from 1 s on: pictures', { timeout: 60_000 })
  await page.screenshot({ path: test.info().outputPath('damaged.png') })
  await banner(page).getByRole('button', { name: 'Make again as it was' }).click()
  await expect(notices(page)).toContainText('are as they were stored', { timeout: 120_000 })
  await expect(banner(page)).toHaveCount(0)
  await app.close()
  expect(await isWhole(made)).toBe(true)
  expect(storedShots(made)).toEqual(storedShots(originals.made))
})

test('damage that cannot be repaired is recovered into a copy', async ({ studio: { app, page, home }, made }) => {
  const db = new Database(made)
  db.exec(`INSERT INTO setting (name, value) VALUES ('exported', '[]')`)
  db.close()
  spoilPicture(made, 2, 1)
  await openFilm(app, page, made)
  await expect(banner(page)).toContainText('a setting', { timeout: 60_000 })
  await page.screenshot({ path: test.info().outputPath('two-ways.png') })
  const copy = join(home, 'Recovered.throughline')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, copy)
  await banner(page).getByRole('button', { name: 'Recover into a copy…' }).click()
  await expect(notices(page)).toContainText('Recovered: 3 shots', { timeout: 60_000 })
  await page.screenshot({ path: test.info().outputPath('recovered.png') })
  await page.waitForTimeout(4000)
  await expect(banner(page)).toHaveCount(0)
  await app.close()
  expect(await isWhole(copy)).toBe(true)
  expect(await isWhole(made)).toBe(false)
})

test('film is made during a check, and quitting waits for neither', async ({
  studio: { app, page },
  planned,
  originals
}) => {
  await openFilm(app, page, planned)
  await page.keyboard.press('g')
  await chunksStored(page, 1)
  for (let made = 2; made <= chunksOfFilm; made += 2) {
    await check(page)
    await chunksStored(page, made)
  }
  await check(page)
  await app.close()
  expect(await isWhole(planned)).toBe(true)
  const bits = (path: string) => storedShots(path).map(({ chunks }) => chunks)
  expect(bits(planned)).toEqual(bits(originals.made))
})
