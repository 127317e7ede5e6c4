/** Sound in the window: brought in, moved, trimmed, undone, split with its card, played, and there after a restart. */
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { blameless } from './kit/blameless.ts'
import { answerOpen } from './kit/drop-file.ts'
import { writeStoryboard } from './kit/film-files.ts'
import { card, drag, face } from './kit/hands.ts'
import { launch } from './kit/launch.ts'
import { tone } from './kit/tone.ts'
import { expect, test } from './kit/studio.ts'
import { filmState } from './kit/window.ts'

/** Drops a file of another program at a point of the window. */
async function dropFile(page: Page, file: string, at: { x: number; y: number }): Promise<void> {
  const session = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    const data = { items: [], files: [file], dragOperationsMask: 1 }
    await session.send('Input.dispatchDragEvent', { type, ...at, data })
  }
}

const soundOf = async (page: Page) => (await filmState(page)).view.film.sound
const middle = async (what: Locator): Promise<{ x: number; y: number }> => {
  const box = (await what.boundingBox())!
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

test('sound is brought in, edited by hand and key, undone, split, and kept', async ({ home }, info) => {
  test.setTimeout(300_000)
  const film = join(home, 'Story.throughline')
  writeStoryboard(film, 'Story', ['A purple cat walks over the hills.', 'A dog waits.', 'Both dance.'])
  const waltz = tone(join(home, 'waltz.wav'), 9)
  const meow = tone(join(home, 'meow.ogg'), 3, 660)
  const { app, page } = await launch(home, [film])
  const clip = (name: RegExp): Locator => page.getByRole('button', { name })
  const at = async (name: RegExp) => (await clip(name).boundingBox())!

  await test.step('a film without sound has no lanes', async () => {
    await expect(page.getByRole('group', { name: 'Sound', exact: true })).toHaveCount(0)
  })

  await test.step('music by the menu, dialogue dropped on a card', async () => {
    await answerOpen(app, waltz)
    await page.getByRole('button', { name: 'Add sound…' }).click()
    await expect(clip(/^waltz\.wav, Music, from 00:00:00:00, 9 s$/)).toBeVisible({ timeout: 60_000 })
    await dropFile(page, meow, await middle(face(page, 2)))
    await expect(clip(/^meow\.ogg, Dialogue, from 00:00:04:00, 3 s, goes along with shot 2$/)).toBeVisible({
      timeout: 60_000
    })
    const { tracks, clips } = await soundOf(page)
    expect(tracks.map(({ kind }) => kind)).toEqual(['music', 'dialogue'])
    expect(clips.map(({ card }) => card).filter(Boolean)).toHaveLength(1)
    await expect.poll(() => inked(clip(/^waltz/))).toBeGreaterThan(100)
    await page.screenshot({ path: info.outputPath('lanes.png') })
    await blameless(page)
  })

  await test.step('moved by hand, jumps to the card’s end; undone', async () => {
    const from = await middle(clip(/^waltz/))
    const second = (await at(/^waltz/)).width / 9
    await drag(page, clip(/^waltz/), { x: from.x + 4 * second + 4, y: from.y })
    await expect(clip(/^waltz\.wav, Music, from 00:00:04:00/)).toBeVisible()
    await page.keyboard.press('Control+z')
    await expect(clip(/^waltz\.wav, Music, from 00:00:00:00/)).toBeVisible()
  })

  await test.step('trimmed by its edge and by key, nudged by key, in single steps of undo', async () => {
    const box = await at(/^waltz/)
    const second = box.width / 9
    await page.mouse.move(box.x + box.width - 2, box.y + 20)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width - 2 - 3 * second, box.y + 20, { steps: 6 })
    await page.mouse.up()
    await expect(clip(/^waltz\.wav, Music, from 00:00:00:00, 6 s$/)).toBeVisible()
    for (let press = 0; press < 3; press++) await page.keyboard.press('Alt+Shift+ArrowRight')
    await expect(clip(/^waltz\.wav, Music, from 00:00:03:00/)).toBeVisible()
    await page.keyboard.press('Control+z')
    await expect(clip(/^waltz\.wav, Music, from 00:00:00:00, 6 s$/)).toBeVisible()
    await page.keyboard.press('Control+z')
    await expect(clip(/^waltz\.wav, Music, from 00:00:00:00, 9 s$/)).toBeVisible()
  })

  await test.step('fades, loudness and mute', async () => {
    await clip(/^waltz/).click()
    const box = await at(/^waltz/)
    await page.mouse.move(box.x + 5, box.y + 3)
    await page.mouse.down()
    await page.mouse.move(box.x + 5 + box.width / 9, box.y + 3, { steps: 5 })
    await page.mouse.up()
    await expect
      .poll(async () => (await soundOf(page)).clips.find(({ card }) => card === null)!.fadeIn)
      .toBeGreaterThan(40_000)
    const details = page.getByRole('complementary', { name: 'Shot details' })
    await details.getByRole('textbox', { name: 'Fade out' }).fill('1.5')
    await page.keyboard.press('Enter')
    await details.getByRole('slider', { name: /^Loudness/ }).fill('-6')
    await expect
      .poll(async () => (await soundOf(page)).clips.find(({ card }) => card === null))
      .toMatchObject({
        fadeOut: 72_000,
        gain: -6
      })
    await page.screenshot({ path: info.outputPath('details.png') })
    await blameless(page)
    await page.getByRole('button', { name: 'Mute: Music' }).click()
    await expect.poll(async () => (await soundOf(page)).tracks[0]!.muted).toBe(true)
    await page.getByRole('button', { name: 'Music', exact: true }).click()
    await expect(page.getByRole('dialog', { name: 'Music' })).toBeVisible()
    await page.screenshot({ path: info.outputPath('track.png') })
    await blameless(page)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Mute: Music' }).click()
  })

  await test.step('a split of its card divides a sound', async () => {
    await face(page, 2).click() // in its middle, two seconds into it
    await page.keyboard.press('s')
    await expect(clip(/^meow\.ogg, .*goes along with shot/)).toHaveCount(2)
    const parts = (await soundOf(page)).clips.filter(({ card }) => card !== null)
    expect(parts.map(({ out, ...each }) => out - each.in).reduce((sum, length) => sum + length)).toBe(144_000)
    await page.keyboard.press('Control+z')
    await expect(clip(/^meow/)).toHaveCount(1)
  })

  await test.step('removed by key, undone; a removed card takes its sound along', async () => {
    await clip(/^meow/).click()
    await page.keyboard.press('Delete')
    await expect(clip(/^meow/)).toHaveCount(0)
    await expect(card(page, 3)).toBeVisible()
    await page.keyboard.press('Control+z')
    await expect(clip(/^meow/)).toHaveCount(1)
    await face(page, 2).click()
    await page.keyboard.press('Delete')
    await expect(clip(/^meow/)).toHaveCount(0)
    await page.keyboard.press('Control+z')
    await expect(clip(/^meow/)).toHaveCount(1)
  })

  const kept = await soundOf(page)
  await app.close()
  const again = await launch(home, [film])
  expect(await soundOf(again.page)).toEqual(kept)
  await expect(again.page.getByRole('button', { name: /^meow/ })).toBeVisible()
  await again.app.close()
})

/** Pixels of a clip's waveform that are drawn. */
const inked = (clip: Locator): Promise<number> =>
  clip.evaluate((button) => {
    const canvas = button.closest('li')!.querySelector('canvas')!
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
    return data.filter((value, index) => index % 4 === 3 && value > 0).length
  })
