/** Several shots selected: one change for all of them, by mouse and keyboard, and one undo. */
import { blameless } from './kit/blameless.ts'
import { face } from './kit/hands.ts'
import { expect, test } from './kit/studio.ts'
import { cardsOf, openStory } from './kit/story.ts'

test('what is changed for several shots changes all of them', async ({ home }, info) => {
  const { app, page } = await openStory(home, 'A cat waits.', 'A dog waits.', 'An owl waits.')
  await face(page, 1).click()
  await face(page, 2).click({ modifiers: ['Shift'] })
  const all = page.getByRole('region', { name: 'All 2 shots' })
  const details = page.getByRole('complementary', { name: 'Shot details' })

  await test.step('what they share is shown above the details of the current one', async () => {
    await expect(all.getByRole('group', { name: 'Length of all 2' })).toContainText('4 s')
    await expect(details.getByText('Below: shot 2, at the playhead.')).toBeVisible()
    await page.screenshot({ path: info.outputPath('closed.png') })
    await all.getByText('Texts', { exact: true }).click()
    await expect(all.getByRole('textbox', { name: 'What happens in all 2' })).toHaveValue('')
    await page.screenshot({ path: info.outputPath('texts.png') })
    await blameless(page)
  })

  await test.step('typed text is in all of them, at once elsewhere or not', async () => {
    await all.getByRole('textbox', { name: 'Notes of all 2' }).click()
    await page.keyboard.type('Night, rain')
    await face(page, 3).click()
    await expect
      .poll(async () => (await cardsOf(page)).map(({ notes }) => notes))
      .toEqual(['Night, rain', 'Night, rain', ''])
    await expect(details.getByRole('textbox', { name: 'Notes', exact: true })).toHaveValue('')
  })

  await test.step('one step of undo takes it back', async () => {
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await cardsOf(page)).map(({ notes }) => notes)).toEqual(['', '', ''])
  })

  await test.step('both are made longer', async () => {
    await face(page, 1).click()
    await face(page, 2).click({ modifiers: ['Shift'] })
    await all.getByRole('button', { name: 'One second longer' }).click()
    await expect.poll(async () => (await cardsOf(page)).map(({ length }) => length)).toEqual([5, 5, 4])
  })
  await app.close()
})
