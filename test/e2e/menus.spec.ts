/** Context menus, the menu key and F6; and that each part of the window names the shot it shows. */
import { join } from 'node:path'
import { writeStoryboard } from './kit/film-files.ts'
import { cards, face } from './kit/hands.ts'
import { blameless } from './kit/blameless.ts'
import { launch } from './kit/launch.ts'
import { expect, test } from './kit/studio.ts'

test('context menus, and moving the focus between parts', async ({ home }, info) => {
  const film = join(home, 'Story.throughline')
  writeStoryboard(film, 'Story', ['A purple cat waits.', 'A dog waits.', 'A fox waits.'])
  const { app, page } = await launch(home, [film])
  const menu = page.getByRole('menu')
  const details = page.getByRole('complementary', { name: 'Shot details' })

  await test.step('over a shot: its menu; the shot becomes the current one', async () => {
    await face(page, 1).click()
    await face(page, 2).click({ button: 'right' })
    await expect(menu).toBeVisible()
    await expect(face(page, 2)).toHaveAttribute('aria-pressed', 'true')
    await expect(face(page, 1)).toHaveAttribute('aria-pressed', 'false')
    await expect(page.getByText('Shot 2 will remember')).toBeVisible() // the playhead moved, too
    await blameless(page)
    await page.screenshot({ path: info.outputPath('menu.png') })
    await menu.getByRole('menuitem', { name: 'Duplicate shot 2' }).click()
    await expect(cards(page)).toHaveCount(4)
    await expect(face(page, 3)).toHaveAccessibleName(/A dog waits/)
    await page.keyboard.press('Control+z')
    await expect(cards(page)).toHaveCount(3)
  })

  await test.step('over one of several selected shots: a menu for all of them', async () => {
    await face(page, 1).click()
    await face(page, 2).click({ modifiers: ['Shift'] })
    await expect(details.getByRole('heading', { name: '2 shots selected' })).toBeVisible()
    await expect(details).toContainText('Below: shot 2, at the playhead.')
    await expect(details.getByRole('button', { name: 'Make 2 shots again' })).toBeVisible()
    await face(page, 2).click({ button: 'right' })
    await menu.getByRole('menuitem', { name: 'Delete 2 shots' }).click()
    await expect(cards(page)).toHaveCount(1)
    await page.keyboard.press('Control+z')
    await expect(cards(page)).toHaveCount(3)
  })

  await test.step('over the empty timeline: of the film; menu key: of the focused shot', async () => {
    const list = (await page.locator('[data-timeline]').boundingBox())!
    await page.mouse.click(list.x + list.width - 20, list.y + list.height - 40, { button: 'right' })
    await menu.getByRole('menuitem', { name: /New card/ }).click()
    await expect(cards(page)).toHaveCount(4)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+z')
    await face(page, 3).focus()
    await page.keyboard.press('Shift+F10')
    await expect(menu).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(menu).toHaveCount(0)
  })

  await test.step('over text: the system’s cut, copy and paste', async () => {
    await app.evaluate(({ Menu }) => {
      const build = Menu.buildFromTemplate
      Menu.buildFromTemplate = (template) => {
        Object.assign(globalThis, { offered: template.map(({ role, label, enabled }) => [role, label, enabled]) })
        const made = build(template)
        made.popup = () => {} // a real popup would wait for a choice
        return made
      }
    })
    const prompt = page.getByLabel('What happens')
    await prompt.click()
    await prompt.selectText()
    await prompt.click({ button: 'right' })
    const offered = (): Promise<unknown> => app.evaluate(() => (globalThis as { offered?: unknown }).offered)
    await expect.poll(offered).toContainEqual(['paste', 'Paste', expect.any(Boolean)])
    expect(await menu.count()).toBe(0)
  })

  await test.step('F6 moves between parts, out of a text, too, and to the current shot', async () => {
    await face(page, 2).click()
    await page.getByLabel('What happens').focus()
    await page.keyboard.press('F6')
    await expect(face(page, 2)).toBeFocused()
    await page.keyboard.press('Shift+F6')
    await expect(details.locator(':focus')).toHaveCount(1)
  })

  await test.step('words unknown to the model are listed', async () => {
    await face(page, 3).click()
    await expect(details).toContainText('Not among the words it was taught: fox.')
    await face(page, 1).click()
    await expect(details).not.toContainText('Not among the words')
  })

  await test.step('split and marker by mouse; the memory strip names its shot', async () => {
    await page.getByRole('button', { name: 'Set or remove a marker at the playhead' }).click()
    await expect(page.getByRole('button', { name: /^Marker at/ })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Shot 1 will remember' })).toBeVisible()
  })
})

test('the menu bar’s commands apply to the text while a field has the focus', async ({ home }) => {
  const film = join(home, 'Story.throughline')
  writeStoryboard(film, 'Story', ['A purple cat waits.', 'A dog waits.'])
  const { app, page } = await launch(home, [film])
  /** Chooses an item of the menu bar's Edit menu. @returns its label */
  const choose = (label: RegExp): Promise<string> =>
    app.evaluate(({ Menu }, pattern) => {
      const items = Menu.getApplicationMenu()!.items.flatMap(({ submenu }) => submenu?.items ?? [])
      const item = items.find(({ label, enabled }) => enabled && new RegExp(pattern).test(label))!
      item.click()
      return item.label
    }, label.source)
  const prompt = page.getByLabel('What happens')
  await face(page, 1).click()
  await expect(prompt).toHaveValue('A purple cat waits.')

  await test.step('cut, paste, copy, delete', async () => {
    await prompt.click()
    await choose(/^Select all$/)
    expect(await prompt.evaluate((field: HTMLTextAreaElement) => field.selectionEnd)).toBe(19)
    await choose(/^Cut/)
    await expect(prompt).toHaveValue('')
    await expect(cards(page)).toHaveCount(2)
    await choose(/^Paste/)
    await choose(/^Paste/)
    await expect(prompt).toHaveValue('A purple cat waits.A purple cat waits.')
    await page.keyboard.press('Control+Shift+Home')
    await expect.poll(() => choose(/^Delete/)).toBe('Delete') // its label names no shot
    await expect(prompt).toHaveValue('')
    await expect(cards(page)).toHaveCount(2)
  })

  await test.step('undo and redo of the text, as long as it has own edits', async () => {
    await choose(/^Undo/)
    await expect(prompt).toHaveValue('A purple cat waits.A purple cat waits.')
    await choose(/^Redo/)
    await expect(prompt).toHaveValue('')
    await expect(cards(page)).toHaveCount(2)
  })

  await test.step('in a dialog’s field, too, where the film stays unchanged', async () => {
    await page.keyboard.press('Control+f')
    const sought = page.getByRole('dialog').locator('input')
    await sought.fill('dog')
    await choose(/^Select all$/)
    await choose(/^Delete/)
    await expect(sought).toHaveValue('')
    await choose(/^Undo/)
    await expect(sought).toHaveValue('dog')
    await page.keyboard.press('Escape')
    await expect(cards(page)).toHaveCount(2)
  })

  await test.step('otherwise they apply to the shots', async () => {
    await face(page, 2).click()
    await expect.poll(() => choose(/^Delete/)).toBe('Delete shot 2')
    await expect(cards(page)).toHaveCount(1)
  })
  await app.close()
})
