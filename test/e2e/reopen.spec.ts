/** Quitting and reopening: film, undo list and view are restored, and making can continue. */
import type { ElectronApplication } from '@playwright/test'
import { card, cards, face, made } from './kit/hands.ts'
import { storedDocument, storedShots } from './kit/film-file.ts'
import { expect, test } from './kit/films.ts'
import { launch } from './kit/launch.ts'
import { filmState, openFilm } from './kit/window.ts'

test('after quitting and reopening all is unchanged, undoable and continues', async ({ home, made: film }) => {
  const first = await launch(home)
  await openFilm(first.app, first.page, film)
  const original = (await filmState(first.page)).view.film
  const title = first.page.getByRole('textbox', { name: 'Name of the film' })
  await title.fill('A longer walk')
  await title.press('Enter')
  await face(first.page, 3).click()
  await first.page.keyboard.press('Alt+ArrowLeft')
  await expect(face(first.page, 2)).toHaveAccessibleName(/dinosaur/)
  await expect.poll(async () => (await filmState(first.page)).lastView?.frame ?? 0).toBeGreaterThanOrEqual(24)
  const left = await filmState(first.page)
  const stored = storedShots(film)
  await first.app.close()
  expect(storedShots(film)).toEqual(stored)

  const { app, page } = await launch(home)
  await page
    .getByRole('button', { name: /A longer walk/ })
    .first()
    .click()
  await expect(cards(page)).toHaveCount(3)
  await expect(face(page, 2)).toHaveAttribute('aria-pressed', 'true') // the shot that was in hand
  const found = await filmState(page)
  expect(found.view).toEqual(left.view)
  expect([found.undo, found.redo, found.path]).toEqual([left.undo, left.redo, left.path])
  expect(storedShots(film)).toEqual(stored)
  await expect(card(page, 1).locator('img').first()).toBeVisible()

  await page.keyboard.press('Control+z')
  await expect(face(page, 2)).toHaveAccessibleName(/owl/)
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('textbox', { name: 'Name of the film' })).toHaveValue('The walk')
  expect((await filmState(page)).view.film).toEqual(original)

  await face(page, 3).click()
  await page.keyboard.press('d')
  await expect(cards(page)).toHaveCount(4)
  await page.keyboard.press('Alt+ArrowDown')
  await expect(face(page, 4)).toHaveAccessibleName(/Planned, 1 s/)
  await page.keyboard.press('g')
  await made(page)
  await expect(face(page, 4)).toHaveAccessibleName(/Fits/)
  const grown = storedShots(film)
  expect(grown.slice(0, 3).map(({ chunks }) => chunks)).toEqual(
    [stored[0], stored[2], stored[1]].map((shot) => shot!.chunks)
  )
  expect(grown[3]!.chunks).toHaveLength(1)
  await app.close()
})

test('text typed last is saved by quitting and by closing the window', async ({ home, made: film }) => {
  const leave: Record<string, (app: ElectronApplication) => Promise<unknown>> = {
    'Slower at the end': (app) => app.evaluate(({ app }) => app.quit()),
    'And a pause': (app) => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close())
  }
  for (const [words, end] of Object.entries(leave)) {
    const { app, page } = await launch(home)
    await openFilm(app, page, film)
    await face(page, 1).click()
    await page.getByRole('textbox', { name: 'Notes' }).fill(words)
    const over = app.waitForEvent('close')
    await end(app)
    await over
    expect(storedDocument(film).cards[0]!.notes).toBe(words)
  }
})
