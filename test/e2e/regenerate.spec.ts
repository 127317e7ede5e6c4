/** Making one shot again. The project file is compared, to check that nothing else changed. */
import { face, made } from './kit/hands.ts'
import { storedShots } from './kit/film-file.ts'
import { expect, test } from './kit/films.ts'
import { openFilm } from './kit/window.ts'

test('shot 2 is made again: every byte of 1 and 3 stays; states are shown', async ({
  studio: { app, page },
  made: film
}) => {
  await openFilm(app, page, film)
  for (const number of [1, 2, 3]) await expect(face(page, number)).toHaveAccessibleName(/Fits/)
  const [one, two, three] = storedShots(film)

  await face(page, 2).click()
  await page.keyboard.press('r')
  await expect(face(page, 2)).toHaveAccessibleName(/Generating|Waiting/)
  await made(page)
  const after = storedShots(film)
  expect(after[0]).toEqual(one)
  expect(after[2]).toEqual(three)
  expect(after[1]!.take).not.toBe(two!.take)
  expect(after[1]!.chunks).toHaveLength(2)
  expect(after[1]!.chunks.filter((chunk) => two!.chunks.includes(chunk))).toEqual([])

  await expect(face(page, 1)).toHaveAccessibleName(/Fits/)
  await expect(face(page, 2)).toHaveAccessibleName(/Fits/)
  await expect(face(page, 3)).toHaveAccessibleName(/Check|Outdated/)
  await face(page, 3).click()
  await expect(page.getByText(/Made before the earlier shots changed/)).toBeVisible() // the reason, in the details

  await page.keyboard.press('Control+z') // making can be undone: the old take, which fits, is shown again
  await expect(face(page, 3)).toHaveAccessibleName(/Fits/)
  expect(storedShots(film)).toEqual([one, two, three])
  await page.keyboard.press('Control+Shift+z')
  await expect(face(page, 3)).toHaveAccessibleName(/Check|Outdated/)
  expect(storedShots(film)).toEqual(after)
})

test('a shot with a changed prompt is outdated; the main button remakes it', async ({
  studio: { app, page },
  made: film
}) => {
  await openFilm(app, page, film)
  const before = storedShots(film)
  const nothing = page.getByRole('button', { name: 'Generate film' })
  await expect(nothing).toHaveAttribute('aria-disabled', 'true')
  await nothing.hover()
  await expect(page.locator('.tooltip')).toContainText('Every shot is made.')
  await nothing.click({ force: true }) // does nothing
  await face(page, 2).click()
  const prompt = page.getByRole('textbox', { name: 'What happens' })
  await prompt.fill('A yellow duck waddles. Beach, day.')
  await page.keyboard.press('Escape')
  await expect(face(page, 2)).toHaveAccessibleName(/Outdated/)
  await page.getByRole('button', { name: 'Update shot 2' }).click()
  await made(page)
  await expect(face(page, 2)).toHaveAccessibleName(/Fits/)
  const after = storedShots(film)
  expect([after[0], after[2]]).toEqual([before[0], before[2]])
  expect(after[1]!.take).not.toBe(before[1]!.take)
})
