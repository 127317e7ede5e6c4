/** A shot to be checked: after “Looks fine” it is not flagged again until an earlier shot changes. */
import { face, made } from './kit/hands.ts'
import { blameless } from './kit/blameless.ts'
import { storedShots } from './kit/film-file.ts'
import { expect, test } from './kit/films.ts'
import { openFilm } from './kit/window.ts'

test('“Looks fine” ends the check, can be undone, is stored, holds for its take only', async ({
  studio: { app, page },
  made: film
}, info) => {
  await openFilm(app, page, film)
  await face(page, 2).click()
  await page.getByRole('textbox', { name: 'Seed' }).fill('3')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await face(page, 2).click()
  await page.keyboard.press('r')
  await expect(page.getByRole('group', { name: 'Generating' })).toBeVisible()
  await made(page)
  await expect(face(page, 3)).toHaveAccessibleName(/^Shot 3, Check/)
  const before = storedShots(film)

  const fine = page.getByRole('button', { name: 'Looks fine' })
  await expect(fine).toHaveCount(0) // shot 2, the new one, is the current shot
  await face(page, 3).click()
  await expect(fine).toBeVisible()
  await expect(page.getByText(/100 %/)).toHaveCount(0)
  await blameless(page)
  await page.screenshot({ path: info.outputPath('check.png') })
  await fine.click()
  await expect(face(page, 3)).toHaveAccessibleName(/^Shot 3, Fits/)
  await expect(page.getByText('You looked at it: it fits the shots before it.')).toBeVisible()
  expect(storedShots(film)).toEqual(before) // nothing was made

  await page.keyboard.press('Control+z')
  await expect(face(page, 3)).toHaveAccessibleName(/^Shot 3, Check/)
  await page.keyboard.press('Control+Shift+z')
  await expect(face(page, 3)).toHaveAccessibleName(/^Shot 3, Fits/)

  await page.keyboard.press('Control+w')
  await expect(page.getByRole('button', { name: 'New film' })).toBeVisible()
  await openFilm(app, page, film)
  await expect(face(page, 3)).toHaveAccessibleName(/^Shot 3, Fits/)

  await face(page, 2).click()
  await page.keyboard.press('e') // remakes the last second; the approval was for the previous take
  await expect(page.getByRole('group', { name: 'Generating' })).toBeVisible()
  await made(page)
  await expect(face(page, 3)).toHaveAccessibleName(/^Shot 3, Check/)
})
