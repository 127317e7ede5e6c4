/** What is being made can be seen, and what waits can be made in another order. */
import { drag, face, made } from './hands.ts'
import { blameless } from './kit/blameless.ts'
import { expect, test } from './kit/films.ts'
import { filmState, openFilm } from './kit/window.ts'

test('shots that wait change places by keyboard, button and hand; one made early says that it may not fit', async ({
  studio: { app, page },
  planned: film
}) => {
  await openFilm(app, page, film)
  const [, two, three] = (await filmState(page)).view.cards.map(({ card }) => card)
  await page.getByRole('button', { name: 'Generate film' }).click()
  await page.getByRole('group', { name: 'Generating' }).getByRole('button', { name: 'Pause', exact: true }).click()
  await expect.poll(async () => (await filmState(page)).making?.queue).toEqual([two, three])
  await page.getByRole('button', { name: /^Being made, and what follows/ }).click()
  const list = page.getByRole('dialog', { name: 'Being made, and what follows' })
  await expect(list.getByText(/when its turn comes/)).toBeVisible()
  await blameless(page)
  const waiting = list.getByRole('listitem')
  await expect(waiting).toHaveCount(2)
  const numbers = () => waiting.locator('.number').allTextContents()
  const row = (number: number) => list.locator('[data-queued]').filter({ hasText: new RegExp(`^\\s*${number}\\s`) })

  await row(3).focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(numbers).toEqual(['3', '2'])
  await expect(row(3)).toBeFocused()
  expect((await filmState(page)).making?.queue).toEqual([three, two])

  await list.getByRole('button', { name: 'Make shot 3 later' }).click()
  await expect.poll(numbers).toEqual(['2', '3'])

  const box = (await row(2).boundingBox())!
  await drag(page, row(3), { x: box.x + 100, y: box.y + 4 })
  await expect.poll(numbers).toEqual(['3', '2'])
  expect((await filmState(page)).making?.queue).toEqual([three, two])

  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Keep going' }).click()
  await made(page)
  await expect(face(page, 1)).toHaveAccessibleName(/Fits/)
  await expect(face(page, 2)).toHaveAccessibleName(/Fits/)
  await expect(face(page, 3)).toHaveAccessibleName(/Check|Outdated/)
})
