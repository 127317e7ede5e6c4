/** A paused shot is marked as paused; a stopped one shows how much of it and of its take is made. */
import { card, face } from './kit/hands.ts'
import { blameless } from './kit/blameless.ts'
import { expect, test } from './kit/films.ts'
import { filmState, openFilm } from './kit/window.ts'

test('a paused shot looks paused; an incomplete one shows how much is made', async ({
  studio: { app, page },
  planned: film
}, info) => {
  await openFilm(app, page, film)
  await face(page, 1).click()
  for (let length = 3; length <= 6; length++) await page.keyboard.press('Alt+ArrowUp')
  await page.keyboard.press('g')
  await expect.poll(async () => (await filmState(page)).view.cards[0]!.state.made).toBeGreaterThan(0)
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Pause', exact: true }).first().click()
  await expect(face(page, 1)).toHaveAccessibleName(/^Shot 1, Paused/)
  await expect(page.getByText('Live', { exact: true })).toHaveCount(0)
  await expect(card(page, 1)).toContainText(/\d of 6 s/)
  await page.mouse.move(640, 300) // hides the button's tooltip
  await blameless(page)
  await page.screenshot({ path: info.outputPath('paused.png') })
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await expect(page.getByRole('group', { name: 'Generating' })).toHaveCount(0)
  await expect(face(page, 1)).toHaveAccessibleName(/^Shot 1, Begun/)
  await expect(page.getByRole('region', { name: 'Player' }).locator('.slate')).toHaveCount(0) // the last picture stays
  const strip = card(page, 1).locator('img').first()
  const shown = await strip.evaluate((image) => [
    getComputedStyle(image).objectFit,
    getComputedStyle(image).objectPosition
  ])
  expect(shown).toEqual(['cover', '50% 50%']) // the subject is mostly in the middle
  await expect(page.getByRole('button', { name: /^Show take 1, \d of 6 s$/ })).toBeVisible()
  await blameless(page)
  await page.screenshot({ path: info.outputPath('stopped.png') })
})
