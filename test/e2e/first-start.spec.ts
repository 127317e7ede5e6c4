/** The first start by keyboard alone: a sample story becomes a film, and the film an MP4. No mouse click. */
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { cards, face, made } from './kit/hands.ts'
import { filmState } from './kit/window.ts'
import { expect, test } from './kit/studio.ts'

/** Presses Tab until the element has the focus. */
async function tabTo(page: Page, what: Locator): Promise<void> {
  for (let press = 0; press < 80; press++) {
    if (await what.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('Tab does not lead there')
}

test('from the first start to an MP4 by keyboard alone', async ({ studio: { page } }) => {
  test.setTimeout(900_000)
  await tabTo(page, page.getByRole('button', { name: /^Make this film/ }).first())
  await page.keyboard.press('Enter')
  await expect(cards(page)).not.toHaveCount(0)
  await expect(page.getByRole('group', { name: 'Generating' })).toBeVisible()
  const { path, view } = await filmState(page)
  await made(page, 600_000)
  for (let shot = 1; shot <= view.cards.length; shot++) await expect(face(page, shot)).toHaveAccessibleName(/Fits/)

  await page.keyboard.press('Control+e')
  await expect(page.getByRole('dialog')).toBeVisible()
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Export MP4' }))
  await page.keyboard.press('Enter')
  await expect(page.getByText('Exported', { exact: true })).toBeVisible({ timeout: 300_000 })
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  const folder = dirname(path)
  const video = readdirSync(folder).find((name) => name.endsWith('.mp4'))!
  const asked = ['-v', 'error', '-count_frames', '-show_entries', 'stream=codec_name,nb_read_frames', '-of', 'json']
  const { streams } = JSON.parse(execFileSync('ffprobe', [...asked, join(folder, video)], { encoding: 'utf8' })) as {
    streams: unknown[]
  }
  expect(streams).toEqual([{ codec_name: 'h264', nb_read_frames: String(Math.round(view.length * view.base.fps)) }])
})
