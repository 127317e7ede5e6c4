/** Shortcuts on other keyboard layouts, and navigation in a long film. */
import { join } from 'node:path'
import { writeStoryboard } from './kit/film-files.ts'
import { cards, face } from './kit/hands.ts'
import { launch } from './kit/launch.ts'
import { expect, test } from './kit/studio.ts'

test('a Russian and a French keyboard; a film of four minutes', async ({ home }, info) => {
  const film = join(home, 'Story.throughline')
  writeStoryboard(
    film,
    'Story',
    Array.from({ length: 60 }, (_, index) => `Shot number ${index + 1}.`)
  )
  const { app, page } = await launch(home, [film])
  const session = await page.context().newCDPSession(page)
  /** A real press of the key at position `code` that types `key`; modifier 2 is Ctrl. */
  const press = async (key: string, code: string, vk: number, modifiers = 0): Promise<void> => {
    const of = { key, code, modifiers, windowsVirtualKeyCode: vk, nativeVirtualKeyCode: vk }
    await session.send('Input.dispatchKeyEvent', { type: modifiers ? 'rawKeyDown' : 'keyDown', text: key, ...of })
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...of })
  }
  const count = page.getByText(/^\d+ shots ·/)

  await test.step('letters work by their position', async () => {
    await face(page, 1).click()
    await press('в', 'KeyD', 68)
    await expect(count).toContainText('61 shots')
    await press('я', 'KeyZ', 90, 2)
    await expect(count).toContainText('60 shots')
  })

  await test.step('Ctrl and the 0 of a French keyboard show the whole film', async () => {
    await press('à', 'Digit0', 48, 2)
    const view = page.locator('[data-timeline]')
    const over = (): Promise<number> => view.evaluate((view) => view.scrollWidth - view.clientWidth)
    await expect.poll(over).toBe(0)
    await expect(cards(page)).toHaveCount(60)
    await page.screenshot({ path: info.outputPath('whole.png') })
  })

  await test.step('Home and End work when zoomed in', async () => {
    const zoom = page.getByRole('slider', { name: 'Zoom' })
    await zoom.focus()
    await page.keyboard.press('End')
    await face(page, 1).focus()
    await page.keyboard.press('End')
    await expect(page.locator('[data-shot][aria-pressed="true"]')).toHaveAccessibleName(/Shot number 60/)
    const left = (): Promise<number> => page.locator('[data-timeline]').evaluate((view) => view.scrollLeft)
    expect(await left()).toBeGreaterThan(1000)
    await page.keyboard.press('Home')
    await expect.poll(left).toBe(0)
    await expect(page.locator('[data-shot][aria-pressed="true"]')).toHaveAccessibleName(/Shot number 1\./)
  })
  await app.close()
})
