/** In and out points, playing one shot, and the inspector's prompt meter; nothing needs to be made. */
import type { Page } from '@playwright/test'
import { addCard, face, newFilm } from './kit/hands.ts'
import { expect, test } from './kit/studio.ts'

const playhead = (page: Page) => page.getByRole('slider', { name: 'Playhead' })

/** All frames of the playhead until it stops, or for the given time. */
function framesShown(page: Page, milliseconds: number): Promise<number[]> {
  return playhead(page).evaluate(async (slider, milliseconds) => {
    const seen: number[] = []
    const end = performance.now() + milliseconds
    while (performance.now() < end) {
      const frame = Number(slider.getAttribute('aria-valuenow'))
      if (frame !== seen.at(-1)) seen.push(frame)
      await new Promise(requestAnimationFrame)
    }
    return seen
  }, milliseconds)
}

test('plays and loops between in and out; plays one shot; counts words', async ({ studio: { page } }, info) => {
  await newFilm(page)
  for (const words of [/A purple cat walks/, /A dinosaur dances/]) await addCard(page, words, 2)
  await face(page, 1).click()

  await test.step('in and out are set by keyboard', async () => {
    await page.keyboard.press('Home')
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('i')
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('o')
    await expect(page.getByText('Plays from 00:00:01:00 to 00:00:02:00')).toHaveCount(1)
    await page.screenshot({ path: info.outputPath('range.png') })
  })

  await test.step('plays from in to out and stops there', async () => {
    await page.keyboard.press('End')
    await page.keyboard.press('Space')
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
    await expect(playhead(page)).toHaveAttribute('aria-valuetext', '00:00:02:00')
  })

  await test.step('loops between them', async () => {
    await page.keyboard.press('Shift+L')
    await page.keyboard.press('Space')
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
    const seen = await framesShown(page, 3000)
    await page.keyboard.press('Space')
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(12)
    expect(Math.max(...seen)).toBeLessThanOrEqual(24)
    expect(seen.some((frame, index) => frame < seen[index - 1]!)).toBe(true)
    await page.keyboard.press('Shift+L')
  })

  await test.step('plays one shot, then the whole film again', async () => {
    await face(page, 1).click()
    await page.keyboard.press('Alt+Space')
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
    await expect(playhead(page)).toHaveAttribute('aria-valuetext', '00:00:01:11')
    await page.keyboard.press('x')
    await expect(page.getByText('Plays from 00:00:01:00 to 00:00:02:00')).toHaveCount(0)
    await page.keyboard.press('Space')
    await expect(playhead(page)).toHaveAttribute('aria-valuetext', '00:00:03:11')
  })

  await test.step('markers are set, jumped to and removed', async () => {
    await face(page, 1).click()
    await page.keyboard.press('End')
    await page.keyboard.press('m')
    const marker = page.getByRole('button', { name: 'Marker at 00:00:03:11' })
    await expect(marker).toHaveCount(1)
    await page.keyboard.press('Home')
    await page.keyboard.press('Shift+M')
    await expect(playhead(page)).toHaveAttribute('aria-valuetext', '00:00:03:11')
    await page.keyboard.press('m')
    await expect(marker).toHaveCount(0)
    await page.keyboard.press('Control+z')
    await expect(marker).toHaveCount(1)
  })

  await test.step('the timeline’s height is changed and kept', async () => {
    const handle = page.getByRole('separator', { name: 'Height of the timeline' })
    const height = async (): Promise<number> => (await face(page, 1).boundingBox())!.height
    const before = await height()
    await handle.focus()
    await page.keyboard.press('ArrowUp')
    await expect.poll(height).toBe(before + 8)
    await page.screenshot({ path: info.outputPath('higher.png') })
    await page.reload()
    await expect.poll(height).toBe(before + 8)
  })

  await test.step('the shortcuts are in the list', async () => {
    await page.keyboard.press('?')
    const keys = page.getByRole('dialog', { name: 'All keys' })
    for (const name of ['Play only this shot', 'Play from here: in', 'Clear in and out'])
      await expect(keys.getByText(name)).toBeVisible()
    await page.keyboard.press('Escape')
  })

  await test.step('the prompt is counted by the encoder, and the cut part is shown', async () => {
    await face(page, 1).click()
    const prompt = page.getByLabel('What happens')
    await prompt.fill('A purple cat walks to the right in a meadow.')
    await expect(prompt).toHaveAccessibleDescription('Room for about 19 more words')
    await prompt.fill(`${'cat '.repeat(29)}walks unbelievably far`)
    await expect(page.getByText('Too long: the model does not read “unbelievably far”')).toBeVisible()
    await page.screenshot({ path: info.outputPath('long.png') })
  })

  await test.step('a shot can be given a number', async () => {
    await page.getByLabel('Shot number').fill('12A')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Shot 12A', exact: true })).toBeVisible()
    await expect(face(page, 1)).toHaveAccessibleName(/^Shot 12A,/)
  })
})

test('the timeline scrolls when a card is dragged to its edge', async ({ studio: { page } }) => {
  await newFilm(page)
  for (let count = 0; count < 3; count++) await addCard(page, /A purple cat walks/, 2)
  await addCard(page, /A dinosaur dances/, 2)
  const zoom = page.getByRole('slider', { name: 'Zoom' })
  await zoom.focus()
  await page.keyboard.press('End')
  const scrolled = (): Promise<number> => page.locator('[data-timeline]').evaluate((view) => view.scrollLeft)
  await page.locator('[data-timeline]').evaluate((view) => (view.scrollLeft = 0))
  await expect.poll(scrolled).toBe(0)

  const box = (await face(page, 1).boundingBox())!
  await page.mouse.move(box.x + 200, box.y + 30)
  await page.mouse.down()
  await page.mouse.move(box.x + 260, box.y + 30, { steps: 4 })
  await page.mouse.move(1275, box.y + 30, { steps: 4 })
  await expect.poll(scrolled).toBeGreaterThan(700)
  await page.mouse.up()
  const last = page.getByRole('list', { name: 'Shots of the film' }).getByRole('listitem').last()
  await expect(last.locator('[data-shot]')).toHaveAccessibleName(/purple cat/)
})

test('what is being made and what follows is shown, and can be jumped to', async ({ studio: { page } }, info) => {
  await newFilm(page)
  for (const words of [/A purple cat walks/, /A dinosaur dances/]) {
    await addCard(page, words, 4)
    for (let more = 0; more < 16; more++) await page.keyboard.press('Alt+ArrowUp') // long enough to observe
  }
  await page.keyboard.press('g')
  await page.getByRole('button', { name: /^Being made, and what follows/ }).click()
  const queue = page.getByRole('dialog', { name: 'Being made, and what follows' })
  await expect(queue.getByRole('button', { name: /1 A purple cat .*Generating/ })).toBeVisible()
  await expect(queue.getByRole('listitem')).toHaveText([/2 A dinosaur .*Waiting/])
  await page.screenshot({ path: info.outputPath('queue.png') })
  await queue.getByRole('button', { name: /A dinosaur/ }).click()
  await expect(page.getByRole('heading', { name: 'Shot 2', exact: true })).toBeVisible()
})
