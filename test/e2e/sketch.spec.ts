/** Sketches, dropped or chosen, represent a shot until it is made; hostile files are reported and change nothing. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import type { ElectronApplication, Page } from '@playwright/test'
import { pngSaying } from '../main/kit/pictures.ts'
import { card, face } from './kit/hands.ts'
import { blameless } from './kit/blameless.ts'
import { launch } from './kit/launch.ts'
import { filmState, openFilm } from './kit/window.ts'
import { expect, test } from './kit/studio.ts'
import { writeStoryboard } from './kit/film-files.ts'

/** Dark hills under a sun, on a transparent background. */
function hills(width: number, height: number): Promise<Uint8Array> {
  const pixels = new Uint8Array(width * height * 4)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const line = height * (0.62 + 0.1 * Math.sin((x / width) * 7))
      const sun = Math.abs(Math.hypot(x - width * 0.7, y - height * 0.3) - height * 0.1) < height / 90
      if (Math.abs(y - line) < height / 90 || sun) pixels.set([50, 40, 30, 255], (y * width + x) * 4)
    }
  return Transformer.fromRgbaPixels(pixels, width, height).png()
}

/** Drops a file from another program at a point of the window. */
async function dropFile(page: Page, file: string, at: { x: number; y: number }, held?: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    if (type === 'drop' && held) await page.screenshot({ path: held })
    const data = { items: [], files: [file], dragOperationsMask: 1 }
    await session.send('Input.dispatchDragEvent', { type, ...at, data })
  }
}

/** Sets the answer of the system's open dialog. */
const answerOpen = (app: ElectronApplication, path: string): Promise<void> =>
  app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, path)

test('a sketch represents its shot, is undone and removed, survives a restart', async ({ home }, info) => {
  const film = join(home, 'Story.throughline')
  writeStoryboard(film, 'Story', ['A purple cat walks over the hills.', 'A dog waits.', ''])
  const file = (name: string): string => join(home, name)
  writeFileSync(file('hills.png'), await hills(2400, 1350))
  const first = await launch(home, [film])
  const { app, page } = first
  const player = page.getByRole('region', { name: 'Player' })
  const shown = player.getByRole('img', { name: 'Sketch of shot 2' })
  const sketchOf = async (number: number) => (await filmState(page)).view.film.cards[number - 1]!.sketch
  const middle = async (number: number): Promise<{ x: number; y: number }> => {
    const box = (await face(page, number).boundingBox())!
    return { x: box.x + box.width / 2, y: box.y + 40 }
  }

  await test.step('dropped on a card', async () => {
    await face(page, 2).click()
    await dropFile(page, file('hills.png'), await middle(2), info.outputPath('held.png'))
    await expect(shown).toBeVisible()
    const size = await shown.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight])
    expect(size).toEqual([1600, 900]) // re-encoded, at most as large as a film stores
    const corner = await shown.evaluate((img: HTMLImageElement) => {
      const canvas = new OffscreenCanvas(1, 1).getContext('2d')!
      canvas.drawImage(img, 0, 0)
      return [...canvas.getImageData(0, 0, 1, 1).data]
    })
    for (const light of corner) expect(light).toBeGreaterThan(250) // dark lines on white, not on the dark slate
    await expect(card(page, 2).locator('img')).toBeVisible()
    await blameless(page)
    await page.screenshot({ path: info.outputPath('sketched.png') })
  })

  await test.step('undone, redone, removed', async () => {
    await page.keyboard.press('Control+z')
    await expect(shown).toHaveCount(0)
    await page.keyboard.press('Control+Shift+z')
    await expect(shown).toBeVisible()
    await page.keyboard.press('Shift+P')
    await expect(card(page, 2).locator('img')).toHaveCount(0)
    await page.keyboard.press('Control+z')
    await expect(shown).toBeVisible()
  })

  await test.step('chosen by the card’s menu; hostile files are reported', async () => {
    const bomb = Buffer.concat([pngSaying(60_000, 60_000), Buffer.alloc(200)])
    const cut = Buffer.from(await hills(64, 36)).subarray(0, 60)
    for (const [name, bytes, words] of [
      ['evil.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'no picture that a film'],
      ['bomb.png', bomb, 'too large'],
      ['cut.png', cut, 'damaged']
    ] as const) {
      writeFileSync(file(name), bytes)
      await answerOpen(app, file(name))
      await face(page, 3).click()
      await page.keyboard.press('p')
      await expect(page.getByRole('alert').filter({ hasText: words })).toBeVisible()
      expect(await sketchOf(3)).toBeNull()
      await page.getByRole('button', { name: 'Dismiss' }).first().click()
    }
    await answerOpen(app, file('hills.png'))
    await face(page, 3).hover()
    await page.getByRole('button', { name: 'More for shot 3' }).click()
    await page.getByRole('menuitem', { name: /^Add a sketch to shot/ }).click()
    await expect.poll(() => sketchOf(3)).toBe(await sketchOf(2))
  })

  await test.step('dropped beside the shots: a message says where to drop it', async () => {
    await dropFile(page, file('hills.png'), { x: 100, y: 300 })
    await expect(page.getByText('Drop a picture on a shot: it becomes its sketch.')).toBeVisible()
  })
  const kept = await sketchOf(2)

  await test.step('copied into another film with its shot, and undone there', async () => {
    const other = file('Other.throughline')
    writeStoryboard(other, 'Other', ['A dog waits.'])
    await face(page, 2).click()
    await page.keyboard.press('Control+c')
    await openFilm(app, page, other)
    await expect(card(page, 1)).toContainText('A dog waits.')
    await page.keyboard.press('Control+v')
    await expect(shown).toBeVisible()
    expect(await shown.evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth)).toBe(1600)
    await page.keyboard.press('Control+z')
    await expect(card(page, 2)).toHaveCount(0)
    await expect(face(page, 1)).toHaveAttribute('aria-pressed', 'true') // a shot stays selected
    await page.keyboard.press('Control+Shift+z')
    await expect(shown).toBeVisible()
  })
  await app.close()

  const again = await launch(home, [film])
  await face(again.page, 2).click()
  await expect(again.page.getByRole('region', { name: 'Player' }).getByRole('img')).toBeVisible()
  expect((await filmState(again.page)).view.film.cards[1]!.sketch).toBe(kept)
  await again.app.close()
})
