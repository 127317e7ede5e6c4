/** What the hands do on the timeline, and what then is one: the shot in hand, in the player, in the details, in the memory. */
import type { Page } from '@playwright/test'
import { addCard, cards, face, newFilm } from './hands.ts'
import { blameless } from './kit/blameless.ts'
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

test('undo right after a new card takes the card back; after writing, first the writing', async ({
  studio: { page }
}) => {
  await newFilm(page)
  await addCard(page, /A purple cat walks/, 4)
  await page.getByRole('textbox', { name: 'Title' }).fill('Opening') // what was written elsewhere is not this field's
  await page.keyboard.press('Escape')
  const prompt = page.getByRole('textbox', { name: 'What happens' })
  await page.keyboard.press('n')
  await expect(prompt).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(cards(page)).toHaveCount(1)
  await page.keyboard.press('Control+Shift+z')
  await expect(cards(page)).toHaveCount(2)
  await page.keyboard.press('Control+z')
  await expect(cards(page)).toHaveCount(1)

  await page.keyboard.press('n')
  await expect(prompt).toBeFocused()
  await page.keyboard.type('A dog waits.')
  await expect(face(page, 2)).toHaveAccessibleName(/A dog waits/) // it is in the film
  await page.keyboard.press('Control+z')
  await expect(prompt).toHaveValue('')
  await page.keyboard.press('Control+Shift+z')
  await expect(prompt).toHaveValue('A dog waits.')
  await page.keyboard.press('Control+z')
  await expect(prompt).toHaveValue('')
  await page.keyboard.press('Control+z')
  await expect(cards(page)).toHaveCount(1)
  await face(page, 1).click()
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Opening')
})

test('a marker is named, renamed and taken away, by hand and by keyboard', async ({ studio: { page } }, info) => {
  await newFilm(page)
  for (const words of [/A purple cat walks/, /A dinosaur dances/]) await addCard(page, words, 4)
  const marker = (name: string) => page.getByRole('button', { name, exact: true })
  const name = page.getByRole('textbox', { name: 'Name of the marker' })

  await page.keyboard.press('Home')
  await page.keyboard.press('m')
  for (let step = 0; step < 3; step++) await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('m')
  await page.keyboard.press('F2')
  await expect(name).toBeFocused()
  await page.keyboard.type('The cat sees it')
  await page.screenshot({ path: info.outputPath('naming.png') })
  await page.keyboard.press('Enter')
  await expect(marker('Marker “The cat sees it” at 00:03:00')).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter') // to the first, and name it
  await page.keyboard.type('Opening')
  await page.keyboard.press('Enter')
  await expect(marker('Marker “Opening” at 00:00:00')).toBeVisible()
  await blameless(page)
  await page.screenshot({ path: info.outputPath('named.png') })

  await page.getByText('The cat sees it').dblclick()
  await expect(name).toHaveValue('The cat sees it')
  await name.fill('The cat sees the moon')
  await face(page, 2).click() // elsewhere: what was written is kept
  await expect(marker('Marker “The cat sees the moon” at 00:03:00')).toBeVisible()
  await page.getByText('The cat sees the moon').dblclick()
  await page.keyboard.press('Escape')
  await page.getByText('The cat sees the moon').dblclick()
  await page.getByRole('button', { name: 'Remove the marker' }).click()
  await expect(page.getByText('The cat sees the moon')).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await marker('Marker “The cat sees the moon” at 00:03:00').focus()
  await page.keyboard.press('Delete')
  await expect(page.getByText('The cat sees the moon')).toHaveCount(0)
  await expect(cards(page)).toHaveCount(2) // the marker was meant, not the shot
})
