/** Title cards: made from the menu, written and set in the details, seen in player, timeline and board. */
import { blameless } from './kit/blameless.ts'
import { expect, test } from './kit/films.ts'
import { card, cards } from './kit/hands.ts'
import { openFilm, studioState } from './kit/window.ts'

test('a title card stands between two shots, which still fit', async ({ studio: { app, page }, made: film }) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await openFilm(app, page, film)
  const player = page.getByRole('region', { name: 'Player' })

  await test.step('the menu of the tray makes it, and asks for its words', async () => {
    await page.getByRole('button', { name: 'Title card', exact: true }).click()
    await expect(cards(page)).toHaveCount(4)
    await expect(page.getByRole('textbox', { name: 'Words', exact: true })).toBeFocused()
    await page.keyboard.type('One year later')
    await page.getByRole('textbox', { name: 'Words', exact: true }).blur()
    await expect(player.getByRole('img', { name: 'One year later' })).toBeVisible()
    await page.screenshot({ path: test.info().outputPath('title.png') })
  })

  await test.step('its ground and letters change, as one step of undo each', async () => {
    await page.getByRole('radio', { name: 'White' }).check({ force: true })
    await expect(player.locator('svg rect')).toHaveAttribute('fill', '#ffffff')
    await page.getByRole('radio', { name: 'Large' }).check({ force: true })
    await expect(card(page, 2).locator('svg rect').first()).toBeVisible()
    await page.screenshot({ path: test.info().outputPath('white.png') })
    await blameless(page)
  })

  await test.step('nothing is to be made, and the shots around it fit', async () => {
    const { view } = (await studioState(page)).film!
    expect(view.cards.map(({ state }) => [state.name, state.code])).toEqual([
      ['fits', 'same-memory'],
      ['fits', 'title'],
      ['fits', 'same-memory'],
      ['fits', 'same-memory']
    ])
    await expect(page.getByRole('button', { name: 'Generate film' })).toBeDisabled()
  })

  await test.step('the board shows it, and undo takes it away', async () => {
    await page.getByRole('button', { name: 'Show the film as a board' }).click()
    await expect(page.locator('svg rect[fill="#ffffff"]').first()).toBeVisible()
    await page.screenshot({ path: test.info().outputPath('board.png') })
    for (let step = 0; step < 6 && (await cards(page).count()) > 3; step++) await page.keyboard.press('Control+z')
    await expect.poll(async () => (await studioState(page)).film!.view.film.cards.length).toBe(3)
  })
})
