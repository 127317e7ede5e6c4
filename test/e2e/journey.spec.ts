/** The way from an empty film to a finished one, by hand, on the real engine and the shipped pack. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { addCard, bytesOf, card, cards, drag, face, made, newFilm, picture } from './hands.ts'
import { expect, launch, test } from './studio.ts'

test.setTimeout(600_000)

test('three cards are dragged, made, one is made again, the film exported, closed and found again', async ({
  studio: { app, page, home }
}) => {
  await newFilm(page)

  await test.step('drag three prompt cards onto the timeline', async () => {
    const tray = page.getByRole('complementary', { name: 'Cards' })
    const line = (await page.getByRole('region', { name: 'Timeline' }).boundingBox())!
    const at = (x: number): { x: number; y: number } => ({ x: line.x + x, y: line.y + 90 })
    await drag(page, tray.getByRole('button', { name: /A purple cat walks/ }), at(60))
    await expect(cards(page)).toHaveCount(1)
    await drag(page, tray.getByRole('button', { name: /A dinosaur dances/ }), at(400))
    await expect(cards(page)).toHaveCount(2)
    await drag(page, tray.getByRole('button', { name: /A yellow duck/ }), at(200)) // between the two
    await expect(face(page, 2)).toHaveAccessibleName(/yellow duck/)
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Alt+ArrowDown')
    await page.keyboard.press('Alt+ArrowDown')
    await expect(page.getByText('3 shots · 6 s')).toBeVisible()
  })

  await test.step('generate, and see moving pictures while it runs', async () => {
    await page.getByRole('button', { name: 'Generate film' }).click()
    await expect(page.getByRole('group', { name: 'Generating' })).toBeVisible()
    await expect(page.getByRole('img', { name: 'The film at the playhead' })).toBeVisible({ timeout: 120_000 })
    await expect.poll(async () => (await picture(page)).spread).toBeGreaterThan(10)
    const first = await picture(page)
    await expect.poll(async () => (await picture(page)).print).not.toBe(first.print)
    await made(page)
    for (const number of [1, 2, 3]) await expect(face(page, number)).toHaveAccessibleName(/Fits/)
  })

  await test.step('make card 2 again: 1 and 3 keep every byte, 3 says how it stands', async () => {
    const [one, two, three] = [await bytesOf(page, 1), await bytesOf(page, 2), await bytesOf(page, 3)]
    await face(page, 2).click()
    await page.keyboard.press('r')
    await expect(page.getByRole('group', { name: 'Generating' })).toBeVisible()
    await made(page)
    expect(await bytesOf(page, 1)).toBe(one)
    expect(await bytesOf(page, 3)).toBe(three)
    expect(await bytesOf(page, 2)).not.toBe(two)
    await expect(face(page, 1)).toHaveAccessibleName(/Fits/)
    await expect(face(page, 2)).toHaveAccessibleName(/Fits/)
    await expect(face(page, 3)).toHaveAccessibleName(/Check|Outdated/)
    await expect(page.getByRole('button', { name: /^Show take/ })).toHaveCount(2)
    await page.keyboard.press('Control+z') // generating is undoable: the old take returns
    await expect.poll(() => bytesOf(page, 2)).toBe(two)
    await expect(face(page, 3)).toHaveAccessibleName(/Fits/)
  })

  await test.step('export an MP4, which goes beside the film', async () => {
    await page.keyboard.press('Control+e')
    await page.getByRole('button', { name: 'Export MP4' }).click()
    await expect(page.getByText('Exported', { exact: true })).toBeVisible({ timeout: 120_000 })
    const [stream] = probe(join(home, 'Throughline', 'Untitled film.mp4'))
    expect(stream).toMatchObject({
      codec_name: 'h264',
      width: 288,
      height: 160,
      r_frame_rate: '12/1',
      nb_read_frames: '72'
    })
    await page.keyboard.press('Escape')
  })

  await test.step('quit, open again, everything is as it was', async () => {
    const before = [await bytesOf(page, 1), await bytesOf(page, 2), await bytesOf(page, 3)]
    await app.close()
    const again = await launch(home)
    await again.page
      .getByRole('button', { name: /Untitled film/ })
      .first()
      .click()
    await expect(cards(again.page)).toHaveCount(3)
    const after = [await bytesOf(again.page, 1), await bytesOf(again.page, 2), await bytesOf(again.page, 3)]
    expect(after).toEqual(before)
    await face(again.page, 3).click() // the new card comes after it
    await addCard(again.page, /A rabbit jumps/, 1)
    await again.page.keyboard.press('g')
    await expect(again.page.getByRole('group', { name: 'Generating' })).toBeVisible()
    await made(again.page)
    await expect(face(again.page, 4)).toHaveAccessibleName(/Fits/)
    expect(await bytesOf(again.page, 3)).toBe(before[2])
    await again.app.close()
  })
})

interface Stream {
  readonly codec_name: string
}

function probe(path: string): Stream[] {
  const asked = ['-v', 'error', '-count_frames', '-show_streams', '-of', 'json', path]
  return (JSON.parse(execFileSync('ffprobe', asked, { encoding: 'utf8' })) as { streams: Stream[] }).streams
}

test('a card is dragged to another place, made shorter by its edge, and put back by undo', async ({
  studio: { page }
}) => {
  await newFilm(page)
  for (const words of [/A purple cat walks/, /A yellow duck/, /A dinosaur dances/]) await addCard(page, words, 4)
  const box = (await card(page, 3).boundingBox())!
  await drag(page, face(page, 1), { x: box.x + box.width + 20, y: box.y + 40 })
  await expect(face(page, 3)).toHaveAccessibleName(/purple cat/)
  const last = (await card(page, 3).boundingBox())!
  await page.mouse.move(last.x + last.width - 2, last.y + 50)
  await page.mouse.down()
  await page.mouse.move(last.x + last.width - 90, last.y + 50, { steps: 6 })
  await page.mouse.up()
  await expect(face(page, 3)).toHaveAccessibleName(/Shot 3, Planned, 2 s/)
  await page.keyboard.press('Control+z')
  await expect(face(page, 3)).toHaveAccessibleName(/Shot 3, Planned, 4 s/)
  await page.keyboard.press('Control+z')
  await expect(face(page, 1)).toHaveAccessibleName(/purple cat/)
})
