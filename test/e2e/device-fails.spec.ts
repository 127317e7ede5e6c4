/** A graphics card that fails in mid-film, simulated at the runtime's interface: a notice, then a question, and each answer. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { blameless } from './kit/blameless.ts'
import { launchWithCard, offersCard } from './kit/card.ts'
import { expect, test } from './kit/films.ts'
import { made } from './kit/hands.ts'
import { type Studio } from './kit/studio.ts'
import { chunksStored, filmState, openFilm } from './kit/window.ts'

test.skip(!offersCard, 'webgpu is not offered here')

/** The studio with `webgpu` chosen, and what makes the card fail from its next computation on. */
function withCard(home: string): ReturnType<typeof launchWithCard> {
  mkdirSync(join(home, 'profile'), { recursive: true })
  writeFileSync(join(home, 'profile', 'device.json'), JSON.stringify({ device: 'webgpu' }))
  return launchWithCard(home)
}

const madeOn = async ({ page }: Studio): Promise<string[]> => {
  const { view } = await filmState(page)
  const parts = view.cards.flatMap(({ takes }) => takes.flatMap(({ devices }) => devices.map(({ device }) => device)))
  return [...new Set(parts)]
}

test('a failure is said; after the second it asks, and the processor goes on', async ({
  home,
  planned: film
}, info) => {
  const studio = await withCard(home)
  const { app, page, fail } = studio
  await openFilm(app, page, film)
  await page.keyboard.press('g')
  await chunksStored(page, 1)
  fail('lost', 'memory')
  const notice = page.getByRole('alert').filter({ hasText: 'was lost, or its driver began anew' })
  await expect(notice).toContainText('it is started again by itself', { timeout: 120_000 })
  const asks = page.getByRole('alert').filter({ hasText: 'failed twice in a row: memory ran out' })
  await expect(asks).toBeVisible({ timeout: 120_000 })
  await expect(asks).toContainText('the processor has room for them')
  await expect(asks).toContainText('is then made on two devices')
  await expect(page.getByRole('button', { name: 'Being made, and what follows: Waits for your answer' })).toBeVisible()
  await page.screenshot({ path: info.outputPath('asks.png') })
  await blameless(page)

  await asks.getByRole('button', { name: 'Go on with the processor' }).focus()
  await page.keyboard.press('Enter')
  await made(page)
  await expect(asks).toHaveCount(0)
  expect(await madeOn(studio)).toEqual(['webgpu', 'cpu'])
  await page.getByRole('button', { name: 'Menu', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Compute with…' }).click()
  await expect(page.getByRole('radio', { name: /^Processor/ })).toBeChecked()
  await app.close()
})

test('tried again it goes on on the device, and Stop ends it, in German', async ({ home, planned: film }, info) => {
  const studio = await withCard(home)
  const { app, page, fail } = studio
  await page.evaluate(() => localStorage.setItem('language', 'de'))
  await page.reload()
  await page.getByRole('main').waitFor()
  await openFilmAnywhere(studio, film)
  await page.keyboard.press('g')
  await chunksStored(page, 1)
  const asks = page.getByRole('alert').filter({ hasText: 'zweimal nacheinander ausgefallen' })
  fail('killed', 'killed')
  await expect(asks).toContainText('hat aufgehört zu arbeiten', { timeout: 120_000 })
  await page.screenshot({ path: info.outputPath('fragt.png') })
  await blameless(page)
  const stored = (await filmState(page)).view.cards.reduce((sum, { state }) => sum + state.made, 0)
  await asks.getByRole('button', { name: 'Noch einmal versuchen' }).click()
  await chunksStored(page, stored + 1)
  await expect(asks).toHaveCount(0)

  fail('lost', 'lost')
  await expect(asks).toContainText('ging verloren', { timeout: 120_000 })
  await asks.getByRole('button', { name: 'Beenden' }).click()
  await expect(asks).toHaveCount(0)
  await expect(page.getByRole('group', { name: 'Entsteht' })).toHaveCount(0)
  expect(await madeOn(studio)).toEqual(['webgpu'])
  expect((await filmState(page)).waiting).toBe(0)
  await app.close()
})

/** As `openFilm`, whatever the language of the window. */
async function openFilmAnywhere({ app, page }: Studio, path: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, path)
  await page.keyboard.press('Control+o')
  await expect(page.locator('[data-shot]')).not.toHaveCount(0)
}
