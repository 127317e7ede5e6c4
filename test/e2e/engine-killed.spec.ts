/** The engine is killed in the middle of a chunk: a notice, an automatic restart, and a bit-equal film. */
import { face, made } from './kit/hands.ts'
import { storedShots } from './kit/film-file.ts'
import { expect, test } from './kit/films.ts'
import { chunksStored, enginePid, filmState, openFilm } from './kit/window.ts'

test('kill -9 of the engine in mid-chunk: a notice, a restart, the same bytes', async ({
  studio: { app, page },
  planned: film,
  originals
}) => {
  await openFilm(app, page, film)
  await page.keyboard.press('g')
  await chunksStored(page, 2)
  const step = async (): Promise<number> => (await filmState(page)).making?.step ?? 0
  await expect.poll(step, { intervals: [20] }).toBeGreaterThan(0) // a chunk is in progress
  const engine = (await enginePid(app))!
  process.kill(engine, 'SIGKILL')

  const notice = page.getByRole('alert').filter({ hasText: 'The engine stopped working' })
  await expect(notice).toBeVisible({ timeout: 60_000 })
  await expect(notice).toContainText('Nothing that was saved is lost')
  await made(page)
  for (const number of [1, 2, 3]) await expect(face(page, number)).toHaveAccessibleName(/Fits/)
  expect(await enginePid(app)).not.toBe(engine)
  const whole = storedShots(originals.made).map(({ chunks }) => chunks)
  expect(storedShots(film).map(({ chunks }) => chunks)).toEqual(whole)
})
