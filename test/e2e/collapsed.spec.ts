/** Collapsed scenes on the board. */
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { blameless } from './kit/blameless.ts'
import { writeStoryboard } from './kit/film-files.ts'
import { drag, face } from './kit/hands.ts'
import { launch } from './kit/launch.ts'
import { expect, test } from './kit/studio.ts'
import { filmState } from './kit/window.ts'

const stack = (page: Page) => page.locator('[data-stack]')
const faces = (page: Page) => page.locator('[data-board] [data-shot]')
const order = async (page: Page): Promise<string> =>
  (await filmState(page)).view.film.cards.map(({ prompt }) => prompt.at(-1)).join('')

test('a scene is collapsed on the board, and acts as one card', async ({ home }, info) => {
  const film = join(home, 'Story.throughline')
  writeStoryboard(film, 'Story', ['Room A', 'Room B', 'Room C', 'Room D', 'Room E', 'Room F'])
  const { app, page } = await launch(home, [film])
  await face(page, 2).click()
  await face(page, 4).click({ modifiers: ['Shift'] })
  await page.keyboard.press('Control+g')
  await page.keyboard.type('Kitchen')
  await page.keyboard.press('Enter')
  await face(page, 3).click()
  await page.keyboard.press('b')
  await expect(faces(page)).toHaveCount(6)

  await test.step('by key: its shots become a stack, with numbers, length and states', async () => {
    await page.keyboard.press('Shift+B')
    await expect(stack(page)).toHaveAccessibleName('Scene “Kitchen”, collapsed: 3 shots, 2 to 4, 12 s')
    await expect(faces(page)).toHaveCount(3)
    await page.screenshot({ path: info.outputPath('collapsed.png') })
    await blameless(page)
  })

  await test.step('arrows step over it; it selects all its shots', async () => {
    await faces(page).first().click()
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('heading', { name: '3 shots selected' })).toBeVisible()
    await expect(stack(page)).toHaveAttribute('aria-pressed', 'true')
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('heading', { name: 'Shot 5' })).toBeVisible()
    await stack(page).click()
    await expect(page.getByRole('heading', { name: '3 shots selected' })).toBeVisible()
  })

  await test.step('a drag moves the scene; a card is dropped behind it', async () => {
    const first = (await faces(page).first().boundingBox())!
    await drag(page, stack(page), { x: first.x + 8, y: first.y + 30 })
    await expect.poll(() => order(page)).toBe('BCDAEF')
    await page.keyboard.press('Control+z')
    await expect.poll(() => order(page)).toBe('ABCDEF')
    const other = (await faces(page).nth(1).boundingBox())!
    await drag(page, faces(page).first(), { x: other.x + 8, y: other.y + 30 })
    await expect.poll(() => order(page)).toBe('BCDAEF')
    await page.keyboard.press('Control+z')
  })

  await test.step('it stays collapsed over a reload, and Enter expands it', async () => {
    await page.reload()
    await expect(stack(page)).toHaveCount(1)
    await stack(page).focus()
    await page.keyboard.press('Enter')
    await expect(stack(page)).toHaveCount(0)
    await expect(faces(page)).toHaveCount(6)
  })

  await test.step('by mouse: a button on its first card, and a double click', async () => {
    await faces(page).nth(1).hover()
    await page.screenshot({ path: info.outputPath('button.png') })
    await page.getByRole('button', { name: 'Collapse the scene' }).click()
    await expect(stack(page)).toHaveCount(1)
    await stack(page).dblclick()
    await expect(faces(page)).toHaveCount(6)
  })
  await app.close()
})
