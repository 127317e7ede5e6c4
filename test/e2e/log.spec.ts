/** The error report: from the menu, without text of the film. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeStoryboard } from './kit/film-files.ts'
import { enginePid, filmState } from './kit/window.ts'
import { expect, launch, test } from './kit/studio.ts'

test('the log records failures, and its report is copied to the clipboard', async ({ home }, info) => {
  const film = join(home, 'Story.throughline')
  writeStoryboard(film, 'Story', ['A purple cat waits.', 'A dog waits.'])
  const { app, page } = await launch(home, [film])
  await page.keyboard.press('g')
  const step = async (): Promise<number> => (await filmState(page)).making?.step ?? 0
  await expect.poll(step, { intervals: [20] }).toBeGreaterThan(0)
  process.kill((await enginePid(app))!, 'SIGKILL')
  await expect(page.getByRole('alert').filter({ hasText: 'The engine stopped working' })).toBeVisible()

  await page.getByRole('button', { name: 'Menu', exact: true }).click()
  await page.screenshot({ path: info.outputPath('menu.png') })
  await page.getByRole('menuitem', { name: 'Copy a report' }).click()
  await expect(page.getByText('The report is on the clipboard')).toBeVisible()
  await page.screenshot({ path: info.outputPath('notice.png') })
  const report = await app.evaluate(({ clipboard }) => clipboard.readText())
  expect(report).toMatch(/^Throughline .*Electron/)
  expect(report).toContain('Film open: 2 shots')
  expect(report).toMatch(/engine: restarting\n/)
  expect(report).toContain('engine.crashed')
  expect(report).not.toMatch(/purple|waits/)

  const path = await app.evaluate(({ app }) => app.getPath('userData'))
  expect(readFileSync(join(path, 'app.log'), 'utf8')).toContain('engine: ready')
  await app.evaluate(({ shell }) => {
    shell.showItemInFolder = (shown) => void Object.assign(globalThis, { shown })
  })
  await page.getByRole('button', { name: 'Menu', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Show the log' }).click()
  await expect.poll(() => app.evaluate(() => (globalThis as { shown?: string }).shown)).toBe(join(path, 'app.log'))
})
