/** The shelf: takes that no shot has any more are in the tray, and come back by a click, a drag or a menu. */
import { cards, drag, face } from './kit/hands.ts'
import { blameless } from './kit/blameless.ts'
import { expect, test } from './kit/films.ts'
import { filmState, openFilm } from './kit/window.ts'

test('a deleted shot’s take comes back from the shelf; each way is undoable', async ({
  studio: { app, page },
  made: film
}, info) => {
  await openFilm(app, page, film)
  const shelf = page.getByRole('region', { name: 'Takes without a shot' })
  const take = shelf.getByRole('button', { name: /^Into the film as a shot: A purple cat .* 2 s$/ })
  const { film: before } = (await filmState(page)).view
  const [first, second] = before.cards
  await expect(cards(page)).toHaveCount(3)
  await expect(shelf).toHaveCount(0)

  await test.step('after deletion the take is on the shelf with its picture', async () => {
    await face(page, 1).click()
    await page.keyboard.press('Backspace')
    await expect(cards(page)).toHaveCount(2)
    await expect(take).toBeVisible()
    await expect
      .poll(() => shelf.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0)
    await blameless(page)
    await page.screenshot({ path: info.outputPath('shelf.png') })
  })

  await test.step('clicked, it becomes a shot after the current one', async () => {
    await take.click()
    await expect(cards(page)).toHaveCount(3)
    await expect(shelf).toHaveCount(0)
    const { cards: now } = (await filmState(page)).view.film
    expect(now[1]).toMatchObject({ prompt: first!.prompt, length: first!.length, activeTake: first!.activeTake })
    await page.keyboard.press('Control+z')
    await expect(take).toBeVisible()
  })

  await test.step('dragged, it becomes a shot where it was dropped', async () => {
    const box = (await face(page, 1).boundingBox())!
    await drag(page, take, { x: box.x + 4, y: box.y + box.height / 2 })
    await expect(cards(page)).toHaveCount(3)
    await expect(face(page, 1)).toHaveAccessibleName(/Fits, 2 s\. A purple cat/)
    await page.keyboard.press('Control+z')
    await expect(take).toBeVisible()
  })

  await test.step('by its menu it is added to the takes of the current shot', async () => {
    await face(page, 1).click()
    await take.hover()
    await shelf.getByRole('button', { name: /^More for the take/ }).click()
    await page.screenshot({ path: info.outputPath('menu.png') })
    await page.getByRole('menuitem', { name: 'Among the takes of shot 1' }).click()
    await expect(shelf).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Show take 2' })).toHaveAttribute('aria-pressed', 'true')
    await face(page, 1).click()
    await page.keyboard.press('Control+z')
    await expect(take).toBeVisible()
    await expect(page.getByRole('button', { name: 'Show take 2' })).toHaveCount(0)
    expect((await filmState(page)).view.film.cards[0]).toEqual(second)
  })

  await test.step('undone, the film is as before', async () => {
    await page.keyboard.press('Control+z')
    await expect(shelf).toHaveCount(0)
    expect((await filmState(page)).view.film).toEqual(before)
  })
})
