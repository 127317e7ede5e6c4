/** Recent films that were moved or deleted: located or removed from the list, by keyboard; all lists agree. */
import { copyFileSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { writeStoryboard } from './kit/film-files.ts'
import { cards } from './kit/hands.ts'
import { blameless } from './kit/blameless.ts'
import { openFilm } from './kit/window.ts'
import { expect, test } from './kit/studio.ts'

/** Gives the window the focus again, as after the file manager. */
const comeBack = (app: ElectronApplication): Promise<unknown> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.emit('focus'))

/** Sets the open dialog's answer; null cancels it. */
const answerOpen = (app: ElectronApplication, path: string | null): Promise<void> =>
  app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: path === null, filePaths: path === null ? [] : [path] })
  }, path)

const nativeList = (app: ElectronApplication): Promise<string[]> =>
  app.evaluate(({ Menu }) => {
    const film = Menu.getApplicationMenu()!.items.find(({ label }) => label === 'Film')
    const recent = film!.submenu!.items.find(({ label }) => label === 'Open recent')
    return recent!.submenu!.items.map(({ label }) => label)
  })

const rows = (page: Page) => page.getByRole('region', { name: 'Recent films' }).getByRole('listitem')

test('a missing recent film is located or removed from the list', async ({ studio: { app, page, home } }) => {
  const [harbour, port, quay] = ['Harbour', 'Port', 'Quay'].map((title) => {
    const path = join(home, `${title}.throughline`)
    writeStoryboard(path, title, ['A purple cat walks.', 'A rabbit jumps.'])
    return path
  }) as [string, string, string]
  for (const path of [quay, port, harbour]) {
    await openFilm(app, page, path)
    await page.keyboard.press('Control+w')
    await expect(rows(page).first()).toContainText(/Harbour|Port|Quay/)
  }
  await expect(rows(page)).toHaveCount(3)

  const away = join(home, 'away', 'Harbour.throughline')
  mkdirSync(dirname(away))
  copyFileSync(harbour, away) // as to another disk: the copy cannot be recognised as the same file
  rmSync(harbour)
  await comeBack(app)
  const lost = page.getByRole('button', { name: /^Harbour .*Find it…/ })
  await expect(rows(page).first()).toContainText('Moved or deleted')
  await expect.poll(() => nativeList(app)).toEqual(['Harbour · Moved or deleted', 'Port', 'Quay'])
  await blameless(page)
  await page.screenshot({ path: test.info().outputPath('missing.png') })

  await answerOpen(app, null)
  await lost.focus()
  await page.keyboard.press('Enter')
  await expect(lost).toBeFocused()
  await answerOpen(app, away)
  await page.keyboard.press('Enter')
  await expect(cards(page)).toHaveCount(2)
  await page.keyboard.press('Control+w')
  await expect(rows(page)).toHaveCount(3) // not listed twice
  await expect(lost).toHaveCount(0)

  rmSync(quay)
  renameSync(port, join(home, 'away', 'Port.throughline'))
  await comeBack(app)
  await rows(page).nth(1).getByRole('button', { name: 'Remove Port from this list' }).focus()
  await page.keyboard.press('Enter')
  await expect(rows(page)).toHaveCount(2)
  await expect(page.getByRole('button', { name: /^Quay / })).toBeFocused() // it is now in the same place

  await page.getByRole('button', { name: /^Harbour / }).click()
  await page.getByRole('button', { name: 'Menu', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Open recent' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('menuitem', { name: /Quay.*Moved or deleted/ })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('menuitem', { name: 'Find it…' })).toBeFocused()
  await blameless(page)
  await page.screenshot({ path: test.info().outputPath('menu.png') })
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(() => nativeList(app)).toEqual([])
  await page.keyboard.press('Control+w')
  await expect(rows(page)).toHaveCount(1)
})
