/** A shot is drawn in the player: nothing drawn is lost, and the sketch stands for the shot until it is made. */
import { once } from 'node:events'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { blameless } from './kit/blameless.ts'
import { draw, player, sheet, strokesOf } from './kit/drawing.ts'
import { writeStoryboard } from './kit/film-files.ts'
import { card, face, made } from './kit/hands.ts'
import { launch } from './kit/launch.ts'
import { expect, test } from './kit/studio.ts'

const shown = (page: Page, shot: number): Locator => player(page).getByRole('img', { name: `Sketch of shot ${shot}` })

/** A point of the first line that is drawn on shot 1, and how dark it is at least. */
const onLine = [0.25, 0.55] as const
const dark = 130

/** The darkest of the pixels around a point of a picture or canvas, 0 to 255; the point as shares of it. */
const darkest = (picture: Locator, at: readonly [number, number]): Promise<number> =>
  picture.evaluate((source: HTMLImageElement | HTMLCanvasElement, [x, y]) => {
    const [width, height] =
      source instanceof HTMLImageElement ? [source.naturalWidth, source.naturalHeight] : [source.width, source.height]
    const canvas = new OffscreenCanvas(9, 9).getContext('2d', { alpha: false })!
    canvas.fillStyle = '#fff'
    canvas.fillRect(0, 0, 9, 9)
    canvas.drawImage(source, 4 - x * width, 4 - y * height)
    const { data } = canvas.getImageData(0, 0, 9, 9)
    return Math.min(...data.filter((_, index) => index % 4 === 0))
  }, at)

test('a shot is drawn: kept when another is picked, killed, drawn on, made', async ({ home }, info) => {
  test.setTimeout(300_000)
  const film = join(home, 'Story.throughline')
  writeStoryboard(film, 'Story', ['A purple cat walks over the hills.', 'A dog waits.'])
  const first = await launch(home, [film])
  const { page } = first

  await test.step('W begins; black, red and the eraser draw at once', async () => {
    await face(page, 1).click()
    await page.keyboard.press('w')
    await expect(sheet(page, 1)).toBeVisible()
    await draw(page, 1, [0.1, 0.6], [0.4, 0.5], [0.9, 0.6])
    expect(await darkest(sheet(page, 1), onLine)).toBeLessThan(dark)
    await page.keyboard.press('4')
    await expect(page.getByRole('button', { name: 'Red', exact: true })).toHaveAttribute('aria-pressed', 'true')
    await draw(page, 1, [0.5, 0.2], [0.8, 0.2], [0.75, 0.15])
    await page.keyboard.press('e')
    await draw(page, 1, [0.25, 0.3], [0.25, 0.7])
    expect(await darkest(sheet(page, 1), onLine)).toBeGreaterThan(240)
    await blameless(page)
    await page.screenshot({ path: info.outputPath('drawing.png') })
    await expect.poll(() => strokesOf(page, 1)).toBe(3)
  })

  await test.step('undo and redo are of strokes; a tool is chosen by keyboard', async () => {
    await page.keyboard.press('Control+z')
    await expect.poll(() => darkest(sheet(page, 1), onLine)).toBeLessThan(dark)
    await page.keyboard.press('Control+Shift+z')
    await page.keyboard.press('Control+z')
    await expect.poll(() => strokesOf(page, 1)).toBe(2)
    await page.getByRole('button', { name: 'Light grey' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Broad' }).focus()
    await page.keyboard.press('Space')
    await draw(page, 1, [0.15, 0.8], [0.85, 0.8])
    await page.keyboard.press('Backspace') // the shot is not deleted
  })

  await test.step('another shot is picked at once: the drawing is on its card, one step of undo', async () => {
    await face(page, 2).click()
    await expect(sheet(page, 1)).toHaveCount(0)
    await expect.poll(() => strokesOf(page, 1)).toBe(3)
    await expect(card(page, 1).locator('img')).toBeVisible()
    await page.screenshot({ path: info.outputPath('drawn.png') })
    await page.keyboard.press('Control+z')
    await expect.poll(() => strokesOf(page, 1)).toBeNull()
    await page.keyboard.press('Control+Shift+z')
    await expect.poll(() => strokesOf(page, 1)).toBe(3)
  })

  await test.step('the board shows it, and W draws there in full size', async () => {
    await page.keyboard.press('b')
    await expect(page.getByRole('region', { name: 'Board' })).toBeVisible()
    await page.screenshot({ path: info.outputPath('board.png') })
    await page.keyboard.press('w')
    await expect(sheet(page, 2)).toBeVisible()
    await draw(page, 2, [0.2, 0.2], [0.8, 0.8])
    await page.keyboard.press('Escape')
    await expect(page.getByRole('region', { name: 'Board' })).toBeVisible()
    await expect.poll(() => strokesOf(page, 2)).toBe(1)
    await page.keyboard.press('b')
  })

  await test.step('kill -9 in mid-drawing: what was drawn a moment before is there', async () => {
    await page.keyboard.press('w')
    await draw(page, 2, [0.2, 0.8], [0.8, 0.2])
    await expect.poll(() => strokesOf(page, 2)).toBe(2)
    const { x, y } = (await sheet(page, 2).boundingBox())!
    await page.mouse.move(x + 20, y + 20)
    await page.mouse.down()
    await page.mouse.move(x + 90, y + 90)
    const ended = once(first.app.process(), 'exit')
    first.app.process().kill('SIGKILL')
    await ended
  })

  const again = await launch(home, [film])
  await test.step('opened again, it is drawn on; then the shot is made, and the sketch lies over its film', async () => {
    const { page } = again
    expect([await strokesOf(page, 1), await strokesOf(page, 2)]).toEqual([3, 2])
    await face(page, 1).click()
    await expect.poll(() => darkest(shown(page, 1), onLine)).toBeLessThan(dark)
    await page.keyboard.press('w')
    await draw(page, 1, [0.3, 0.3], [0.35, 0.35])
    await page.keyboard.press('r') // does nothing while drawing
    await page.keyboard.press('Escape')
    await expect.poll(() => strokesOf(page, 1)).toBe(4)
    await page.keyboard.press('r')
    await expect(page.getByRole('group', { name: 'Generating' })).toBeVisible()
    await made(page)
    await face(page, 1).click()
    await expect(shown(page, 1)).toHaveCount(0)
    await page.keyboard.press('Shift+W')
    await expect(shown(page, 1)).toBeVisible()
    await page.screenshot({ path: info.outputPath('over.png') })
    await page.keyboard.press('w')
    await draw(page, 1, [0.6, 0.3], [0.65, 0.4])
    await page.screenshot({ path: info.outputPath('light-table.png') })
    await page.keyboard.press('w')
    await expect.poll(() => strokesOf(page, 1)).toBe(5)
  })
  await again.app.close()
})
