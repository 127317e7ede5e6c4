/** The cast in the real window: characters are named, mentioned by @name, and renamed in all prompts. */
import { addCard, cards, face, newFilm } from './kit/hands.ts'
import { blameless } from './kit/blameless.ts'
import { expect, test } from './kit/studio.ts'

test('a character is added, mentioned in prompts, and renamed in all of them', async ({ studio: { page } }, info) => {
  await newFilm(page)
  for (const words of [/A dinosaur dances/, /A yellow duck/]) await addCard(page, words, 4)
  const cast = page.getByRole('region', { name: 'Cast of the film' })
  const prompt = page.getByRole('textbox', { name: 'What happens' })

  await cast.getByRole('button', { name: 'Add to the cast' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('2 Mia')
  await expect(dialog.getByRole('status')).toContainText('One word')
  await expect(dialog.getByRole('button', { name: 'Add to the cast' })).toBeDisabled()
  await dialog.getByLabel('Name').fill('Mia')
  await dialog.getByLabel('Words').fill('a purple cat')
  await blameless(page)
  await page.screenshot({ path: info.outputPath('dialog.png') })
  await dialog.getByLabel('Words').press('Enter')
  await expect(dialog).toHaveCount(0)

  await test.step('space plays after a click on a button, and presses one reached by Tab', async () => {
    await page.keyboard.press('Space')
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
    await expect(dialog).toHaveCount(0)
    await page.keyboard.press('Space')
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await expect(dialog).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
  })

  await test.step('mentioned by a click, at the caret', async () => {
    await face(page, 1).click()
    await prompt.fill('')
    await cast.getByRole('button', { name: /^@Mia/ }).click()
    await page.keyboard.type(' dances on the moon.')
    await expect(prompt).toHaveValue('@Mia dances on the moon.')
    await expect(page.getByText('Reads: a purple cat dances on the moon.')).toBeVisible()
  })

  await test.step('mentioned by keyboard, after an @', async () => {
    await face(page, 2).click()
    await prompt.fill('In the snow, ')
    await page.keyboard.type('@m')
    await expect(page.getByRole('option', { name: /@Mia/ })).toBeVisible()
    await blameless(page)
    await page.screenshot({ path: info.outputPath('names.png') })
    await page.keyboard.press('Enter')
    await page.keyboard.type('and @Tom wait.')
    await expect(prompt).toHaveValue('In the snow, @Mia and @Tom wait.')
    await expect(page.getByText('Nobody in the cast is called @Tom.')).toBeVisible()
  })

  await test.step('renamed everywhere, and undone in one step', async () => {
    await cast.getByRole('button', { name: 'Change @Mia' }).click()
    await expect(dialog.getByRole('status')).toContainText('2 shots')
    await dialog.getByLabel('Name').fill('Luna')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(prompt).toHaveValue('In the snow, @Luna and @Tom wait.')
    await face(page, 1).click()
    await expect(prompt).toHaveValue('@Luna dances on the moon.')
    await page.keyboard.press('Control+z')
    await expect(prompt).toHaveValue('@Mia dances on the moon.')
  })
})

test('a description in progress is not discarded by Escape', async ({ studio: { page } }, info) => {
  await newFilm(page)
  const cast = page.getByRole('region', { name: 'Cast of the film' })
  const dialog = page.getByRole('dialog')
  const words = dialog.getByLabel('Words')

  await test.step('an incomplete entry is asked about', async () => {
    await cast.getByRole('button', { name: 'Add to the cast' }).click()
    await dialog.getByLabel('Name').fill('Mia')
    await page.keyboard.press('Escape')
    await expect(dialog.getByRole('status')).toContainText('It needs a name and words.')
    await page.screenshot({ path: info.outputPath('asked.png') })
    await page.keyboard.press('Escape') // back to the form
    await expect(dialog.getByLabel('Name')).toHaveValue('Mia')
    await dialog.getByRole('button', { name: 'Close' }).click()
    await dialog.getByRole('button', { name: 'Throw it away' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(cast.getByRole('button', { name: /^@Mia/ })).toHaveCount(0)
  })

  const beside = { x: 20, y: 300 }
  await test.step('no key is a command of the film behind a dialog, even with focus nowhere', async () => {
    await cast.getByRole('button', { name: 'Add to the cast' }).click()
    await dialog.getByLabel('Name').fill('Mia')
    await page.evaluate(() => (document.activeElement as HTMLElement).blur())
    await page.keyboard.press('n')
    await page.keyboard.press('Escape')
    await dialog.getByRole('button', { name: 'Throw it away' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(cards(page)).toHaveCount(0)
  })

  await test.step('a click beside an empty form closes it; keys are commands again', async () => {
    await cast.getByRole('button', { name: 'Add to the cast' }).click()
    await expect(dialog.getByLabel('Name')).toBeFocused()
    await page.mouse.click(beside.x, beside.y)
    await expect(dialog).toHaveCount(0)
    await page.keyboard.press('n')
    await expect(cards(page)).toHaveCount(1)
    await page.keyboard.press('Escape')
  })

  await test.step('a complete entry is stored; a click beside it does not take the caret away', async () => {
    await cast.getByRole('button', { name: 'Add to the cast' }).click()
    await dialog.getByLabel('Name').fill('Mia')
    await words.fill('a purple cat')
    await page.mouse.click(beside.x, beside.y)
    await page.keyboard.type('!')
    await expect(words).toHaveValue('a purple cat!')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Escape')
    await expect(cards(page)).toHaveCount(1)
    await expect(cast.getByRole('button', { name: /^@Mia a purple cat/ })).toBeVisible()
    await cast.getByRole('button', { name: 'Change @Mia' }).click()
    await words.fill('a purple \u202Edog')
    await expect(dialog).toContainText('Taken out, as nobody would see it: a mark that turns the direction.')
    await page.keyboard.press('Escape')
    await expect(cast.getByRole('button', { name: /^@Mia a purple dog/ })).toBeVisible()
  })
})

test('a tray character and place are named by one click, and used by name', async ({ studio: { page } }, info) => {
  await newFilm(page)
  const tray = page.getByRole('complementary', { name: 'Cards' })
  const cast = page.getByRole('region', { name: 'Cast of the film' })
  const prompt = page.getByRole('textbox', { name: 'What happens' })
  await tray.getByRole('button', { name: 'Give it a name: @cat' }).click()
  await expect(cast.getByRole('button', { name: /^@cat a cat/ })).toBeVisible()
  await tray.getByRole('button', { name: 'Add to the film: @cat stands still in a meadow.' }).click()
  await expect(prompt).toHaveValue('@cat stands still in a meadow.')
  await expect(page.getByText('Reads: a cat stands still in a meadow.')).toBeVisible()

  const forest = tray.getByRole('button', { name: 'Give it a name: @forest' })
  await forest.focus()
  await page.keyboard.press('Enter')
  await prompt.fill('@cat sleeps ')
  await tray.getByRole('button', { name: 'Write @forest into the prompt' }).click()
  await expect(prompt).toHaveValue('@cat sleeps @forest')
  await expect(page.getByText('Reads: a cat sleeps in a forest at sunset')).toBeVisible()
  await blameless(page)
  await page.screenshot({ path: info.outputPath('tray.png') })
})
