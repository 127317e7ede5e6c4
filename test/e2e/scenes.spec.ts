/** Scenes: named, shown above the cards, moved, joined, coloured and dissolved, by mouse and by keyboard. */
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { blameless } from './kit/blameless.ts'
import { writeStoryboard } from './kit/film-files.ts'
import { drag, face } from './kit/hands.ts'
import { launch } from './kit/launch.ts'
import { filmState } from './kit/window.ts'
import { expect, test } from './kit/studio.ts'

const bands = (page: Page) => page.getByRole('toolbar', { name: 'Scenes' }).getByRole('button')
const band = (page: Page, name: string) => page.getByRole('button', { name: `Scene “${name}”` })
const field = (page: Page) => page.getByRole('textbox', { name: 'Name of the scene' })
const selected = (page: Page) => page.locator('[data-shot][aria-pressed="true"]')

/** First word and scene of each shot. */
const plan = async (page: Page): Promise<string[]> =>
  (await filmState(page)).view.film.cards.map(({ prompt, scene }) => `${prompt.split(' ')[1]} ${scene?.name ?? '-'}`)
const isPlan = (page: Page, ...shots: readonly string[]): Promise<void> => expect.poll(() => plan(page)).toEqual(shots)

test('shots are grouped into scenes', async ({ home }, info) => {
  const film = join(home, 'Story.throughline')
  writeStoryboard(film, 'Story', ['A cat.', 'A dog.', 'A fox.', 'An owl.', 'A cow.', 'A hen.'])
  const { app, page } = await launch(home, [film])
  const cards = async () => (await face(page, 1).boundingBox())!

  await test.step('by key: shots become a scene, its name is focused, cards do not move', async () => {
    await expect(bands(page)).toHaveCount(0)
    const before = await cards()
    await face(page, 1).click()
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Control+g')
    await expect(field(page)).toBeFocused()
    await page.keyboard.type('INT. BARN - NIGHT')
    await expect(band(page, 'INT. BARN - NIGHT')).toHaveAccessibleName('Scene “INT. BARN - NIGHT”: 2 shots, 8 s')
    await page.keyboard.press('Enter')
    expect(await cards()).toEqual(before)
    await isPlan(page, 'cat. INT. BARN - NIGHT', 'dog. INT. BARN - NIGHT', 'fox. -', 'owl. -', 'cow. -', 'hen. -')
  })

  await test.step('by mouse: from the list in the details', async () => {
    await face(page, 4).click()
    await face(page, 5).click({ modifiers: ['Shift'] })
    await page.getByRole('combobox', { name: 'Scene of the 2 shots selected' }).selectOption('A new scene')
    await expect(field(page)).toBeFocused()
    await page.keyboard.type('حظيرة في الليل')
    await page.keyboard.press('Enter')
    await expect(bands(page)).toHaveCount(2)
    await page.screenshot({ path: info.outputPath('two.png') })
    await blameless(page)
  })

  await test.step('a click on a band selects all shots of its scene', async () => {
    await band(page, 'INT. BARN - NIGHT').click()
    await expect(selected(page)).toHaveCount(2)
    await expect(page.getByRole('heading', { name: '2 shots selected' })).toBeVisible()
  })

  await test.step('a shot dropped inside a scene belongs to it; undo puts it back', async () => {
    const second = (await face(page, 2).boundingBox())!
    await drag(page, face(page, 6), { x: second.x + 10, y: second.y + 40 })
    await isPlan(
      page,
      ...['cat. INT. BARN - NIGHT', 'hen. INT. BARN - NIGHT', 'dog. INT. BARN - NIGHT', 'fox. -'],
      ...['owl. حظيرة في الليل', 'cow. حظيرة في الليل']
    )
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await plan(page)).at(-1)).toBe('hen. -')
  })

  await test.step('dragging its band moves the whole scene', async () => {
    const fox = (await face(page, 3).boundingBox())!
    const box = (await band(page, 'INT. BARN - NIGHT').boundingBox())!
    await page.mouse.move(box.x + 20, box.y + 8)
    await page.mouse.down()
    await page.mouse.move(box.x + 20 + fox.width / 4, fox.y + 30, { steps: 8 })
    await page.screenshot({ path: info.outputPath('dragged.png') })
    await page.mouse.up()
    await expect.poll(async () => (await plan(page))[0]).toBe('fox. -')
    expect((await plan(page)).slice(1, 3)).toEqual(['cat. INT. BARN - NIGHT', 'dog. INT. BARN - NIGHT'])
    await page.keyboard.press('Control+z')
  })

  await test.step('a new name applies to all shots; a double click on the band edits it', async () => {
    await band(page, 'INT. BARN - NIGHT').dblclick()
    await expect(field(page)).toBeFocused()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('A barn')
    await page.keyboard.press('Escape')
    await expect.poll(async () => (await plan(page)).slice(0, 2)).toEqual(['cat. A barn', 'dog. A barn'])
    await page.getByRole('radio', { name: 'Pink, diamond' }).click({ force: true })
    await expect
      .poll(async () => (await filmState(page)).view.film.cards.map(({ scene }) => scene?.colour))
      .toEqual(['pink', 'pink', undefined, 'red', 'red', undefined])
  })

  await test.step('by keyboard: moving along the bands, and dissolving', async () => {
    await band(page, 'A barn').focus()
    await page.keyboard.press('ArrowRight')
    await expect(selected(page)).toHaveCount(2)
    await page.keyboard.press('Control+Shift+g')
    await expect(bands(page)).toHaveCount(1)
    await isPlan(page, 'cat. A barn', 'dog. A barn', 'fox. -', 'owl. -', 'cow. -', 'hen. -')
  })

  await test.step('scenes survive a restart, and disappear when all are undone', async () => {
    await app.close()
    const again = await launch(home, [film])
    await expect(band(again.page, 'A barn')).toBeVisible()
    for (let steps = 0; (await bands(again.page).count()) > 0 && steps < 12; steps++)
      await again.page.keyboard.press('Control+z')
    await isPlan(again.page, 'cat. -', 'dog. -', 'fox. -', 'owl. -', 'cow. -', 'hen. -')
    await again.app.close()
  })
})
