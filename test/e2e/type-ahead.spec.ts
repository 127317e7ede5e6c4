/** Text typed for a field that is not on the screen yet goes into that field, and no letter is a command. */
import type { Page } from '@playwright/test'
import { cards, face } from './kit/hands.ts'
import { answerLate } from './kit/late-answers.ts'
import { expect, test } from './kit/studio.ts'
import { cardsOf, field, openStory } from './kit/story.ts'

const prompts = async (page: Page): Promise<string[]> => (await cardsOf(page)).map(({ prompt }) => prompt)

test('letters typed right after a key that opens a field go into it', async ({ home }) => {
  const { app, page } = await openStory(home, 'A cat waits.', 'A dog waits.')
  const prompt = field(page, 'What happens')
  await answerLate(app, 500)

  await test.step('N, then a prompt, corrected while it is typed', async () => {
    await face(page, 1).click()
    await page.keyboard.press('n')
    await page.keyboard.type('A red cab')
    await page.keyboard.press('Backspace')
    await page.keyboard.type('r runs. ')
    await expect(prompt).toBeFocused()
    await page.keyboard.type('Fast.')
    await expect.poll(() => prompts(page)).toEqual(['A cat waits.', 'A red car runs. Fast.', 'A dog waits.'])
  })

  await test.step('Ctrl Enter behind it, to the next shot, and behind the last shot a new one', async () => {
    await page.keyboard.press('Control+Enter')
    await page.keyboard.type(' Now.')
    await page.keyboard.press('Control+Enter')
    await page.keyboard.type('An owl')
    await page.keyboard.press('Control+Enter')
    await page.keyboard.type('A mouse')
    const all = ['A cat waits.', 'A red car runs. Fast.', 'A dog waits. Now.', 'An owl', 'A mouse']
    await expect.poll(() => prompts(page)).toEqual(all)
    await expect(prompt).toBeFocused()
    await expect(prompt).toHaveValue('A mouse')
  })

  await test.step('the field undoes what was typed ahead, then the shot', async () => {
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await expect(cards(page)).toHaveCount(4)
  })

  await test.step('Ctrl G, then the name of the scene', async () => {
    await face(page, 2).click()
    await page.keyboard.press('Control+g')
    await page.keyboard.type('Night drive')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await cardsOf(page))[1]!.scene?.name).toBe('Night drive')
  })

  await test.step('M and F2, then the name of the marker', async () => {
    await face(page, 3).click()
    await page.keyboard.press('m')
    await page.keyboard.press('F2')
    await page.keyboard.type('Door, open')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await cardsOf(page))[2]!.markers.map(({ text }) => text)).toEqual(['Door, open'])
  })
  await expect(cards(page)).toHaveCount(4)
  await app.close()
})

test('text typed ahead stays with its shot when the user goes elsewhere', async ({ home }) => {
  const { app, page } = await openStory(home, 'A cat waits.', 'A dog waits.')
  const prompt = field(page, 'What happens')
  await answerLate(app, 500)

  await test.step('another card is clicked before the shot is there', async () => {
    await face(page, 1).click()
    await page.keyboard.press('n')
    await page.keyboard.type('A red car')
    await face(page, 1).click()
    await expect.poll(() => prompts(page)).toEqual(['A cat waits.', 'A red car', 'A dog waits.'])
    await expect(face(page, 1)).toHaveAttribute('aria-pressed', 'true')
    await expect(prompt).toHaveValue('A cat waits.')
    await expect(prompt).not.toBeFocused()
  })

  await test.step('Escape leaves the field: the next key is a command', async () => {
    await page.keyboard.press('n')
    await page.keyboard.type('A boat')
    await page.keyboard.press('Escape')
    await page.keyboard.press('d')
    await expect.poll(() => prompts(page)).toEqual(['A cat waits.', 'A boat', 'A boat', 'A red car', 'A dog waits.'])
    await expect(prompt).not.toBeFocused()
  })

  await test.step('in full screen N leaves it, and the prompt has the text', async () => {
    await face(page, 1).click()
    await page.keyboard.press('f')
    await expect(page.getByRole('region', { name: 'Timeline' })).toHaveCount(0)
    await page.keyboard.press('n')
    await page.keyboard.type('A kite rises')
    await expect(prompt).toBeFocused()
    await expect(prompt).toHaveValue('A kite rises')
    await expect.poll(async () => (await prompts(page))[1]).toBe('A kite rises')
  })

  await test.step('with the details closed, N opens them', async () => {
    await page.keyboard.press('Control+2')
    await expect(prompt).toHaveCount(0)
    await page.keyboard.press('n')
    await page.keyboard.type('A bell')
    await expect(prompt).toBeFocused()
    await expect(prompt).toHaveValue('A bell')
  })

  await test.step('closed in the same moment, the film has the text', async () => {
    await page.keyboard.press('Escape')
    await page.keyboard.press('n')
    await page.keyboard.type('The end')
    await page.keyboard.press('Control+w')
    await expect(page.getByRole('region', { name: 'Timeline' })).toHaveCount(0)
    await page.getByRole('button', { name: /Story/ }).first().click()
    await expect(cards(page)).toHaveCount(8)
    await expect(page.getByText('No film is open.')).toHaveCount(0) // said of what the window still asked of the closed film
    expect(await prompts(page)).toContain('The end')
  })
  await app.close()
})

test('the key after a search is a command for what was found, and no letter', async ({ home }) => {
  const { app, page } = await openStory(home, 'A cat waits.', 'A dog waits.', 'A cat runs.')
  const search = async (words: string, end: string): Promise<void> => {
    await page.keyboard.press('Control+f')
    await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
    await page.keyboard.type(words)
    await page.keyboard.press(end)
  }

  await test.step('from the timeline: all that was found is deleted', async () => {
    await face(page, 2).click()
    await search('cat', 'Control+Enter')
    await page.keyboard.press('Backspace')
    await expect.poll(() => prompts(page)).toEqual(['A dog waits.'])
    await page.keyboard.press('Control+z')
    await expect(cards(page)).toHaveCount(3)
  })

  await test.step('from a field that stays: it does not get the keys', async () => {
    const title = page.getByRole('textbox', { name: 'Name of the film' })
    const before = await title.inputValue()
    await title.click()
    await search('dog', 'Enter')
    await expect(face(page, 2)).toBeFocused()
    await page.keyboard.press('Backspace')
    await expect.poll(() => prompts(page)).toEqual(['A cat waits.', 'A cat runs.'])
    await expect(title).toHaveValue(before)
  })
  await app.close()
})

test('an input method composes across the moment in which the field appears', async ({ home }) => {
  const { app, page } = await openStory(home, 'A cat waits.')
  const prompt = field(page, 'What happens')
  await answerLate(app, 300)
  const session = await page.context().newCDPSession(page)
  const compose = (text: string) =>
    session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  await page.keyboard.press('n')
  await compose('n')
  await page.waitForTimeout(600)
  await expect(prompt).not.toBeFocused() // the composition would be cut
  await compose('ねこ')
  await session.send('Input.insertText', { text: '猫' })
  await expect(prompt).toBeFocused()
  await page.keyboard.type('!')
  await expect.poll(() => prompts(page)).toEqual(['A cat waits.', '猫!'])
  await app.close()
})
