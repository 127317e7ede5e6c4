/** Typed text goes into the field it was typed in, however fast the user continues, and with any input method. */
import { join } from 'node:path'
import { writeStoryboard } from './kit/film-files.ts'
import { cards, face } from './kit/hands.ts'
import { filmState } from './kit/window.ts'
import { expect, test } from './kit/studio.ts'
import { field, cardsOf, openStory } from './kit/story.ts'

const fields = ['What happens', 'Title', 'Notes', 'Dialogue', 'Shot number'] as const

test('typed text changes only its shot, even if the next is clicked at once', async ({ home }) => {
  const { app, page } = await openStory(home, 'A purple cat waits.', 'A dog waits.', 'An owl waits.')
  let turn = 0
  for (const name of fields)
    for (const pause of [0, 30, 120, 300, 360]) {
      const [here, there] = turn % 2 === 0 ? [1, 2] : [2, 3]
      await face(page, here).click()
      const before = await cardsOf(page)
      await field(page, name).click()
      await page.keyboard.type(`m${++turn}`)
      await page.waitForTimeout(pause)
      await face(page, there).click()
      await page.waitForTimeout(450)
      const after = await cardsOf(page)
      expect(after[there - 1], `${name}, after ${pause} ms`).toEqual(before[there - 1])
      expect(JSON.stringify(after[here - 1]), `${name}, after ${pause} ms`).toContain(`m${turn}`)
    }
  await app.close()
})

test('a click beside a menu acts on its target: typing there is no command', async ({ home }) => {
  const { app, page } = await openStory(home, 'A purple cat waits.', 'A dog waits.')
  const floats: Record<string, () => Promise<void>> = {
    'the film’s menu': () => page.getByRole('button', { name: 'Menu', exact: true }).click(),
    'a shot’s menu': () => face(page, 2).click({ button: 'right' })
  }
  for (const [name, open] of Object.entries(floats)) {
    await open()
    await expect(page.getByRole('menu')).toBeVisible()
    const { x, y } = (await field(page, 'What happens').boundingBox())!
    await page.mouse.click(x + 20, y + 15)
    await page.keyboard.type('nd', { delay: 40 })
    await expect(page.getByRole('menu'), name).toHaveCount(0)
    await expect(field(page, 'What happens'), name).toBeFocused()
    await expect(field(page, 'What happens'), name).toHaveValue(/nd/)
  }
  await expect(cards(page)).toHaveCount(2)
  await app.close()
})

test('a press acts on its target, even if that moves before the release', async ({ home }) => {
  const { app, page } = await openStory(home, 'A purple cat waits.')
  const note = page.getByText(/Taken out, as nobody would see it/)
  const [card] = await cardsOf(page)
  const longer = page.getByRole('button', { name: 'One second longer', exact: true })
  for (const pulled of [false, true]) {
    await field(page, 'What happens').click()
    await page.keyboard.insertText('purple\u0007 \u202ecat ') // shows a note of two lines
    await expect(note).toBeVisible()
    const { x, y, width, height } = (await longer.boundingBox())!
    await page.mouse.move(x + width / 2, y + height - 2)
    await page.mouse.down()
    await expect(note).toHaveCount(0) // everything below has moved up
    if (pulled) await page.mouse.move(x + width / 2, y + height + 60)
    await page.mouse.up()
    await expect.poll(async () => (await cardsOf(page))[0]!.length).toBe(card!.length + 1) // not pressed again when released outside
  }
  await app.close()
})

test('letters typed for a field that disappeared are no commands', async ({ home }) => {
  const { app, page } = await openStory(home, 'A purple cat waits.', 'A dog waits.')
  await face(page, 2).click()
  await field(page, 'Notes').click()
  await page.keyboard.type('Slow')
  const { session, view } = await filmState(page)
  await page.evaluate(
    ([session, card]) => {
      const edit = { type: 'removeCards' as const, cards: [card] }
      return window.throughline.command({ type: 'film.edit', session, edit, burst: null })
    },
    [session, view.film.cards[1]!.id] as const
  )
  await page.keyboard.type('nndn', { delay: 30 })
  await expect(cards(page)).toHaveCount(1)
  await page.waitForTimeout(800) // after a pause the next key is a command again
  await page.keyboard.press('n')
  await expect(cards(page)).toHaveCount(2)
  await app.close()
})

test('a film closed while typing has the whole text', async ({ home }) => {
  const { app, page } = await openStory(home, 'A purple cat waits.')
  await field(page, 'Notes').click()
  await page.keyboard.type('Slowly')
  await page.getByRole('textbox', { name: 'Name of the film' }).click()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('The last train')
  await page.keyboard.press('Control+w')
  await page
    .getByRole('button', { name: /The last train/ })
    .first()
    .click()
  await expect(cards(page)).toHaveCount(1)
  const { title, cards: all } = (await filmState(page)).view.film
  expect([title, all[0]!.notes]).toEqual(['The last train', 'Slowly'])
  await app.close()
})

test('opening a film from outside saves all text of the previous one', async ({ home }) => {
  const other = join(home, 'Other.throughline')
  writeStoryboard(other, 'Other', ['A dog waits.', 'A fox waits.'])
  const { app, page } = await openStory(home, 'A purple cat waits.')
  const outside = (path: string): Promise<unknown> =>
    app.evaluate(({ app }, path) => app.emit('second-instance', {}, ['throughline', path], '/'), path)
  await field(page, 'Notes').click()
  await page.keyboard.type('Slowly')
  await outside(other)
  await expect(cards(page)).toHaveCount(2)
  await outside(join(home, 'Story.throughline'))
  await expect(cards(page)).toHaveCount(1)
  expect((await cardsOf(page))[0]!.notes).toBe('Slowly')
  await app.close()
})

test('input method keys are no commands; text has the right direction', async ({ home }) => {
  const { app, page } = await openStory(home, 'A purple cat waits.', 'A dog waits.')
  const method = await page.context().newCDPSession(page)
  const compose = (text: string) =>
    method.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  /** A key event as Chromium sends it when the input method has handled the key. */
  const taken = (key: string, code = key) =>
    method.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, code, windowsVirtualKeyCode: 229 })

  await test.step('Enter and Escape end the composition, not the field', async () => {
    for (const name of ['Title', 'Name of the film']) {
      const box = name === 'Title' ? field(page, name) : page.getByRole('textbox', { name })
      await box.click()
      await page.keyboard.press('Control+a')
      await compose('ねこ')
      await taken('Enter')
      await taken('Escape')
      await expect(box).toBeFocused()
      await method.send('Input.insertText', { text: '猫' })
      await expect(box).toHaveValue('猫')
      await page.keyboard.press('Enter')
      await expect(box).not.toBeFocused()
    }
    await expect.poll(async () => (await filmState(page)).view.film.title).toBe('猫')
    expect((await cardsOf(page))[0]!.title).toBe('猫')
  })

  await test.step('in the prompt they neither choose a name nor move on', async () => {
    await face(page, 1).dblclick()
    await expect(field(page, 'What happens')).toBeFocused()
    await compose('いぬ')
    await taken('Escape')
    await method.send('Input.dispatchKeyEvent', {
      ...{ type: 'rawKeyDown', key: 'Enter', code: 'Enter', modifiers: 2, windowsVirtualKeyCode: 229 }
    })
    await expect(field(page, 'What happens')).toBeFocused()
    await method.send('Input.insertText', { text: '犬' })
    await expect(field(page, 'What happens')).toHaveValue('A purple cat waits.犬')
  })

  await test.step('Arabic is right-to-left in field and card', async () => {
    await page.keyboard.press('Control+a')
    await page.keyboard.insertText('قطة تمشي في الغابة')
    const direction = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).direction)
    expect(await direction('textarea[data-prompt]')).toBe('rtl')
    await page.keyboard.press('Escape')
    await field(page, 'Title').fill('')
    await page.keyboard.press('Enter')
    await expect.poll(() => direction('.card .words')).toBe('rtl')
  })
  await app.close()
})

test('cards by keyboard; names and pasted lines become characters and shots', async ({ home }) => {
  const { app, page } = await openStory(home, 'A purple cat waits.', 'A dog waits.')
  const prompt = field(page, 'What happens')
  const prompts = async () => (await cardsOf(page)).map((each) => each.prompt)

  await test.step('Enter edits the prompt, Ctrl Enter the next one, or adds a shot', async () => {
    await face(page, 1).focus()
    await page.keyboard.press('Enter')
    await expect(prompt).toBeFocused()
    await page.keyboard.type(' Still.')
    await page.keyboard.press('Control+Enter')
    await expect(prompt).toHaveValue('A dog waits.')
    await page.keyboard.type(' Still.')
    await page.keyboard.press('Control+Enter')
    await expect(prompt).toHaveValue('')
    await page.keyboard.type('@mia comes.')
    await expect.poll(prompts).toEqual(['A purple cat waits. Still.', 'A dog waits. Still.', '@mia comes.'])
  })

  await test.step('an unknown name can be added in place, and is not removed unasked', async () => {
    await page.getByRole('button', { name: 'Add @mia to the cast' }).click()
    await page.keyboard.type('a white cat')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Reads: A white cat comes.')).toBeVisible()
    await page.getByRole('button', { name: 'Change @mia' }).click()
    await page.getByRole('button', { name: 'Remove', exact: true }).click()
    await expect(page.getByText('Shot 3 names @mia.')).toBeVisible()
    await page.getByRole('button', { name: 'Keep', exact: true }).click()
    await page.keyboard.press('Escape')
    expect((await filmState(page)).view.film.cast).toHaveLength(1)
  })

  await test.step('shots are pasted elsewhere as text, and text here as shots', async () => {
    await face(page, 3).click()
    await page.keyboard.press('Control+c')
    const clipboard = () => app.evaluate(({ clipboard }) => clipboard.readText())
    await expect.poll(clipboard).toBe('@mia = a white cat\n\n## 1. (4 s)\n@mia comes.\n')
    await page.keyboard.press('Control+v')
    await expect(cards(page)).toHaveCount(4)
    await app.evaluate(({ clipboard }) => clipboard.writeText('1. It rains.\n2. It snows.'))
    await page.keyboard.press('Control+v')
    await expect
      .poll(prompts)
      .toEqual([
        ...['A purple cat waits. Still.', 'A dog waits. Still.', '@mia comes.', '@mia comes.', 'It rains.', 'It snows.']
      ])
  })

  await test.step('lines pasted into a prompt stay text, or become shots', async () => {
    await app.evaluate(({ clipboard }) => clipboard.writeText('An owl sleeps.\nIt wakes.\nIt flies.'))
    await face(page, 6).click()
    await page.keyboard.press('n')
    await expect(prompt).toHaveValue('')
    await page.keyboard.press('Control+v')
    await expect(prompt).toHaveValue('An owl sleeps.\nIt wakes.\nIt flies.')
    await page.getByRole('button', { name: 'Make 3 shots of them' }).click()
    await expect(cards(page)).toHaveCount(9)
    expect((await prompts()).slice(6)).toEqual(['An owl sleeps.', 'It wakes.', 'It flies.'])
  })

  await test.step('a dropped file or shot list becomes shots after consent', async () => {
    await page.evaluate(() => {
      const dropped = new DataTransfer()
      dropped.items.add(new File(['## Rain (2 s)\nIt rains hard.\n'], 'rain.shots'))
      const place = { bubbles: true, cancelable: true, dataTransfer: dropped }
      document.body.dispatchEvent(new DragEvent('dragover', place))
      document.body.dispatchEvent(new DragEvent('drop', place))
    })
    await page.getByRole('button', { name: 'Import 1 shot' }).click()
    await expect(cards(page)).toHaveCount(10)
    expect(await prompts()).toContain('It rains hard.')
  })

  await test.step('another encoding is read and reported; a binary file is refused', async () => {
    const drop = (bytes: number[]): Promise<unknown> =>
      page.evaluate((bytes) => {
        const dropped = new DataTransfer()
        dropped.items.add(new File([new Uint8Array(bytes)], 'cafe.txt'))
        document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: dropped }))
      }, bytes)
    await drop([...Buffer.from('A small café opens.\n', 'latin1')])
    await expect(page.getByText('cafe.txt was read as Windows-1252.')).toBeVisible()
    await page.getByRole('button', { name: 'Import 1 shot' }).click()
    await expect.poll(prompts).toContain('A small café opens.') // the card may be outside the visible timeline
    await drop([0x89, 0x50, 0, 0x81, 0x8d, 0, 0xff])
    await expect(page.getByText('This is no text, or not in UTF-8, UTF-16 or Windows-1252.')).toBeVisible()
    expect(await prompts()).toHaveLength(11)
  })

  await test.step('text dragged from another program becomes shots; over a field, its text', async () => {
    const drag = (on: string, own = false): Promise<boolean> =>
      page.evaluate(
        ([on, own]) => {
          const dropped = new DataTransfer()
          dropped.setData('text/plain', 'A lamp goes out.\nThe dog barks.\n')
          const place = { bubbles: true, cancelable: true, dataTransfer: dropped }
          const target = document.querySelector(on)!
          if (own) target.dispatchEvent(new DragEvent('dragstart', place))
          const takes = !target.dispatchEvent(new DragEvent('dragover', place))
          target.dispatchEvent(new DragEvent('drop', place))
          if (own) target.dispatchEvent(new DragEvent('dragend', place))
          return takes
        },
        [on, own] as const
      )
    expect(await drag('textarea')).toBe(false) // the browser's default: into the text
    await expect(page.getByRole('button', { name: 'Make 2 shots of them' })).toBeVisible()
    expect(await drag('main', true)).toBe(false) // dragged from a field of this window
    expect(await prompts()).toHaveLength(11)
    expect(await drag('main')).toBe(true)
    await expect.poll(async () => (await prompts()).length).toBe(13)
    expect(await prompts()).toEqual(expect.arrayContaining(['A lamp goes out.', 'The dog barks.']))
  })
  await app.close()
})
