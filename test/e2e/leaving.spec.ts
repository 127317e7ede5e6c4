/** Input while one film is being closed does not reach the next film. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { Project } from '../../main/project/project.ts'
import { face } from './kit/hands.ts'
import { expect, test } from './kit/films.ts'
import { filmState, openFilm } from './kit/window.ts'

test('input during the closing of a film does nothing to the next one', async ({
  studio: { app, page },
  planned: film,
  home
}) => {
  const next = join(home, 'The next.throughline')
  copyFileSync(film, next)
  const project = Project.open(next)
  const ids = project.film.cards.map(({ id }) => id)
  project.edit({ type: 'setTitle', title: 'The next' }, null)
  project.setQueue(ids.map((card) => ({ kind: 'take', card, seed: 7, reason: 'new' })))
  project.close()

  await openFilm(app, page, film)
  await face(page, 2).click()
  await page.keyboard.press('g')
  await expect.poll(async () => (await filmState(page)).making?.take ?? null).not.toBeNull()
  await page.getByLabel('Notes').fill('written at the last moment')
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, next)
  const { session } = await filmState(page)
  await page.evaluate(() => {
    const press = (key: string): boolean =>
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
    new MutationObserver(() => {
      if (!document.body.inert) return
      document.body.dataset['pressed'] = 'while closing'
      ;['Backspace', 'd', 'n', 'r'].forEach(press)
    }).observe(document.body, { attributeFilter: ['inert'] })
  })
  await page.keyboard.press('Control+o')
  await expect.poll(async () => (await filmState(page)).view.film.title).toBe('The next')
  await expect(page.getByRole('textbox', { name: 'Name of the film' })).toHaveValue('The next')
  await expect(page.getByText('Closing “The walk” …')).toHaveCount(0)
  expect(await page.evaluate(() => document.body.inert)).toBe(false)
  expect(await page.evaluate(() => document.body.dataset['pressed'])).toBe('while closing')
  const late = (type: 'making.stop' | 'film.undo') =>
    page.evaluate((command) => window.throughline.command(command), { type, session })
  for (const type of ['making.stop', 'film.undo'] as const)
    expect(await late(type)).toMatchObject({ ok: false, error: { code: 'film.other' } })

  const { view, making } = await filmState(page)
  expect(view.film.cards.map(({ id }) => id)).toEqual(ids)
  const asked = new Set([making?.card, ...(making?.queue ?? [])])
  const made = view.cards.filter(({ state }, index) => state.made === view.film.cards[index]!.length) // on a fast machine
  expect(ids.filter((id) => asked.has(id) || made.some(({ card }) => card === id))).toEqual(ids)
  await expect(page.getByText(/no longer open/)).toHaveCount(0)
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await openFilm(app, page, film)
  await expect.poll(async () => (await filmState(page)).view.film.title).toBe('The walk')
  const left = (await filmState(page)).view.film
  expect(left.cards.map(({ id }) => id)).toEqual(ids)
  expect(left.cards.map(({ notes }) => notes).join('')).toBe('written at the last moment')
})
