/** Dragging cards on the timeline: moving, resizing, and undo. */
import { addCard, card, drag, face, newFilm } from './kit/hands.ts'
import { expect, test } from './kit/studio.ts'

test('a card is moved by dragging, shortened by its edge, and both are undone', async ({ studio: { page } }) => {
  await newFilm(page)
  for (const words of [/A purple cat walks/, /A yellow duck/, /A dinosaur dances/]) await addCard(page, words, 4)
  const box = (await card(page, 3).boundingBox())!
  await drag(page, face(page, 1), { x: box.x + box.width + 20, y: box.y + 40 })
  await expect(face(page, 3)).toHaveAccessibleName(/purple cat/)
  const last = (await card(page, 3).boundingBox())!
  await page.mouse.move(last.x + last.width - 2, last.y + 50)
  await page.mouse.down()
  await page.mouse.move(last.x + last.width - 90, last.y + 50, { steps: 6 })
  await page.mouse.up()
  await expect(face(page, 3)).toHaveAccessibleName(/Shot 3, Planned, 2 s/)
  await page.keyboard.press('Control+z')
  await expect(face(page, 3)).toHaveAccessibleName(/Shot 3, Planned, 4 s/)
  await page.keyboard.press('Control+z')
  await expect(face(page, 1)).toHaveAccessibleName(/purple cat/)
})
