/** Shot language in the details, labels by key and menu, and the picture that stands for a card. */
import type { Page } from '@playwright/test'
import { blameless } from './kit/blameless.ts'
import { expect, test } from './kit/films.ts'
import { card, face } from './kit/hands.ts'
import { cardsOf, field } from './kit/story.ts'
import { openFilm } from './kit/window.ts'

const details = (page: Page) => page.getByRole('complementary', { name: 'Shot details' })
const choose = (page: Page, name: string, option: string) =>
  details(page).getByRole('combobox', { name, exact: true }).first().selectOption({ label: option })
const item = (page: Page, name: string) => page.getByRole('menuitem', { name })

test('shots are planned in the terms of the trade', async ({ studio: { app, page }, made }, info) => {
  test.setTimeout(240_000)
  await openFilm(app, page, made)
  await face(page, 1).click()

  await test.step('the details say it, and the card has its abbreviations', async () => {
    await details(page).getByText('Shot language', { exact: true }).click()
    await choose(page, 'Size', 'MCU · Medium close-up')
    await choose(page, 'Angle', 'OTS · Over the shoulder')
    await field(page, 'Lens').fill('35 mm')
    await field(page, 'Place').fill('Forest')
    await page.keyboard.press('Enter')
    await choose(page, 'Time of day', 'Night')
    await expect(face(page, 1)).toHaveAccessibleName(/MCU, OTS, 35 mm/)
    await details(page).getByRole('button', { name: 'Write into the prompt' }).scrollIntoViewIfNeeded()
    await page.screenshot({ path: info.outputPath('details.png') })
    await blameless(page)
  })

  await test.step('it is written into the prompt as one step; what the model was not taught is said', async () => {
    await expect(details(page).getByText(/^Left out: .*35 mm lens/)).toBeVisible()
    await details(page).getByRole('button', { name: 'Write into the prompt' }).click()
    await expect(field(page, 'What happens')).toHaveValue(
      'A purple cat walks to the right in a meadow in a forest at night.'
    )
    await page.keyboard.press('Control+z')
    await expect(field(page, 'What happens')).toHaveValue('A purple cat walks to the right in a meadow.')
  })

  await test.step('several shots are changed at once, and by one undo', async () => {
    await face(page, 2).click()
    await face(page, 3).click({ modifiers: ['Shift'] })
    await details(page).getByText('Shot language', { exact: true }).first().click()
    await choose(page, 'Movement', 'Dolly')
    const movements = async () => (await cardsOf(page)).map(({ language }) => language.movement)
    await expect.poll(movements).toEqual([null, 'dolly', 'dolly'])
    await page.keyboard.press('Control+z')
    await expect.poll(movements).toEqual([null, null, null])
  })

  await test.step('a label is given by a key, and by the menu of a card', async () => {
    const labels = async () => (await cardsOf(page)).map(({ label }) => label)
    await page.keyboard.press('1')
    await expect.poll(labels).toEqual([null, 'red', 'red'])
    await face(page, 1).click({ button: 'right' })
    await item(page, 'Label').hover()
    await item(page, 'Green label').click()
    await expect.poll(labels).toEqual(['green', 'red', 'red'])
    await expect(face(page, 1)).toHaveAccessibleName(/Green label/)
    for (let step = 0; step < 4; step++) await page.keyboard.press('Control+=')
    await page.screenshot({ path: info.outputPath('timeline.png') })
  })

  await test.step('the picture at the playhead stands for the card on the board, until the first does again', async () => {
    await face(page, 1).click()
    await page.keyboard.press('ArrowDown') // to the first picture of shot 2
    for (let step = 0; step < 14; step++) await page.keyboard.press('ArrowRight')
    await face(page, 2).click({ button: 'right' })
    await item(page, 'Use this picture for the card').click()
    await expect.poll(async () => (await cardsOf(page))[1]!.poster).toEqual({ chunk: 1, frame: 2 })
    await page.keyboard.press('b')
    const picture = card(page, 2).locator('img')
    await expect(picture).toHaveAttribute('src', /\/2$/)
    await page.screenshot({ path: info.outputPath('board.png') })
    await blameless(page)
    await face(page, 2).click({ button: 'right' })
    await item(page, 'Use the first picture again').click()
    await expect(picture).toHaveAttribute('src', /\/0$/)
  })

  await test.step('a search finds it', async () => {
    await page.keyboard.press('Control+f')
    await page.keyboard.type('medium close-up forest')
    await expect(page.getByRole('dialog').getByRole('option')).toHaveCount(1)
    await page.keyboard.press('Escape')
  })
})
