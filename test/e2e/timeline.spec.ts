/** What the hands do on the timeline, and what then is one: the shot in hand, in the player, in the details, in the memory. */
import type { Page } from '@playwright/test'
import { addCard, face, newFilm } from './hands.ts'
import { expect, test } from './studio.ts'

const playhead = (page: Page) => page.getByRole('slider', { name: 'Playhead' })

test('a click on a card puts the playhead there; with Ctrl or Shift it only selects', async ({ studio: { page } }) => {
  await newFilm(page)
  for (const words of [/A purple cat walks/, /A dinosaur dances/, /A yellow duck/]) await addCard(page, words, 2)
  const player = page.getByRole('region', { name: 'Player' })
  const box = (await face(page, 1).boundingBox())!
  const half = box.width / 2
  await face(page, 1).click({ position: { x: half, y: 20 } })
  await expect(player).toContainText('Shot 1')
  await expect(page.getByRole('heading', { name: 'Shot 1' })).toBeVisible()
  const frame = Number(await playhead(page).getAttribute('aria-valuenow'))
  expect(Math.abs(frame - 12)).toBeLessThan(2) // the middle of two seconds
  await face(page, 1).click({ position: { x: 10, y: 20 } }) // it is inside already
  await expect(playhead(page)).toHaveAttribute('aria-valuenow', String(frame))

  await face(page, 3).click({ modifiers: ['Control'] })
  await expect(face(page, 3)).toHaveAttribute('aria-pressed', 'true')
  await face(page, 2).click({ modifiers: ['Shift'] })
  await expect(playhead(page)).toHaveAttribute('aria-valuenow', String(frame))

  await face(page, 3).focus() // Enter on a card means its beginning
  await page.keyboard.press('Enter')
  await expect(playhead(page)).toHaveAttribute('aria-valuenow', '48')
  await expect(player).toContainText('Shot 3')
})
