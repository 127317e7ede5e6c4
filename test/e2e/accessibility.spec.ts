/** axe finds no violation on any screen, in any dialog or menu, in either language. */
import { face, makeAgain } from './kit/hands.ts'
import { blameless } from './kit/blameless.ts'
import { expect, test } from './kit/films.ts'
import { openFilm } from './kit/window.ts'

test('axe: every screen, dialog and menu', async ({ studio: { app, page }, made: film }) => {
  const screen = (name: string, reach: () => Promise<void>): Promise<void> =>
    test.step(name, async () => {
      await reach()
      await blameless(page)
    })
  const leave = async (): Promise<void> => {
    await page.keyboard.press('Escape')
    await expect(page.locator('[role=dialog], [role=menu]')).toHaveCount(0)
  }

  await screen('start screen, first start', () =>
    expect(page.getByRole('button', { name: /Make this film/ })).not.toHaveCount(0)
  )
  await screen('all keys', async () => {
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog')).toBeVisible()
  })
  await leave()
  await screen('an empty film', async () => {
    await page.keyboard.press('Control+n')
    await expect(page.getByText('Drag a card here, or press N')).toBeVisible()
  })
  await screen('a film', async () => {
    await openFilm(app, page, film)
    await face(page, 2).click()
    await expect(page.getByRole('button', { name: 'Show take 1' })).toBeVisible()
  })
  await screen('menu of a shot', async () => {
    await face(page, 2).hover()
    await page.getByRole('button', { name: 'More for shot 2' }).click()
    await expect(page.getByRole('menu')).toBeVisible()
  })
  await leave()
  await screen('menu of the film', async () => {
    await page.getByRole('button', { name: 'Menu', exact: true }).click()
    await expect(page.getByRole('menu')).toBeVisible()
  })
  await leave()
  await screen('export', async () => {
    await page.keyboard.press('Control+e')
    await expect(page.getByRole('dialog')).toBeVisible()
  })
  await leave()
  await screen('one more of the cast', async () => {
    await page.getByRole('button', { name: 'Add to the cast' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
  })
  await leave()
  await screen('two takes beside each other', async () => {
    await face(page, 2).click()
    await makeAgain(page)
    await page.keyboard.press('\\')
    await expect(page.getByRole('region', { name: 'Compare two takes' })).toBeVisible()
  })
  await leave()
  await screen('without cards and details', async () => {
    await page.keyboard.press('Control+1')
    await page.keyboard.press('Control+2')
    await expect(page.getByRole('complementary')).toHaveCount(0)
  })
  await page.keyboard.press('Control+1')
  await page.keyboard.press('Control+2')
  await screen('a trouble', async () => {
    await app.evaluate(({ BrowserWindow }) => {
      const error = { code: 'test', cause: 'The film could not be saved.', remedy: 'Nothing is lost.' }
      BrowserWindow.getAllWindows()[0]!.webContents.send('studio:event', { type: 'trouble', error })
    })
    await expect(page.getByRole('alert')).toBeVisible()
  })
  await screen('in German', async () => {
    await page.getByRole('button', { name: 'Menu', exact: true }).click()
    await page.getByRole('menuitemradio', { name: 'Deutsch' }).click()
    await expect(page.getByRole('menu')).toHaveCount(0)
    await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  })
  await screen('start screen with films made before, in German', async () => {
    await page.keyboard.press('Control+w')
    await expect(page.getByRole('button', { name: /The walk/ })).not.toHaveCount(0)
  })
})
