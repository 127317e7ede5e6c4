/** Takes are viewed and compared, in the real window with the real engine. */
import type { Page } from '@playwright/test'
import { addCard, face, made, newFilm } from './kit/hands.ts'
import { blameless } from './kit/blameless.ts'
import { expect, test } from './kit/studio.ts'

test.setTimeout(600_000)

/** A checksum of the pixels on one side of a comparison. */
const side = (page: Page, which: 'left' | 'right'): Promise<number> =>
  page.locator(`[data-side=${which}] canvas`).evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
    return data.reduce((sum, value) => (sum * 31 + value) >>> 0, 0)
  })

test('a shot is made three times; takes are starred, chosen, compared, removed', async ({ studio: { page } }, info) => {
  const shoot = async (name: string, width = 1280, height = 800): Promise<void> => {
    await page.setViewportSize({ width, height })
    await page.waitForTimeout(300)
    await page.screenshot({ path: info.outputPath(`${name}-${width}.png`) })
  }
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await newFilm(page)
  for (const words of [/A purple cat walks/, /A dinosaur dances/]) await addCard(page, words, 2)
  await page.keyboard.press('g')
  await expect(page.getByRole('group', { name: 'Generating' })).toBeVisible()
  await made(page)

  const takes = page.getByRole('region', { name: 'Takes', exact: true })
  const take = (number: number) => takes.getByRole('button', { name: `Show take ${number}` })
  await test.step('two more takes are made', async () => {
    await face(page, 1).click()
    for (const count of [2, 3]) {
      await takes.getByRole('button', { name: 'Make this shot again' }).click()
      await expect(page.getByRole('group', { name: 'Generating' })).toBeVisible()
      await made(page)
      await expect(takes.getByRole('button', { name: /^Show take/ })).toHaveCount(count)
    }
    await expect(take(3)).toHaveAttribute('aria-pressed', 'true')
    await expect(face(page, 2)).toHaveAccessibleName(/Check|Outdated/)
  })

  await test.step('one is starred and the first is chosen, by keyboard', async () => {
    await takes.getByRole('button', { name: 'Star take 1' }).click()
    await expect(takes.getByRole('button', { name: 'Star take 1' })).toHaveAttribute('aria-pressed', 'true')
    await face(page, 1).click()
    await page.keyboard.press('t')
    await expect(take(3)).toBeFocused()
    await page.keyboard.press('Home')
    await expect(take(1)).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(take(1)).toHaveAttribute('aria-pressed', 'true')
    await expect(face(page, 2)).toHaveAccessibleName(/Fits/)
  })

  await test.step('comparing: two pictures play in sync', async () => {
    await shoot('tray')
    await page.keyboard.press('\\')
    const compare = page.getByRole('region', { name: 'Compare two takes' })
    await expect(compare).toBeVisible()
    await page.keyboard.press('Home')
    await expect.poll(async () => (await side(page, 'left')) !== (await side(page, 'right'))).toBe(true)
    const first = await side(page, 'left')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect(compare.getByText('00:00:00:02')).toBeVisible()
    await expect.poll(() => side(page, 'left')).not.toBe(first)
    await blameless(page)
    await shoot('wipe')
    await shoot('wipe', 1920, 1080)
    const line = page.getByRole('slider', { name: 'Line between the takes' })
    await line.focus()
    await page.keyboard.press('Home')
    await expect(line).toHaveAttribute('aria-valuenow', '0')
    await page.keyboard.press('w')
    await expect(line).toHaveCount(0)
    await expect(page.locator('[data-side]')).toHaveCount(2)
    await blameless(page)
    await shoot('beside')
    await shoot('beside', 1920, 1080)
    await page.setViewportSize({ width: 1280, height: 800 })
    const still = await side(page, 'right')
    await page.keyboard.press('Space')
    await expect(compare.getByRole('button', { name: 'Pause' })).toBeVisible()
    await expect.poll(() => side(page, 'right')).not.toBe(still)
    await page.keyboard.press('Space')
    // Shows the other take on the right, then puts it on the timeline.
    await page.getByLabel('Take on the right').selectOption({ label: 'Take 2' })
    await compare.getByRole('button', { name: 'Use this take' }).click()
    await expect(take(2)).toHaveAttribute('aria-pressed', 'true')
    await page.keyboard.press('Escape')
    await expect(compare).toHaveCount(0)
    await expect(page.getByRole('img', { name: 'The film at the playhead' })).toBeVisible()
  })

  await test.step('a take is removed from the tray and restored by undo', async () => {
    await takes.getByRole('listitem').nth(2).hover()
    await takes.getByRole('button', { name: 'More for take 3' }).click()
    await blameless(page)
    await page.getByRole('menuitem', { name: 'Remove from the takes' }).click()
    await expect(takes.getByRole('button', { name: /^Show take/ })).toHaveCount(2)
    await face(page, 1).click()
    await page.keyboard.press('Control+z')
    await expect(takes.getByRole('button', { name: /^Show take/ })).toHaveCount(3)
  })
})
