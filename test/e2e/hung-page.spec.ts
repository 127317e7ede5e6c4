/** An endless loop in the page: making continues, the user is asked, and the window comes back. */
import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { launch } from './kit/launch.ts'
import { filmState } from './kit/window.ts'
import { writeStoryboard } from './kit/film-files.ts'
import { expect, test } from './kit/studio.ts'

/** Playwright's page object is dead after the renderer was killed, so scripts are run through main. */
const inPage = (app: ElectronApplication, script: string): Promise<unknown> =>
  app.evaluate(async ({ BrowserWindow }, script) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    if (webContents.isCrashed() || webContents.isLoading()) return null
    const patience = new Promise((resolve) => setTimeout(resolve, 2000, null))
    return Promise.race([webContents.executeJavaScript(script), patience])
  }, script)

/** Hangs the page. Chromium does not report that to a debugged app, so the event is emitted here. */
const hang = (app: ElectronApplication): Promise<void> =>
  app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    void window!.webContents.executeJavaScript('setTimeout(() => { for (;;) {} }, 50); 0')
    await new Promise((wait) => setTimeout(wait, 500))
    window!.emit('unresponsive')
    window!.emit('unresponsive')
  })

test('a hung page can be loaded again, film is made meanwhile, and quit works', async ({ home }) => {
  test.setTimeout(300_000)
  const film = join(home, 'Story.throughline')
  writeStoryboard(film, 'Story', ['A purple cat walks.'])
  const { app, page } = await launch(home, [film])
  await app.evaluate(({ dialog }) => {
    const asked: unknown[] = []
    Object.assign(globalThis, { asked })
    dialog.showMessageBox = async (...all: unknown[]) => {
      asked.push(all.at(-1))
      return { response: 1, checkboxChecked: false }
    }
  })
  const asked = () => app.evaluate(() => Reflect.get(globalThis, 'asked') as { message: string; buttons: string[] }[])
  await page.keyboard.press('g')
  await expect.poll(async () => (await filmState(page)).making).not.toBeNull()

  await hang(app)
  await expect.poll(async () => (await asked()).length, { timeout: 90_000 }).toBe(1)
  expect((await asked())[0]).toMatchObject({
    message: 'The window does not answer',
    buttons: ['Wait', 'Load it again']
  })
  await expect
    .poll(() => inPage(app, 'document.body.innerText'), { timeout: 60_000 })
    .toContain('was opened anew. Nothing that was saved is lost')
  const made = `window.throughline.command({ type: 'studio.state' }).then(({ value }) => value.film.view.cards[0].state.made)`
  await expect.poll(() => inPage(app, made), { timeout: 120_000 }).toBeGreaterThan(0)

  // Once more within a minute: as the user chose the reload, the window does not count as failing repeatedly.
  await hang(app)
  await expect
    .poll(async () => (await asked()).map(({ message }) => message), { timeout: 90_000 })
    .toEqual(['The window does not answer', 'The window does not answer'])
  await expect.poll(() => inPage(app, made), { timeout: 60_000 }).toBeGreaterThan(0)
  expect(await asked()).toHaveLength(2)

  await hang(app)
  const ended = new Promise((resolve) => app.process().once('exit', resolve))
  await app.evaluate(({ app }) => app.quit()).catch(() => {})
  await ended
})
