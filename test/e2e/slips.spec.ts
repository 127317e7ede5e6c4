/** Slips do no harm: double clicks, drops elsewhere, fields that disappear while typing. */
import { join } from 'node:path'
import { writeStoryboard } from './kit/film-files.ts'
import { card, face } from './kit/hands.ts'
import { launch } from './kit/launch.ts'
import { chunksStored, filmState, studioState } from './kit/window.ts'
import { expect, test } from './kit/studio.ts'

test('slips of the hand do no harm', async ({ home }) => {
  const film = join(home, 'Story.throughline')
  writeStoryboard(film, 'Story', ['A purple cat stands still in a meadow.', 'A dog waits in the snow.'])
  const { app, page } = await launch(home, [film])
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))

  await test.step('a click on the ruler keeps the current shot if the playhead stays in it', async () => {
    await face(page, 2).click()
    const ruler = (await page.locator('.ruler').boundingBox())!
    const at = (await face(page, 2).boundingBox())!.x + 20
    await page.mouse.move(at, ruler.y + ruler.height / 2)
    await page.mouse.down()
    await page.mouse.move(at + 1, ruler.y + ruler.height / 2)
    await page.mouse.up()
    await expect(face(page, 2)).toHaveAttribute('aria-pressed', 'true')
  })

  await test.step('the details do not change while a field has the focus', async () => {
    const details = page.getByRole('complementary', { name: 'Shot details' })
    const scrolled = (): Promise<number> => details.evaluate((panel) => panel.scrollTop)
    await details.getByLabel('Notes').click()
    const before = await scrolled()
    expect(before).toBeGreaterThan(0)
    await page.keyboard.type('Slowly.')
    await expect.poll(async () => (await filmState(page)).view.film.cards[1]!.notes).toBe('Slowly.')
    expect(await scrolled()).toBe(before)
    await page.keyboard.press('Escape')
    await face(page, 1).click()
    expect(await scrolled()).toBe(0)
  })

  await test.step('a prompt that disappears while it has the focus causes no error', async () => {
    await page.keyboard.press('n')
    await page.keyboard.type('An owl')
    await page.keyboard.press('Control+n')
    await expect(card(page, 1)).toHaveCount(0) // another film
    expect(errors).toEqual([])
    await app.close()
  })

  const again = await launch(home, [film])
  await test.step('a double click on Generate generates', async () => {
    const button = again.page.getByRole('button', { name: 'Generate film' })
    const { width, height } = (await button.boundingBox())!
    await button.dblclick({ position: { x: width - 10, y: height / 2 } })
    await chunksStored(again.page, 2)
  })

  await test.step('Escape leaves full screen and keeps the current shot', async () => {
    await face(again.page, 1).click()
    await again.page.keyboard.press('f')
    await expect(again.page.getByRole('region', { name: 'Timeline' })).toHaveCount(0)
    await again.page.keyboard.press('Escape')
    await expect(face(again.page, 1)).toHaveAttribute('aria-pressed', 'true')
  })
  expect((await studioState(again.page)).film).not.toBeNull()
  await again.app.close()
})
