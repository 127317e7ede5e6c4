/** Transitions in the player and in the details. */
import { addCard, newFilm } from './kit/hands.ts'
import { expect, launch, test } from './kit/studio.ts'

test('a transition is chosen in the details and seen in the player', async ({ home }) => {
  const { page } = await launch(home)
  await newFilm(page)
  await addCard(page, /A purple cat/, 1)
  await addCard(page, /A rabbit/, 2)
  await page.keyboard.press('Home')
  const details = page.getByRole('complementary', { name: 'Shot details' })
  await details.locator('summary', { hasText: 'Shot language' }).click()
  const length = details.getByRole('combobox', { name: 'Length of the transition' })
  await expect(length).toBeDisabled()
  await details.getByRole('combobox', { name: 'Transition', exact: true }).selectOption('Dissolve')
  await expect(length).toBeEnabled()
  await length.selectOption('6 frames · 0.5 s')
  const layers = page.locator('.layers > div')
  await expect(layers).toHaveCount(1)
  for (let step = 0; step < 9; step += 1) await page.keyboard.press('ArrowRight')
  await expect(layers).toHaveCount(2)
  await expect(layers.nth(1)).toHaveCSS('opacity', /^0\.14/)
  await page.screenshot({ path: test.info().outputPath('dissolve.png') })
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('ArrowRight')
  await expect(layers).toHaveCount(1)
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect(details.getByRole('combobox', { name: 'Transition', exact: true })).toHaveValue('')
})
