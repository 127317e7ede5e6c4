import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { Project } from '../../main/project/project.ts'
import { damage, makeNewer, writeStoryboard } from './kit/film-files.ts'
import { addCard, cards, face, newFilm } from './kit/hands.ts'
import { windowEnvironment } from './kit/displays.ts'
import { filmState, studioState } from './kit/window.ts'
import { expect, launch, test } from './kit/studio.ts'

const story = ['A purple cat walks.', 'A rabbit jumps.', 'A fox sleeps.']

/** Sets the save dialog's answer. */
const answerSave = (app: ElectronApplication, path: string): Promise<void> =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, path)

/** Chooses from the ≡ menu. */
async function choose(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name }).click()
}

const time = (page: Page) => page.getByRole('slider', { name: 'Playhead' })

test('duplicate, save as, close; recent films reopen with their last view', async ({ studio: { app, page, home } }) => {
  const own = join(home, 'Own.throughline')
  const copy = join(home, 'Copy.throughline')
  await newFilm(page)
  await addCard(page, /A purple cat/, 4)
  await answerSave(app, own)
  await choose(page, /Save as/)
  await expect.poll(() => existsSync(own)).toBe(true)
  const saved = page
    .getByRole('region', { name: 'Notices' })
    .getByRole('status')
    .filter({ hasText: 'Saved as Own.throughline' })
  await expect(saved).toContainText('You are in it now.')
  await expect(page.getByRole('banner').getByText('File: Own')).toBeVisible()
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.screenshot({ path: test.info().outputPath('saved-as.png') })
  await addCard(page, /A rabbit/, 4) // into the new file

  await answerSave(app, copy)
  await choose(page, /Duplicate the film/)
  await expect(page.getByText('Duplicated as Copy.throughline')).toContainText('You are still in Own.throughline.')
  await page.screenshot({ path: test.info().outputPath('duplicated.png') })
  await page.keyboard.press('Backspace')
  await expect(cards(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Open it' }).click()
  await expect(cards(page)).toHaveCount(2) // the copy is from before the deletion

  await expect(saved).toHaveCount(0) // the banner disappears by itself

  await page.keyboard.press('End')
  const left = await time(page).getAttribute('aria-valuenow')
  await page.waitForTimeout(700) // the view is sent twice a second
  await page.keyboard.press('Control+w')
  const recent = page.getByRole('button', { name: /^Untitled film/ })
  await expect(recent).toHaveCount(3)
  await recent.first().click()
  await expect(cards(page)).toHaveCount(2)
  expect(await time(page).getAttribute('aria-valuenow')).toBe(left)

  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name: 'Open recent' }).hover()
  const other = page.getByRole('menuitem', { name: 'Untitled film' })
  await expect(other).toHaveCount(2) // without the open one
  await page.screenshot({ path: test.info().outputPath('recent.png') })
  await other.first().click()
  await expect(cards(page)).toHaveCount(1)
  const native = await app.evaluate(({ Menu }) => {
    const film = Menu.getApplicationMenu()!.items.find(({ label }) => label === 'Film')
    const recent = film?.submenu?.items.find(({ label }) => label === 'Open recent')
    recent?.submenu?.items[0]?.click()
    return recent?.submenu?.items.map(({ label }) => label)
  })
  expect(native).toEqual(['Untitled film · Copy', 'Untitled film'])
  await expect(cards(page)).toHaveCount(2)
})

test('a new film shows its title wherever its name is visible', async ({ studio: { app, page } }) => {
  const folder = join(await app.evaluate(({ app }) => app.getPath('documents')), 'Throughline')
  /** The name that the save dialog proposes; the dialog is cancelled. */
  const proposed = async (action: RegExp): Promise<string> => {
    const asked = app.evaluate(
      ({ dialog }) =>
        new Promise<string>((resolve) => {
          dialog.showSaveDialog = async (...args: unknown[]) => {
            resolve((args.at(-1) as { defaultPath: string }).defaultPath)
            return { canceled: true, filePath: '' }
          }
        })
    )
    await choose(page, action)
    return basename(await asked)
  }
  await newFilm(page)
  await addCard(page, /A purple cat/, 4)
  const title = page.getByRole('textbox', { name: 'Name of the film' })
  await title.fill('Harbour at night')
  await title.press('Enter')
  await expect.poll(() => page.title()).toBe('Harbour at night · Throughline')
  await expect(page.getByText('File:')).toHaveCount(0)
  expect((await studioState(page)).recents.map(({ title }) => title)).toEqual(['Harbour at night'])
  expect(await proposed(/Save as/)).toBe('Harbour at night.throughline')
  expect(await proposed(/Duplicate the film/)).toBe('Harbour at night 2.throughline')
  await page.keyboard.press('Control+e')
  await page.getByRole('radio', { name: 'Shot list' }).click()
  await expect(page.getByText('Harbour at night.shots')).toBeVisible()
  await page.keyboard.press('Escape')

  const { id } = (await filmState(page)).view.film.cards[0]!
  await face(page, 1).click()
  await page.keyboard.press('Control+x')
  await page.keyboard.press('Control+w')
  const recent = page.getByRole('button', { name: /^Harbour at night/ })
  await expect(recent).toHaveAttribute('title', `Harbour at night\n${join(folder, 'Harbour at night.throughline')}`)
  expect(readdirSync(folder)).toEqual(['Harbour at night.throughline'])
  await recent.click()
  await expect(page.getByRole('textbox', { name: 'Name of the film' })).toHaveValue('Harbour at night')
  await page.keyboard.press('Control+v') // the same film: the card is restored with its take
  await expect(cards(page)).toHaveCount(1)
  expect((await filmState(page)).view.film.cards[0]!.id).toBe(id)
})

test('after a kill the same film reopens by itself, with its last view', async ({ home }) => {
  const path = join(home, 'Story.throughline')
  writeStoryboard(path, 'Story', story)
  const first = await launch(home, [path])
  await expect(cards(first.page)).toHaveCount(3)
  await face(first.page, 2).click()
  for (let step = 0; step < 5; step++) await first.page.keyboard.press('ArrowRight')
  await first.page.keyboard.press('Alt+ArrowDown')
  await expect(face(first.page, 2)).toHaveAccessibleName(/ 3 s\./)
  const left = await time(first.page).getAttribute('aria-valuenow')
  await first.page.waitForTimeout(1200)
  const over = new Promise((resolve) => first.app.process().once('exit', resolve))
  first.app.process().kill('SIGKILL')
  await over

  const { app, page } = await launch(home)
  await expect(cards(page)).toHaveCount(3)
  await expect(face(page, 2)).toHaveAccessibleName(/ 3 s\./)
  await expect(page.getByText('Throughline ended unexpectedly.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Shot 2', exact: true })).toBeVisible() // it is selected
  expect(await time(page).getAttribute('aria-valuenow')).toBe(left)
  await app.close()

  const orderly = await launch(home)
  await expect(orderly.page.getByRole('heading', { name: 'Recent films' })).toBeVisible()
  await orderly.app.close()
})

test('a film moved while open is reported when the window gets the focus', async ({ home }) => {
  const path = join(home, 'Story.throughline')
  const elsewhere = join(home, 'away', 'Story.throughline')
  writeStoryboard(path, 'Story', story)
  const { app, page } = await launch(home, [path])
  const focus = (): Promise<unknown> =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.emit('focus'))
  await expect(cards(page)).toHaveCount(3)
  mkdirSync(dirname(elsewhere))
  renameSync(path, elsewhere)
  await focus()
  const banner = page.getByRole('alert').filter({ hasText: 'was moved, renamed or deleted' })
  await expect(banner).toBeVisible()
  await expect(page.getByText('Saved', { exact: true })).toHaveCount(0)
  await page.screenshot({ path: test.info().outputPath('moved.png') })

  renameSync(elsewhere, path)
  await focus()
  await expect(banner).toHaveCount(0)
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()

  renameSync(path, elsewhere)
  await face(page, 1).click()
  await page.keyboard.press('Delete') // refused, as it cannot be saved
  await expect(banner).toBeVisible() // only once, without another notice
  await expect(cards(page)).toHaveCount(3)
  const kept = join(home, 'Kept.throughline')
  await answerSave(app, kept)
  await banner.getByRole('button', { name: 'Save as…' }).click()
  await expect(banner).toHaveCount(0)
  await page.keyboard.press('Delete')
  await expect(cards(page)).toHaveCount(2)
  await app.close()
  const project = Project.open(kept)
  expect(project.film.cards).toHaveLength(2)
  project.close()
})

test('a damaged film is recovered into a copy; the damaged file is not touched', async ({ home }) => {
  const path = join(home, 'Broken.throughline')
  writeStoryboard(path, 'Broken', story)
  damage(path)
  const { app, page } = await launch(home, [path])
  const dialog = page.getByRole('dialog', { name: 'This film is damaged' })
  await expect(dialog).toBeVisible()
  await page.screenshot({ path: test.info().outputPath('damaged.png') })
  const copy = join(home, 'Recovered.throughline')
  await answerSave(app, copy)
  await dialog.getByRole('button', { name: 'Recover into a copy…' }).click()
  await expect(page.getByText(/Recovered: 3 shots/)).toBeVisible()
  await expect(cards(page)).toHaveCount(3)
  await page.screenshot({ path: test.info().outputPath('recovered.png') })
  await app.close()
  expect(() => Project.open(path)).toThrow(/damaged/)
})

test('a film of a newer version opens read-only, with the reason', async ({ home }) => {
  const path = join(home, 'Future.throughline')
  writeStoryboard(path, 'Future', story)
  makeNewer(path)
  const { app, page } = await launch(home, [path])
  await expect(cards(page)).toHaveCount(3)
  const banner = page.getByRole('status').filter({ hasText: 'made by a newer version of Throughline' })
  await expect(banner).toBeVisible()
  await expect(banner.getByRole('button')).toHaveCount(0) // a copy would have the same version
  await face(page, 1).click()
  await page.keyboard.press('Delete')
  await expect(cards(page)).toHaveCount(3)
  await page.screenshot({ path: test.info().outputPath('newer.png') })
  await app.close()
})

test('a film open elsewhere is explained and can be viewed; dropped files open', async ({ home }) => {
  const path = join(home, 'Story.throughline')
  const other = join(home, 'Other.throughline')
  const missing = join(home, 'Gone.throughline')
  writeStoryboard(path, 'Story', story)
  writeStoryboard(other, 'Other', story.slice(1))
  const elsewhere = Project.open(path)
  const { app, page } = await launch(home, [path])
  const locked = page.getByRole('dialog', { name: 'This film is open elsewhere' })
  await expect(locked).toBeVisible()
  await locked.getByRole('button', { name: 'Look at it only' }).click()
  await expect(cards(page)).toHaveCount(3)
  await expect(page.getByText('Read only', { exact: true }).first()).toBeVisible()
  elsewhere.close()

  const session = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    if (type === 'drop') await page.screenshot({ path: test.info().outputPath('drop.png') })
    const data = { items: [], files: [other], dragOperationsMask: 1 }
    await session.send('Input.dispatchDragEvent', { type, x: 600, y: 300, data })
  }
  await expect(cards(page)).toHaveCount(2)

  // A double click in the file manager starts a second instance with the file's path.
  const second = (file: string): Promise<unknown> => {
    const args = ['.', `--user-data-dir=${join(home, 'profile')}`, '--disable-gpu', file]
    const child = spawn(app.process().spawnfile, args, { stdio: 'ignore', env: windowEnvironment(home) })
    return new Promise((resolve) => child.once('exit', resolve))
  }
  await second(path)
  await expect(cards(page)).toHaveCount(3)
  await second(missing)
  await expect(page.getByRole('dialog', { name: 'This film is not where it was' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(cards(page)).toHaveCount(3) // the previous film is still open
  await app.close()
})
