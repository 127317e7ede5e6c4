/** An edited cut, dropped or chosen: a preview tells what becomes of each shot; then it is one step of undo. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { blameless } from './kit/blameless.ts'
import { answerOpen, letGo } from './kit/drop-file.ts'
import { writeStoryboard } from './kit/film-files.ts'
import { cards, face } from './kit/hands.ts'
import { launch } from './kit/launch.ts'
import { expect, test } from './kit/studio.ts'
import { filmState } from './kit/window.ts'

const lines = (...events: readonly string[]): string => ['TITLE: Story', 'FCM: NON-DROP FRAME', ...events].join('\r\n')
const gap = (number: number, from: string, to: string, shot: string): string =>
  `00${number}  BL       V     C        00:00:00:00 00:00:04:00 ${from} ${to}\r\n* COMMENT: SHOT: ${shot} NOT MADE`

/** Shot 3 before 1, 1 half a second too short, 2 left out, a clip of another film, a dissolve. */
const edited = lines(
  gap(1, '01:00:00:00', '01:00:04:00', '3'),
  gap(2, '01:00:04:00', '01:00:07:12', '1'),
  '003  AX       V     C        00:00:00:00 00:00:02:00 01:00:07:12 01:00:09:12',
  '* FROM CLIP NAME: Fireworks.mov',
  '004  AX       V     D    012 00:00:00:00 00:00:01:00 01:00:09:12 01:00:10:12',
  '* TO CLIP NAME: Smoke.mov'
)
const prompts = ['A purple cat waits.', 'A dog waits.', 'The moon rises.']

test('an edited cut changes the film in one undo step', async ({ home }, info) => {
  const [film, cut] = [join(home, 'Story.throughline'), join(home, 'edited.edl')]
  writeStoryboard(film, 'Story', prompts)
  writeFileSync(cut, edited)
  const { app, page } = await launch(home, [film])
  const dialog = page.getByRole('dialog', { name: 'Take an edited cut back' })
  const shots = async (): Promise<unknown> =>
    (await filmState(page)).view.film.cards.map(({ prompt, title, length }) => [prompt || title, length])
  await face(page, 1).click()

  await test.step('dropped, it shows what becomes of each shot, and what is not taken in', async () => {
    await letGo(page, cut)
    await expect(dialog.getByRole('listitem').filter({ hasText: 'The moon rises.' })).toContainText('moved · was 3')
    await expect(dialog.getByRole('listitem').filter({ hasText: 'A purple cat' })).toContainText('rounded by 0.5 s')
    await expect(dialog.getByText('Transitions')).toBeVisible()
    await expect(dialog.getByRole('combobox', { name: 'Frames a second' })).toHaveValue('24')
    await page.screenshot({ path: info.outputPath('recut.png') })
    await blameless(page)
  })

  await test.step('cancelled, it changes nothing', async () => {
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    expect(await shots()).toEqual(prompts.map((prompt) => [prompt, 4]))
  })

  await test.step('chosen by the menu and accepted, the film is so', async () => {
    await answerOpen(app, cut)
    await page.keyboard.press('Control+i')
    await dialog.getByRole('button', { name: 'Change the film' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(cards(page)).toHaveCount(5)
    expect(await shots()).toEqual([
      ['The moon rises.', 4],
      ['A purple cat waits.', 4],
      ['A dog waits.', 4],
      ['Fireworks', 2],
      ['Smoke', 1]
    ])
    await page.screenshot({ path: info.outputPath('after.png') })
  })

  await test.step('one undo step brings all of it back', async () => {
    await page.keyboard.press('Control+z')
    await expect(cards(page)).toHaveCount(3)
    expect(await shots()).toEqual(prompts.map((prompt) => [prompt, 4]))
    expect((await filmState(page)).redo?.what).toBe('recut')
  })

  await test.step('it is told in German', async () => {
    await page.getByRole('button', { name: 'Menu', exact: true }).click()
    await page.getByRole('menuitemradio', { name: 'Deutsch' }).click()
    await expect(page.getByRole('menu')).toHaveCount(0)
    await letGo(page, cut)
    const german = page.getByRole('dialog', { name: 'Schnitt zurückholen' })
    await expect(german.getByRole('listitem').filter({ hasText: 'verschoben · war 3' })).toBeVisible()
    await page.screenshot({ path: info.outputPath('german.png') })
    await blameless(page)
  })
  await app.close()
})

test('a cut that cannot be read, or without a film, says why', async ({ home }) => {
  const cut = join(home, 'edited.edl')
  writeFileSync(cut, edited.replace('NON-DROP', 'DROP'))
  const { app, page } = await launch(home)
  const dialog = page.getByRole('dialog', { name: 'Take an edited cut back' })
  await letGo(page, cut)
  await expect(dialog.getByRole('alert')).toContainText('Open its film, then the cut.')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'New film', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Menu', exact: true })).toBeVisible()
  await letGo(page, cut)
  await expect(dialog.getByRole('alert')).toContainText('drop-frame timecode')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await app.close()
})
