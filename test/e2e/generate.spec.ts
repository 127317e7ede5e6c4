/** Making a film: cards are dragged from the tray, one click starts, and pictures play before it is complete. */
import { cards, drag, face, made, newFilm } from './kit/hands.ts'
import { picturesSeen, watchPlayer } from './kit/pictures.ts'
import { filmState } from './kit/window.ts'
import { storedShots } from './kit/film-file.ts'
import { expect, test } from './kit/studio.ts'

test('three dragged cards become a film, playing while it is made', async ({ studio: { page } }) => {
  await newFilm(page)
  const tray = page.getByRole('complementary', { name: 'Cards' })
  const line = (await page.getByRole('region', { name: 'Timeline' }).boundingBox())!
  const at = (x: number): { x: number; y: number } => ({ x: line.x + x, y: line.y + 90 })
  await drag(page, tray.getByRole('button', { name: /A purple cat walks/ }), at(60))
  await expect(cards(page)).toHaveCount(1)
  await drag(page, tray.getByRole('button', { name: /A dinosaur dances/ }), at(400))
  await expect(cards(page)).toHaveCount(2)
  await drag(page, tray.getByRole('button', { name: /A yellow duck/ }), at(200)) // between the two others
  await expect(cards(page)).toHaveCount(3)
  await expect(face(page, 1)).toHaveAccessibleName(/purple cat/)
  await expect(face(page, 2)).toHaveAccessibleName(/yellow duck/)
  await expect(face(page, 3)).toHaveAccessibleName(/dinosaur/)
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Alt+ArrowDown')
  await page.keyboard.press('Alt+ArrowDown')
  await expect(page.getByText('3 shots · 6 s')).toBeVisible()

  await watchPlayer(page)
  await page.getByRole('button', { name: 'Generate film' }).click()
  await expect(page.getByRole('group', { name: 'Generating' })).toBeVisible()
  await made(page)
  const { different, leastSpread } = await picturesSeen(page)
  expect(different).toBeGreaterThan(3)
  expect(leastSpread).toBeGreaterThan(10) // the player was never blank

  for (const number of [1, 2, 3]) await expect(face(page, number)).toHaveAccessibleName(/Fits/)
  const { path } = await filmState(page)
  expect(storedShots(path).map(({ chunks }) => new Set(chunks).size)).toEqual([2, 2, 2])
})
