/** The models of this machine in the window: listed, added, checked and removed by somebody who knows no command line. */
import { appendFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Locator } from '@playwright/test'
import { cardId, takeId } from '../../app/ids.ts'
import { Project } from '../../main/project/project.ts'
import { filmOf, madeChunk, memory, takeOf } from '../main/kit/made.ts'
import * as published from '../engine/models/kit/published.ts'
import { blameless } from './kit/blameless.ts'
import { packsIn } from './kit/displays.ts'
import { modelRow, modelsDialog, nightly, openModels } from './kit/model.ts'
import { expect, launch, test } from './kit/studio.ts'

/** Sets the answer of the system's dialog for folders. */
const answerOpen = (app: ElectronApplication, ...paths: readonly string[]): Promise<void> =>
  app.evaluate(({ dialog }, paths) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [...paths] })
  }, paths)

/** An engine that never says that it is ready. */
const silentEngine = (app: ElectronApplication, on: boolean): Promise<void> =>
  app.evaluate(({ utilityProcess }, on) => {
    const kept = utilityProcess as typeof utilityProcess & { real?: typeof utilityProcess.fork }
    const real = (kept.real ??= utilityProcess.fork.bind(utilityProcess))
    utilityProcess.fork = (entry, args, options) =>
      real(on ? entry.replace('engine.js', 'prover.js') : entry, args, options)
  }, on)

test('a model is added, checked and removed by keyboard alone', async ({ studio: { app, page }, home }, info) => {
  const packs = packsIn(home)
  const left = (): string[] => (existsSync(packs) ? readdirSync(packs) : [])
  const source = nightly(join(home, 'nightly'), 'CC BY-NC 4.0')
  writeFileSync(join(source, 'notes.pdf'), 'for people')
  await page.getByRole('button', { name: 'New film' }).click()
  const dialog = await openModels(page)
  const press = async (button: Locator): Promise<void> => {
    await button.focus()
    await page.keyboard.press('Enter')
  }

  await test.step('the shipped one is listed, and cannot be removed', async () => {
    const own = modelRow(page, 'Storybook')
    await expect(own).toContainText('288 × 160, 12 pictures a second')
    await expect(own).toContainText('Comes with Throughline · Makes this film')
    await expect(own).toContainText('CC0-1.0: for any use')
    await expect(own.getByRole('button', { name: /Remove/ })).toHaveCount(0)
    await expect(dialog.getByRole('button', { name: 'Add a model…' })).toBeFocused()
    await page.screenshot({ path: info.outputPath('list.png') })
    await blameless(page)
  })

  await test.step('a folder without a model is refused in words', async () => {
    mkdirSync(join(home, 'holiday'))
    writeFileSync(join(home, 'holiday', 'beach.jpg'), 'a picture')
    await answerOpen(app, join(home, 'holiday'))
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('alert')).toContainText(`There is no model in ${join(home, 'holiday')}`)
    await page.screenshot({ path: info.outputPath('refused.png') })
    await blameless(page)
  })

  await test.step('what is in a folder is told before anything is copied; its licence is agreed to', async () => {
    await answerOpen(app, source)
    await expect(dialog.getByRole('button', { name: 'Add a model…' })).toBeFocused()
    await page.keyboard.press('Enter')
    const offered = dialog.getByRole('region', { name: 'Nightly' })
    await expect(offered).toContainText('CC BY-NC 4.0: not for commercial use')
    await expect(offered).toContainText('Not copied, as the model does not need it: notes.pdf')
    await expect(dialog.getByText(/^It needs \d+ MB; .* are free\.$/)).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Add', exact: true })).toHaveAttribute('aria-disabled', 'true')
    await page.screenshot({ path: info.outputPath('offered.png') })
    await blameless(page)
    await dialog.getByRole('checkbox', { name: /I have read these licences/ }).focus()
    await page.keyboard.press('Space')
    expect(left()).toEqual([])
  })

  await test.step('cancelled, nothing of it is left', async () => {
    await silentEngine(app, true)
    await press(dialog.getByRole('button', { name: 'Add', exact: true }))
    await expect(dialog.getByText('Opening it once, as for making film')).toBeVisible()
    expect(left()).toHaveLength(1)
    await page.screenshot({ path: info.outputPath('adding.png') })
    await blameless(page)
    await press(dialog.getByRole('button', { name: 'Cancel' }))
    await expect(dialog.getByText('Nothing was added, and nothing is left of it.')).toBeVisible()
    expect(left()).toEqual([])
    await silentEngine(app, false)
  })

  await test.step('added, it is listed; closed meanwhile, a notice says so', async () => {
    await press(dialog.getByRole('button', { name: 'Add a model…' }))
    await dialog.getByRole('checkbox', { name: /I have read these licences/ }).check()
    await press(dialog.getByRole('button', { name: 'Add', exact: true }))
    await expect(dialog.getByRole('progressbar', { name: 'Adding Nightly' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByText('Nightly is added.')).toBeVisible({ timeout: 120_000 })
    await page.getByRole('button', { name: 'Show it' }).click()
    await expect(modelRow(page, 'Nightly')).toContainText('nightly@1')
    expect(left()).toEqual(['nightly@1'])
    await page.screenshot({ path: info.outputPath('added.png') })
    await blameless(page)
  })

  await test.step('whole, and with one byte more it is not', async () => {
    await press(modelRow(page, 'Nightly').getByRole('button', { name: 'Check Nightly' }))
    await expect(modelRow(page, 'Nightly')).toContainText(/All \d+ files are as they were published\./, {
      timeout: 120_000
    })
    appendFileSync(join(packs, 'nightly@1', 'vocab.txt'), '.')
    await press(modelRow(page, 'Nightly').getByRole('button', { name: 'Check Nightly' }))
    await expect(modelRow(page, 'Nightly')).toContainText('vocab.txt is not the file', { timeout: 120_000 })
    await page.screenshot({ path: info.outputPath('checked.png') })
    await blameless(page)
  })

  await test.step('removed after a question', async () => {
    await press(modelRow(page, 'Nightly').getByRole('button', { name: 'Remove Nightly…' }))
    await page.screenshot({ path: info.outputPath('question.png') })
    await press(modelRow(page, 'Nightly').getByRole('button', { name: 'Keep it' }))
    expect(left()).toEqual(['nightly@1'])
    await press(modelRow(page, 'Nightly').getByRole('button', { name: 'Remove Nightly…' }))
    await press(modelRow(page, 'Nightly').getByRole('button', { name: 'Remove it' }))
    await expect(modelRow(page, 'Nightly')).toHaveCount(0)
    expect(left()).toEqual([])
  })
})

test('published files are told part by part; a dropped folder is looked into', async ({ studio }, info) => {
  const { app, page, home } = studio
  const files = join(home, 'Self-Forcing')
  published.layouts['Self-Forcing'](files)
  await page.getByRole('button', { name: 'New film' }).click()
  const session = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    const data = { items: [], files: [join(files, 'checkpoints')], dragOperationsMask: 1 }
    await session.send('Input.dispatchDragEvent', { type, x: 600, y: 300, data })
  }
  const dialog = modelsDialog(page)
  await expect(dialog.getByText('Missing. Usually published as Wan2.1_VAE.pth')).toBeVisible()
  await page.screenshot({ path: info.outputPath('missing.png') })
  await blameless(page)

  await answerOpen(app, join(files, 'Wan2.1'))
  await dialog.getByRole('button', { name: 'Another folder too…' }).click()
  await expect(dialog.getByText(/^Wan2\.1\/google\/umt5-xxl\/spiece\.model, .* no licence stated$/)).toBeVisible()
  await expect(dialog.getByText(/^Missing/)).toHaveCount(0)
  await dialog.getByRole('radio', { name: 'Self-Forcing, by their names' }).check()
  const offered = dialog.getByRole('region', { name: /Self-Forcing/ })
  await expect(offered).toContainText('832 × 480, 16 pictures a second')
  await expect(offered).toContainText('no licence is stated')
  await page.screenshot({ path: info.outputPath('published.png') })
  await blameless(page)
  await dialog.getByRole('checkbox', { name: /I have read these licences/ }).check()
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog.getByText(/Self-Forcing.* is added\./)).toBeVisible({ timeout: 200_000 })
  await expect(dialog.getByRole('button', { name: /^Use for this film: Self-Forcing/ })).toBeVisible()
  await page.screenshot({ path: info.outputPath('imported.png') })
})

test('a film whose model is not here says which, and offers the list', async ({ home }, info) => {
  const path = join(home, 'Old.throughline')
  const project = Project.create(path, filmOf(2))
  const take = takeId('take-1')
  project.startTake(takeOf(take, 500), memory(take, 0), { card: cardId('card-2'), burst: null })
  project.commitChunk(take, madeChunk(take, 0), 'cpu')
  project.close()
  const { app, page } = await launch(home, [path])
  const banner = page.getByRole('status').filter({ hasText: 'is not on this computer' })
  await expect(banner).toContainText('Shot 2 was made with storybook@v0, which is not on this computer.')
  await page.screenshot({ path: info.outputPath('lacking.png') })
  await banner.getByRole('button', { name: 'Models…' }).click()
  await expect(modelRow(page, 'Storybook')).toBeVisible()
  await page.keyboard.press('Escape')
  await banner.getByRole('button', { name: 'Not now' }).click()
  await expect(banner).toHaveCount(0)
  await app.close()
})
