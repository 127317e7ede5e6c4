/** Only the last second is made again, when the shot is complete and while it is being made. */
import { face, made } from './kit/hands.ts'
import { storedShots } from './kit/film-file.ts'
import { expect, test } from './kit/films.ts'
import { chunksStored, filmState, openFilm } from './kit/window.ts'

test('of a complete shot: every other byte stays, and undo restores it', async ({
  studio: { app, page },
  made: film
}) => {
  await openFilm(app, page, film)
  const before = storedShots(film)
  await face(page, 2).click()
  const again = page.getByRole('region', { name: 'Takes' }).getByRole('button', { name: 'Retry the last second' })
  await expect(again).toBeVisible()
  await page.keyboard.press('e')
  await expect(face(page, 2)).toHaveAccessibleName(/Generating|Waiting/)
  await made(page)
  const after = storedShots(film)
  expect(after[0]).toEqual(before[0])
  expect(after[2]).toEqual(before[2])
  expect(after[1]!.take).not.toBe(before[1]!.take)
  expect(after[1]!.chunks[0]).toBe(before[1]!.chunks[0])
  expect(after[1]!.chunks).toHaveLength(2)
  expect(after[1]!.chunks[1]).not.toBe(before[1]!.chunks[1])
  await expect(face(page, 2)).toHaveAccessibleName(/Fits/)
  await expect(face(page, 3)).toHaveAccessibleName(/Check|Outdated/)

  await page.keyboard.press('Control+z')
  await expect(face(page, 3)).toHaveAccessibleName(/Fits/)
  expect(storedShots(film)).toEqual(before)
  await page.keyboard.press('Control+Shift+z')
  await expect(face(page, 3)).toHaveAccessibleName(/Check|Outdated/)
  expect(storedShots(film)).toEqual(after)

  await page.getByRole('textbox', { name: 'What happens' }).fill('A duck sleeps on a farm.')
  const why = page.getByRole('button', { name: /Retry the last second\. Its words were changed/ })
  await expect(why).toBeVisible()
  await expect(why).toHaveAttribute('aria-disabled', 'true')
})

test('while the shot is made: it continues from there to a complete film', async ({
  studio: { app, page },
  planned: film
}) => {
  await openFilm(app, page, film)
  await page.getByRole('button', { name: 'Generate film' }).click()
  const bar = page.getByRole('group', { name: 'Generating' })
  await expect(bar.getByRole('button', { name: /Retry the last second of shot 1\. Its newest second/ })).toBeVisible()
  await chunksStored(page, 1)
  await bar.getByRole('button', { name: /^Retry the last second of shot \d$/ }).click()
  await made(page)
  const { cards } = (await filmState(page)).view
  expect(cards.map(({ takes }) => takes.length).toSorted()).toEqual([1, 1, 2])
  const shots = storedShots(film)
  expect(shots.map(({ chunks }) => chunks.length)).toEqual([2, 2, 2])
  for (const number of [1, 2, 3]) await expect(face(page, number)).toHaveAccessibleName(/Fits/)
})
