/** The queue is shown and can be reordered. */
import { cards, drag, face, made } from './kit/hands.ts'
import { blameless } from './kit/blameless.ts'
import { expect, test } from './kit/films.ts'
import { launch } from './kit/launch.ts'
import { enginePid, filmState, openFilm } from './kit/window.ts'

test('queued shots are reordered; one made early is marked as maybe unfit', async ({
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

test('a shot is taken out of the queue by its × and by Delete; the film keeps it', async ({
  studio: { app, page },
  planned: film
}) => {
  await openFilm(app, page, film)
  const [, two, three] = (await filmState(page)).view.cards.map(({ card }) => card)
  await page.getByRole('button', { name: 'Generate film' }).click()
  await page.getByRole('group', { name: 'Generating' }).getByRole('button', { name: 'Pause', exact: true }).click()
  const queue = async () => (await filmState(page)).making?.queue
  await expect.poll(queue).toEqual([two, three])
  await page.getByRole('button', { name: /^Being made, and what follows/ }).click()
  const list = page.getByRole('dialog', { name: 'Being made, and what follows' })
  const row = (number: number) => list.locator('[data-queued]').filter({ hasText: new RegExp(`^\\s*${number}\\s`) })

  await row(2).hover()
  await list.getByRole('button', { name: 'Do not make shot 2' }).click()
  await expect.poll(queue).toEqual([three])
  await expect(row(3)).toBeFocused()
  await page.keyboard.press('Delete')
  await expect.poll(queue).toEqual([])
  await expect(cards(page)).toHaveCount(3) // only the queue entry is removed, not the shot
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Keep going' }).click()
  await made(page)
  await expect(face(page, 1)).toHaveAccessibleName(/Fits/)
  for (const number of [2, 3]) await expect(face(page, number)).toHaveAccessibleName(/Planned/)
})

test('the queue survives a restart, and making continues with it', async ({
  home,
  studio: first,
  planned: film
}, info) => {
  await openFilm(first.app, first.page, film)
  await first.page.getByRole('button', { name: 'Generate film' }).click()
  await expect.poll(async () => (await filmState(first.page)).making?.take ?? null).not.toBeNull()
  await first.app.close()

  const { app, page } = await launch(home)
  await openFilm(app, page, film)
  const notices = page.getByRole('region', { name: 'Notices' })
  await expect(notices).toContainText(/Going on with [23] shots that were still to be made\./)
  await expect(page.getByRole('group', { name: 'Generating' })).toBeVisible()
  await page.screenshot({ path: info.outputPath('goes-on.png') })
  await made(page)
  for (const number of [1, 2, 3]) await expect(face(page, number)).toHaveAccessibleName(/Fits/)
  await app.close()
})

test('after a failure the queue is kept, and the main button reads “Go on”', async ({
  studio: { app, page },
  planned: film
}) => {
  await openFilm(app, page, film)
  await cards(page).first().click()
  await page.keyboard.press('Control+a')
  for (const length of [3, 4, 5]) {
    await page.keyboard.press('Alt+ArrowUp') // so long that a fast engine is not done before it dies
    await expect
      .poll(async () => (await filmState(page)).view.film.cards.map((card) => card.length))
      .toEqual([length, length, length])
  }
  await page.getByRole('button', { name: 'Generate film' }).click()
  await expect.poll(async () => (await filmState(page)).making?.take ?? null, { intervals: [50] }).not.toBeNull()
  const group = page.getByRole('group', { name: 'Generating' })
  for (let deaths = 0; deaths < 400 && (await group.count()) > 0; deaths++) {
    const pid = await enginePid(app)
    if (pid !== undefined) process.kill(pid, 'SIGKILL')
    await page.waitForTimeout(100)
  }
  const waiting = (await filmState(page)).waiting
  expect(waiting).toBeGreaterThan(1)
  const goOn = page.getByRole('button', { name: `Go on: ${waiting} shots` })
  await expect(goOn).toBeVisible()
  await goOn.click()
  await made(page)
  for (const number of [1, 2, 3]) await expect(face(page, number)).toHaveAccessibleName(/Fits/)
})
