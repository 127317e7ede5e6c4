/** Small feedback: the change while resizing, the search, the save notice, the full screen controls. */
import { join } from 'node:path'
import { writeStoryboard } from './kit/film-files.ts'
import { card, face } from './kit/hands.ts'
import { blameless } from './kit/blameless.ts'
import { launch } from './kit/launch.ts'
import { expect, test } from './kit/studio.ts'

test('feedback on resizing, search, saving and full screen', async ({ home }, info) => {
  const film = join(home, 'Story.throughline')
  writeStoryboard(film, 'Story', ['A purple cat waits.', 'A dog waits on the farm.', 'An owl waits.'])
  const { app, page } = await launch(home, [film])

  await test.step('resizing a card shows the change; only its own edge is highlighted', async () => {
    const box = (await face(page, 1).boundingBox())!
    const chunk = (box.width + 3) / 4
    await page.mouse.move(box.x + box.width - 1, box.y + 40)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width + chunk * 2, box.y + 40, { steps: 6 })
    await expect(page.getByText('+2 s')).toBeVisible()
    await page.screenshot({ path: info.outputPath('edge.png') })
    const lit = (): Promise<number> =>
      page.locator('.edge').evaluateAll((all) => {
        return all.filter((edge) => Number(getComputedStyle(edge, '::after').opacity) > 0.5).length
      })
    await expect.poll(lit).toBe(1)
    await page.mouse.up()
    await expect(face(page, 1)).toHaveAccessibleName(/ 6 s\./)
    for (let press = 0; press < 5; press++) await page.keyboard.press('Alt+ArrowDown')
    await expect(face(page, 1)).toHaveAccessibleName(/ 1 s\./)
    const breaks = await card(page, 2)
      .locator('.words')
      .evaluate((words) => [getComputedStyle(words).overflowWrap, getComputedStyle(words).wordBreak])
    expect(breaks).toEqual(['normal', 'normal']) // a long word is not broken inside
    await page.screenshot({ path: info.outputPath('narrow.png') })
  })

  await test.step('Ctrl F finds a shot and selects it', async () => {
    await page.keyboard.press('Control+f')
    const dialog = page.getByRole('dialog', { name: 'Find a shot' })
    await dialog.getByRole('combobox').fill('farm')
    await expect(dialog.getByRole('option')).toHaveCount(1)
    await blameless(page)
    await page.screenshot({ path: info.outputPath('find.png') })
    await page.keyboard.press('Enter')
    await expect(dialog).toHaveCount(0)
    await expect(face(page, 2)).toHaveAttribute('aria-pressed', 'true')
    await page.keyboard.press('Control+f')
    await page.screenshot({ path: info.outputPath('find-all.png') })
    await page.keyboard.press('Control+Enter')
    await expect(dialog).toHaveCount(0)
    await expect(page.locator('[data-shot][aria-pressed="true"]')).toHaveCount(3)
    await page.keyboard.press('Escape')
  })

  await test.step('Ctrl S shows that the film is saved', async () => {
    await page.keyboard.press('Control+s')
    await expect(page.getByText('Every change is saved at once, by itself.')).toBeVisible()
  })

  await test.step('full screen shows its controls only when the mouse moves', async () => {
    await page.keyboard.press('f')
    const play = page.getByRole('button', { name: 'Play', exact: true })
    const seen = (): Promise<string> =>
      page.locator('.controls').evaluate((controls) => getComputedStyle(controls).opacity)
    await expect.poll(seen).toBe('0')
    await page.screenshot({ path: info.outputPath('full.png') })
    await page.mouse.move(300, 300)
    await page.mouse.move(320, 300)
    await expect.poll(seen).toBe('1')
    await expect(play).toBeVisible()
    await page.screenshot({ path: info.outputPath('full-controls.png') })
    await expect.poll(seen).toBe('0')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('region', { name: 'Timeline' })).toBeVisible()
  })

  await test.step('Ctrl Q quits', async () => {
    const ended = app.waitForEvent('close')
    await page.keyboard.press('Control+q').catch(() => undefined) // the window may close before it answers
    await ended
  })
})
