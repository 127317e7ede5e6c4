/** The whole program is killed while making film: everything acknowledged is kept, and the film can be continued. */
import { once } from 'node:events'
import { cards, face, made } from './kit/hands.ts'
import { chunksOfFilm, expect, test } from './kit/films.ts'
import { storedChunks, storedShots } from './kit/film-file.ts'
import { launch } from './kit/launch.ts'
import { chunksStored, filmState, openFilm } from './kit/window.ts'

test('kill -9 of the program in mid-film loses nothing; the film continues', async ({
  home,
  planned: film,
  originals
}) => {
  const first = await launch(home)
  await openFilm(first.app, first.page, film)
  await first.page.keyboard.press('g')
  await chunksStored(first.page, 2)
  const title = first.page.getByRole('textbox', { name: 'Name of the film' })
  await title.fill('Unlucky walk')
  await title.press('Enter')
  await expect.poll(async () => (await filmState(first.page)).view.film.title).toBe('Unlucky walk')
  const acknowledged = await filmState(first.page)
  const stored = storedShots(film)
  const ended = once(first.app.process(), 'exit')
  first.app.process().kill('SIGKILL')
  await ended

  const kept = storedShots(film)
  stored.forEach(({ chunks }, index) => expect(kept[index]!.chunks.slice(0, chunks.length)).toEqual(chunks))
  const counted = acknowledged.view.cards.reduce((sum, { state }) => sum + state.made, 0)
  expect(storedChunks(film)).toBeGreaterThanOrEqual(counted)
  expect(storedChunks(film)).toBeLessThan(chunksOfFilm) // the film was not complete

  const { app, page } = await launch(home)
  await expect(cards(page)).toHaveCount(3) // the open film is reopened
  await expect(page.getByRole('textbox', { name: 'Name of the film' })).toHaveValue('Unlucky walk')
  await page.keyboard.press('g')
  await expect(page.getByRole('group', { name: 'Generating' })).toBeVisible()
  await made(page)
  for (const number of [1, 2, 3]) await expect(face(page, number)).toHaveAccessibleName(/Fits/)
  const whole = storedShots(originals.made).map(({ chunks }) => chunks)
  expect(storedShots(film).map(({ chunks }) => chunks)).toEqual(whole)
  await app.close()
})

test('a text that is too long for the film survives kill -9', async ({ home, planned: film }) => {
  const first = await launch(home)
  await openFilm(first.app, first.page, film)
  const text = `${'long '.repeat(500)}end`
  await first.page.getByRole('textbox', { name: 'Dialogue' }).fill(text)
  await expect(first.page.getByText(/^Too long: 2,503 of at most/)).toBeVisible()
  await first.page.waitForTimeout(2_500) // main writes the page's storage every second
  const ended = once(first.app.process(), 'exit')
  first.app.process().kill('SIGKILL')
  await ended

  const { app, page } = await launch(home)
  await expect(page.getByRole('textbox', { name: 'Dialogue' })).toHaveValue(text)
  await app.close()
})
