/** The page's process crashes: the window reloads automatically once, with the film unchanged; the next time the user is asked. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { face } from './kit/hands.ts'
import { launch } from './kit/launch.ts'
import { filmState } from './kit/window.ts'
import { writeStoryboard } from './kit/film-files.ts'
import { expect, test } from './kit/studio.ts'

/** After a crash Playwright's page object is dead, so scripts are run through main. */
const inPage = (app: ElectronApplication, script: string): Promise<unknown> =>
  app.evaluate(async ({ BrowserWindow }, script) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    if (webContents.isCrashed() || webContents.isLoading()) return null
    const patience = new Promise((resolve) => setTimeout(resolve, 2000, null)) // a crashing page never answers
    return Promise.race([webContents.executeJavaScript(script), patience])
  }, script)
const text = (app: ElectronApplication): Promise<unknown> => inPage(app, 'document.body.innerText')
const crash = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer())

test('a crashed page comes back with its film; twice in a minute asks', async ({ home }, info) => {
  const film = join(home, 'Story.throughline')
  writeStoryboard(film, 'Story', ['A purple cat walks.', 'A dog waits.', 'An owl sleeps.'])
  const { app, page } = await launch(home, [film])
  await page.keyboard.press('Alt+ArrowDown')
  await expect(face(page, 1)).toHaveAccessibleName(/ 3 s\./)
  await face(page, 2).click() // the last action: no edit follows that would send the selection to main
  const before = await filmState(page)
  await expect.poll(async () => (await filmState(page)).lastView?.frame).toBeGreaterThanOrEqual(36)
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = async (...all: unknown[]) => {
      Reflect.set(globalThis, 'asked', all.at(-1))
      return { response: 0, checkboxChecked: false }
    }
  })
  const asked = (): Promise<unknown> => app.evaluate(() => Reflect.get(globalThis, 'asked') as unknown)

  await crash(app)
  await expect.poll(() => text(app)).toContain('was opened anew. Nothing that was saved is lost')
  expect(await asked()).toBeUndefined()
  const lead = `document.querySelector('[aria-pressed=true][data-shot]').ariaLabel`
  expect(await inPage(app, lead)).toMatch(/^Shot 2, Planned, 4 s/)
  const now = `document.querySelector('[role=slider][aria-valuetext]').ariaValueNow`
  expect(Number(await inPage(app, now))).toBeGreaterThanOrEqual(36)
  const state = `window.throughline.command({ type: 'studio.state' }).then(({ value }) => value)`
  expect(await inPage(app, state)).toMatchObject({ film: { view: before.view, undo: before.undo }, crashed: false })
  const picture = await app.evaluate(async ({ BrowserWindow }) =>
    (await BrowserWindow.getAllWindows()[0]!.webContents.capturePage()).toPNG().toString('base64')
  )
  writeFileSync(info.outputPath('reloaded.png'), picture, 'base64')

  await crash(app)
  await expect.poll(asked).toMatchObject({ message: 'The window keeps failing', buttons: ['Try once more', 'Quit'] })
  await expect.poll(() => text(app)).toContain('was opened anew')

  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = async () => ({ response: 1, checkboxChecked: false })
  })
  const ended = new Promise((resolve) => app.process().once('exit', resolve))
  await crash(app).catch(() => {}) // it may crash before it answers
  await ended
})
