/** Scripts, dropped or chosen: a preview is shown first; then they become shots, in one undo step. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import type { Page } from '@playwright/test'
import { csv, fountain, storyboarder } from '../app/exchange/script/kit/samples.ts'
import { cards, face } from './kit/hands.ts'
import { blameless } from './kit/blameless.ts'
import { answerOpen, letGo } from './kit/drop-file.ts'
import { launch } from './kit/launch.ts'
import { filmState } from './kit/window.ts'
import { expect, test } from './kit/studio.ts'
import { writeStoryboard } from './kit/film-files.ts'

const plan = async (page: Page) =>
  (await filmState(page)).view.film.cards.map(({ shot, scene, title, prompt, dialogue }) => [
    ...[shot, scene?.name, title, prompt, dialogue]
  ])

test('a Fountain script becomes cards after the current shot, in one undo step', async ({ home }, info) => {
  const film = join(home, 'Story.throughline')
  writeStoryboard(film, 'Story', ['A purple cat waits.', 'A dog waits.'])
  const script = join(home, 'night.fountain')
  writeFileSync(script, fountain)
  const { app, page } = await launch(home, [film])
  const dialog = page.getByRole('dialog', { name: 'Import a script' })
  await face(page, 1).click()

  await test.step('dropped, it shows a preview', async () => {
    await letGo(page, script)
    await expect(dialog.getByText('4 shots in 2 scenes')).toBeVisible()
    await expect(dialog.getByRole('listitem').filter({ hasText: 'The doors close.' })).toContainText('12A')
    await expect(dialog.getByText('line 26: “CUT TO:”')).toBeVisible()
    await expect(dialog.getByText(/^Lengths are estimated/)).toBeVisible()
    await page.screenshot({ path: info.outputPath('fountain.png') })
    await blameless(page)
  })

  await test.step('cancelled, it changes nothing', async () => {
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    expect(await plan(page)).toHaveLength(2)
  })

  await test.step('chosen by the menu, it is added after the current shot', async () => {
    await answerOpen(app, script)
    await page.keyboard.press('Control+i')
    await expect(dialog.getByRole('radio', { name: 'Into this film, after shot 1' })).toBeChecked()
    await page.keyboard.press('Enter')
    await expect(dialog).toHaveCount(0)
    await expect(cards(page)).toHaveCount(6)
    expect((await plan(page)).slice(1, 3)).toEqual([
      [
        ...['12', 'INT. STATION - NIGHT', '', 'Rain on the glass roof. MIA runs fast along the platform.'],
        'MIA: (out of breath) Wait! Please!\nCONDUCTOR (O.S.): Too late.'
      ],
      ['12A', 'INT. STATION - NIGHT', '', 'The doors close.', '']
    ])
    await expect(page.getByRole('heading', { name: '4 shots selected' })).toBeVisible() // all new shots
    await expect(face(page, 2)).toBeFocused()
    await expect(page.getByRole('button', { name: 'Scene “INT. STATION - NIGHT”: 2 shots' })).toBeVisible()
    await page.screenshot({ path: info.outputPath('imported.png') })
  })

  await test.step('one undo step removes all of it', async () => {
    await page.keyboard.press('Control+z')
    await expect(cards(page)).toHaveCount(2)
    expect((await filmState(page)).redo).toEqual({ what: 'bringCards', count: 4 })
  })

  await test.step('the preview is shown in German', async () => {
    await page.getByRole('button', { name: 'Menu', exact: true }).click()
    await page.getByRole('menuitemradio', { name: 'Deutsch' }).click()
    await expect(page.getByRole('menu')).toHaveCount(0)
    await letGo(page, script)
    const german = page.getByRole('dialog', { name: 'Drehbuch importieren' })
    await expect(german.getByText('Zeile 26: „CUT TO:“')).toBeVisible()
    await page.screenshot({ path: info.outputPath('german.png') })
    await blameless(page)
  })
  await app.close()
})

test('a table is imported with the chosen columns, into a new film', async ({ home }, info) => {
  const table = join(home, 'night.csv')
  writeFileSync(table, csv)
  const { app, page } = await launch(home)
  const dialog = page.getByRole('dialog', { name: 'Import a script' })
  await letGo(page, table)
  await expect(dialog.getByRole('combobox', { name: 'Column Description' })).toHaveValue('action')
  await dialog.getByRole('combobox', { name: 'Column Camera' }).selectOption({ label: 'Dialogue' })
  await dialog.getByRole('combobox', { name: 'Column Start TC' }).selectOption({ label: 'Title' })
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Rain on' })).toContainText('Crane')
  await page.screenshot({ path: info.outputPath('table.png') })
  await blameless(page)
  await dialog.getByRole('button', { name: 'Import 3 shots' }).click()
  await expect(cards(page)).toHaveCount(3)
  const { title } = (await filmState(page)).view.film
  expect([title, (await plan(page))[0]]).toEqual([
    'night',
    ['1A', 'Station', '01:00:00:00', 'Rain on the "glass" roof.\nIt pours.', 'MIA: Wait!\nCrane']
  ])

  await test.step('a new film is created; the open one stays unchanged', async () => {
    const script = join(home, 'train.fountain')
    writeFileSync(script, fountain)
    const before = (await filmState(page)).path
    await letGo(page, script)
    await dialog.getByText('A new film').click()
    await dialog.getByRole('button', { name: 'Import 4 shots' }).click()
    await expect(cards(page)).toHaveCount(4)
    await expect(dialog).toHaveCount(0)
    const { path, view, undo } = await filmState(page)
    expect([view.film.title, undo?.what]).toEqual(['The Night Train', 'bringCards'])
    expect(path).not.toBe(before)
  })
  await app.close()
})

test('a storyboard is imported with pictures; a damaged script is reported', async ({ home }) => {
  const board = join(home, 'night.storyboarder')
  writeFileSync(board, storyboarder)
  mkdirSync(join(home, 'images'))
  const pixels = new Uint8Array(64 * 36 * 4).fill(120)
  const png = await Transformer.fromRgbaPixels(pixels, 64, 36).png()
  writeFileSync(join(home, 'images', 'board-1-A1.png'), png)
  const { app, page } = await launch(home)
  const dialog = page.getByRole('dialog', { name: 'Import a script' })
  await letGo(page, board)
  await expect(dialog.getByText('Sketch')).toHaveCount(1)
  await expect(dialog.getByText('“1.wav”')).toBeVisible()
  await dialog.getByRole('button', { name: 'Import 2 shots' }).click()
  await expect(cards(page)).toHaveCount(2)
  const sketches = (await filmState(page)).view.film.cards.map(({ sketch }) => sketch)
  expect(sketches).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), null])
  await face(page, 1).click()
  await expect(
    page.getByRole('region', { name: 'Player' }).getByRole('img', { name: 'Sketch of shot 1A' })
  ).toBeVisible()

  writeFileSync(join(home, 'bad.fdx'), '<FinalDraft><Content>')
  await letGo(page, join(home, 'bad.fdx'))
  await expect(dialog.getByRole('alert')).toContainText('This is no Final Draft script, or it is damaged')
  await page.keyboard.press('Escape')
  await expect(cards(page)).toHaveCount(2)
  await app.close()
})
