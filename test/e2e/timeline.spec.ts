/** Mouse and touch on the timeline; selection, player and details stay in agreement. */
import type { Page } from '@playwright/test'
import { addCard, cards, drag, face, newFilm } from './kit/hands.ts'
import { blameless } from './kit/blameless.ts'
import { expect, test } from './kit/studio.ts'

const playhead = (page: Page) => page.getByRole('slider', { name: 'Playhead' })

test('a click on a card moves the playhead; Ctrl and Shift select more', async ({ studio: { page } }) => {
  await newFilm(page)
  for (const words of [/A purple cat walks/, /A dinosaur dances/, /A yellow duck/]) await addCard(page, words, 2)
  const player = page.getByRole('region', { name: 'Player' })
  const box = (await face(page, 1).boundingBox())!
  const half = box.width / 2
  await face(page, 1).click({ position: { x: half, y: 20 } })
  await expect(player).toContainText('Shot 1')
  await expect(page.getByRole('heading', { name: 'Shot 1', exact: true })).toBeVisible()
  const frame = Number(await playhead(page).getAttribute('aria-valuenow'))
  expect(Math.abs(frame - 12)).toBeLessThan(2) // the middle of two seconds
  await face(page, 1).click({ position: { x: 10, y: 20 } }) // the playhead is already inside
  await expect(playhead(page)).toHaveAttribute('aria-valuenow', String(frame))

  await face(page, 3).click({ modifiers: ['Control'] })
  await expect(face(page, 3)).toHaveAttribute('aria-pressed', 'true')
  await expect(playhead(page)).toHaveAttribute('aria-valuenow', '48')
  await face(page, 2).click({ modifiers: ['Shift'] })
  await expect(playhead(page)).toHaveAttribute('aria-valuenow', '24')
  await expect(page.getByRole('heading', { name: '2 shots selected' })).toBeVisible()

  await face(page, 3).focus() // Enter on a card goes to its beginning
  await page.keyboard.press('Enter')
  await expect(playhead(page)).toHaveAttribute('aria-valuenow', '48')
  await expect(player).toContainText('Shot 3')
})

test('undo right after a new card removes it; after typing, first the text', async ({ studio: { page } }) => {
  await newFilm(page)
  await addCard(page, /A purple cat walks/, 4)
  await page.getByRole('textbox', { name: 'Title' }).fill('Opening') // edits of another field do not belong to this one
  await page.keyboard.press('Escape')
  const prompt = page.getByRole('textbox', { name: 'What happens' })
  await page.keyboard.press('n')
  await expect(prompt).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(cards(page)).toHaveCount(1)
  await page.keyboard.press('Control+Shift+z')
  await expect(cards(page)).toHaveCount(2)
  await page.keyboard.press('Control+z')
  await expect(cards(page)).toHaveCount(1)

  await page.keyboard.press('n')
  await expect(prompt).toBeFocused()
  await page.keyboard.type('A dog')
  await expect(face(page, 2)).toHaveAccessibleName(/A dog/) // the pause in which the text is sent is not an undo step of its own
  await page.evaluate(() => (document.title += '.')) // makes Chromium end its own undo step, as a late focus change does
  await page.keyboard.type(' waits.')
  await expect(face(page, 2)).toHaveAccessibleName(/A dog waits/)
  await page.keyboard.press('Control+z')
  await expect(prompt).toHaveValue('')
  await page.keyboard.press('Control+Shift+z')
  await expect(prompt).toHaveValue('A dog waits.')
  await page.keyboard.press('Control+z')
  await expect(prompt).toHaveValue('')
  await page.keyboard.press('Control+z')
  await expect(cards(page)).toHaveCount(1)
  await face(page, 1).click()
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Opening')
})

test('a marker is named, renamed and removed, by mouse and by keyboard', async ({ studio: { page } }, info) => {
  await newFilm(page)
  for (const words of [/A purple cat walks/, /A dinosaur dances/]) await addCard(page, words, 4)
  const marker = (name: string) => page.getByRole('button', { name, exact: true })
  const name = page.getByRole('textbox', { name: 'Name of the marker' })

  await page.keyboard.press('Home')
  await page.keyboard.press('m')
  for (let step = 0; step < 3; step++) await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('m')
  await page.keyboard.press('F2')
  await expect(name).toBeFocused()
  await page.keyboard.type('The cat sees it')
  await page.screenshot({ path: info.outputPath('naming.png') })
  await page.keyboard.press('Enter')
  await expect(marker('Marker “The cat sees it” at 00:00:03:00')).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter') // to the first marker, and edits its name
  await page.keyboard.type('Opening')
  await page.keyboard.press('Enter')
  await expect(marker('Marker “Opening” at 00:00:00:00')).toBeVisible()
  await blameless(page)
  await page.screenshot({ path: info.outputPath('named.png') })

  await page.getByText('The cat sees it').dblclick()
  await expect(name).toHaveValue('The cat sees it')
  await name.fill('The cat sees the moon')
  await face(page, 2).click() // a click elsewhere: the typed name is kept
  await expect(marker('Marker “The cat sees the moon” at 00:00:03:00')).toBeVisible()
  await page.getByText('The cat sees the moon').dblclick()
  await page.keyboard.press('Escape')
  await page.getByText('The cat sees the moon').dblclick()
  await page.getByRole('button', { name: 'Remove the marker' }).click()
  await expect(page.getByText('The cat sees the moon')).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await marker('Marker “The cat sees the moon” at 00:00:03:00').focus()
  await page.keyboard.press('Delete')
  await expect(page.getByText('The cat sees the moon')).toHaveCount(0)
  await expect(cards(page)).toHaveCount(2) // Delete removed the marker, not the shot
})

test('a rectangle on the empty timeline selects; two fingers zoom', async ({ studio: { page } }, info) => {
  await newFilm(page)
  for (const words of [/A purple cat walks/, /A dinosaur dances/, /A yellow duck/]) await addCard(page, words, 4)
  const pressed = (): Promise<(string | null)[]> =>
    page.locator('[data-shot]').evaluateAll((faces) => faces.map((face) => face.getAttribute('aria-pressed')))
  const [first, last] = [(await face(page, 1).boundingBox())!, (await face(page, 3).boundingBox())!]
  const bare = { x: last.x + last.width + 90, y: last.y + last.height + 5 }

  await test.step('drawn from the right over the last two cards', async () => {
    await face(page, 1).click()
    await page.mouse.move(bare.x, bare.y)
    await page.mouse.down()
    await page.mouse.move(last.x - 30, last.y + 40, { steps: 6 })
    await expect.poll(pressed).toEqual(['false', 'true', 'true'])
    await page.screenshot({ path: info.outputPath('marquee.png') })
    await page.mouse.up()
    await expect.poll(pressed).toEqual(['false', 'true', 'true'])
    await expect(page.getByRole('heading', { name: '2 shots selected' })).toBeVisible()
  })
  await test.step('the selected cards are moved together, and moved back', async () => {
    await drag(page, face(page, 3), { x: first.x + 5, y: first.y + 40 })
    await expect(face(page, 1)).toHaveAccessibleName(/dinosaur/)
    await page.keyboard.press('Control+z')
    await expect(face(page, 1)).toHaveAccessibleName(/purple cat/)
  })
  await test.step('Shift adds; Escape restores; a click on nothing selects the current shot', async () => {
    await face(page, 1).click()
    await page.keyboard.down('Shift')
    await page.mouse.move(bare.x, bare.y)
    await page.mouse.down()
    await page.mouse.move(last.x + 30, last.y + 40, { steps: 6 })
    await expect.poll(pressed).toEqual(['true', 'false', 'true'])
    await page.keyboard.press('Escape')
    await expect.poll(pressed).toEqual(['true', 'false', 'false'])
    await page.mouse.up()
    await page.keyboard.up('Shift')
    await page.mouse.click(bare.x, bare.y)
    await expect.poll(pressed).toEqual(['true', 'false', 'false'])
  })

  const session = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...xs: number[]): Promise<unknown> =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: xs.map((x, id) => ({ x, y: first.y + 40, id }))
    })
  await test.step('two fingers zoom, also with one of them on a card', async () => {
    const width = async (): Promise<number> => (await face(page, 1).boundingBox())!.width
    const before = await width()
    await touch('touchStart', first.x + 100)
    await touch('touchStart', first.x + 100, first.x + 200)
    for (let step = 1; step <= 5; step++) await touch('touchMove', first.x + 100 - step * 10, first.x + 200 + step * 10)
    await touch('touchEnd')
    await expect.poll(width).toBeGreaterThan(before * 1.8)
    await expect(face(page, 1)).toHaveAccessibleName(/purple cat/) // nothing was dragged
    await expect(page.getByRole('button', { name: /^Undo/ })).toBeEnabled()
  })
  await test.step('one finger still drags a card', async () => {
    await page.keyboard.press('Control+0')
    const [one, three] = [(await face(page, 1).boundingBox())!, (await face(page, 3).boundingBox())!]
    await touch('touchStart', one.x + 40)
    for (let step = 1; step <= 6; step++)
      await touch('touchMove', one.x + 40 + ((three.x + three.width - one.x) * step) / 6)
    await touch('touchEnd')
    await expect(face(page, 3)).toHaveAccessibleName(/purple cat/)
  })
})
