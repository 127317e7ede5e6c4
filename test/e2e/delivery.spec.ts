/** Sizes of delivery in the export dialog: fit, the frame of the crop, and how the enlarged picture looks. */
import { join } from 'node:path'
import { blameless } from './kit/blameless.ts'
import { probe } from './kit/exported.ts'
import { expect, test } from './kit/films.ts'
import { openFilm } from './kit/window.ts'

test('a film is cropped upright where the frame was put, and delivered so', async ({ studio, made: film, home }) => {
  const { app, page } = studio
  await page.setViewportSize({ width: 1280, height: 800 })
  await openFilm(app, page, film)
  await page.keyboard.press('Control+e')
  const dialog = page.getByRole('dialog')
  const part = dialog.getByRole('img', { name: 'The middle of the picture as it is exported, at 100 %' })
  const frame = dialog.getByRole('slider', { name: 'Frame of the crop' })
  const shown = async (): Promise<string> => (await part.getAttribute('src'))!

  await test.step('the whole dialog is in sight, and does not jump', async () => {
    await expect(part).toBeVisible()
    const body = dialog.locator('.dialog-body')
    expect(await body.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0)
    await expect(frame).toHaveCount(0)
    await page.screenshot({ path: test.info().outputPath('multiple.png') })
  })

  await test.step('with bars nothing is cut off', async () => {
    const before = await shown()
    await dialog.getByRole('radio', { name: '1080p 1920 × 1080' }).check({ force: true })
    await dialog.getByRole('radio', { name: 'Whole, with bars' }).check({ force: true })
    await expect(frame).toHaveCount(0)
    await expect.poll(shown).not.toBe(before)
    await dialog.getByRole('radio', { name: 'Upright 1080 × 1920' }).check({ force: true })
    await page.screenshot({ path: test.info().outputPath('bars.png') })
  })

  await test.step('arrow keys and drag move the frame', async () => {
    await dialog.getByRole('radio', { name: 'Filled, cropped' }).check({ force: true })
    await expect(frame).toHaveAttribute('aria-valuenow', '50')
    await frame.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Shift+ArrowRight')
    await expect(frame).toHaveAttribute('aria-valuenow', '61')
    await page.keyboard.press('Home')
    await expect(frame).toHaveAttribute('aria-valuenow', '0')
    const before = await shown()
    const box = (await frame.boundingBox())!
    await page.mouse.move(box.x + 10, box.y + 40)
    await page.mouse.down()
    await page.mouse.move(box.x + 10 + 60, box.y + 40, { steps: 4 })
    await page.mouse.up()
    const now = Number(await frame.getAttribute('aria-valuenow'))
    expect(now).toBeGreaterThan(20)
    expect(now).toBeLessThan(45)
    expect((await frame.boundingBox())!.x - box.x).toBeCloseTo(60, -1)
    await expect.poll(shown).not.toBe(before)
    await page.screenshot({ path: test.info().outputPath('crop.png') })
    await blameless(page)
  })

  await test.step('another filter shows another picture', async () => {
    const before = await shown()
    await dialog.getByLabel('Enlarge').selectOption('Pixel by pixel')
    await expect.poll(shown).not.toBe(before)
    await page.screenshot({ path: test.info().outputPath('pixels.png') })
  })

  await test.step('it is written, and remembered', async () => {
    await dialog.getByRole('button', { name: 'Export MP4' }).click()
    await expect(page.getByText('Exported', { exact: true })).toBeVisible({ timeout: 90_000 })
    const path = (await dialog.locator('.path').textContent())!
    expect(path.startsWith(home) || path.startsWith(join(home, '..'))).toBe(true)
    expect(probe(path, 'width,height')).toBe('1080,1920')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+e')
    await expect(dialog.getByRole('radio', { name: 'Upright 1080 × 1920' })).toBeChecked()
    await expect(dialog.getByLabel('Enlarge')).toHaveValue('nearest')
    await expect(frame).toBeVisible()
  })

  await test.step('every format leaves the dialog where it is, in either language', async () => {
    await page.keyboard.press('Escape')
    await page.evaluate(() => localStorage.setItem('language', 'de'))
    await page.reload()
    await page.getByRole('main').waitFor()
    await page.keyboard.press('Control+e')
    const places = new Set<string>()
    for (const format of await dialog.getByRole('radiogroup').first().getByRole('radio').all()) {
      await format.click()
      const { y, height } = (await dialog.boundingBox())!
      places.add(`${Math.round(y)} ${Math.round(height)}`)
      expect(height).toBeLessThan(800 - 64)
    }
    expect([...places]).toHaveLength(1)
    await dialog.getByRole('radio', { name: 'MP4' }).click()
    await page.screenshot({ path: test.info().outputPath('german.png') })
    await blameless(page)
  })
})
