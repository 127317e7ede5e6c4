/** An artist's afternoon: from a script to a drawn animatic and a printed sheet, and after a restart to film at 1080p with sound. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { answerOpen } from './kit/drop-file.ts'
import { draw, sheet, strokesOf } from './kit/drawing.ts'
import { exported, frames, probe } from './kit/exported.ts'
import { cards, face, made, makeAgain } from './kit/hands.ts'
import { launch } from './kit/launch.ts'
import { expect, test } from './kit/studio.ts'
import { cardsOf } from './kit/story.ts'
import { tone } from './kit/tone.ts'
import { studioState } from './kit/window.ts'

const scenes = ['INT. BARN - NIGHT', 'EXT. MEADOW - DAY', 'EXT. SEA - SUNSET']
const who = ['A purple cat', 'A yellow duck', 'A red fox', 'A blue owl', 'A rabbit']
const acts = ['stands still', 'walks to the left', 'jumps up and down', 'runs to the right']

/** Four pages: forty shots in three scenes, every fifth with a line of dialogue. */
function script(): string {
  const shots = Array.from({ length: 40 }, (_, index) => {
    const action = `${who[index % who.length]} ${acts[index % acts.length]}.`
    return index % 5 === 4 ? `${action}\n\nMIA\nIs that shot ${index + 1}?` : action
  })
  const parts = [shots.slice(0, 14), shots.slice(14, 28), shots.slice(28)]
  return ['Title: The Afternoon', ...parts.map((part, index) => `${scenes[index]}\n\n${part.join('\n\n')}`)].join(
    '\n\n'
  )
}

const stacks = (page: Page) => page.locator('[data-stack]')
const drawn = [2, 5, 9, 17, 33]

test('an afternoon, from a script to film', async ({ home }, info) => {
  test.setTimeout(900_000)
  const fountain = join(home, 'afternoon.fountain')
  writeFileSync(fountain, script())
  const before = await launch(home)
  const { app, page } = before

  await test.step('the script becomes a board of 40 cards in three scenes', async () => {
    await answerOpen(app, fountain)
    await page.keyboard.press('Control+i')
    await expect(page.getByText('40 shots in 3 scenes')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(cards(page).first()).toBeVisible()
    expect((await cardsOf(page)).length).toBe(40)
    expect(new Set((await cardsOf(page)).map(({ scene }) => scene?.name))).toEqual(new Set(scenes))
    await face(page, 1).click()
    await page.keyboard.press('b')
    await page.screenshot({ path: info.outputPath('board.png') })
    await page.keyboard.press('Shift+B')
    await expect(stacks(page)).toHaveCount(1)
    await page.keyboard.press('Shift+B')
    await expect(stacks(page)).toHaveCount(0)
    await page.keyboard.press('b')
  })

  await test.step('five sketches are drawn', async () => {
    for (const number of drawn) {
      await page.keyboard.press('Control+f')
      await page.keyboard.type(String(number))
      await page.keyboard.press('Enter')
      await page.keyboard.press('Escape')
      await expect(page.getByRole('heading', { name: `Shot ${number}`, exact: true })).toBeVisible()
      await page.keyboard.press('w')
      await expect(sheet(page, number)).toBeVisible()
      await draw(page, number, [0.2, 0.7], [0.5, 0.3], [0.8, 0.7])
      await draw(page, number, [0.1, 0.75], [0.9, 0.75])
      await page.keyboard.press('w')
      await expect.poll(() => strokesOf(page, number)).toBe(2)
    }
    await page.screenshot({ path: info.outputPath('sketched.png') })
  })

  await test.step('scratch dialogue goes to a card, music under the film', async () => {
    const sound = (name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) })
    await answerOpen(app, tone(join(home, 'scratch.wav'), 2, 660))
    await page.keyboard.press('Shift+A') // the shot at hand is the last that was drawn
    await expect(sound('scratch.wav, Dialogue')).toHaveCount(1, { timeout: 60_000 })
    await page.keyboard.press('Home')
    await answerOpen(app, tone(join(home, 'waltz.wav'), 20))
    await page.getByRole('button', { name: 'Add sound…' }).click()
    await expect(sound('waltz.wav, Music')).toBeVisible({ timeout: 60_000 })
    await page.screenshot({ path: info.outputPath('sound.png') })
  })

  const length = (await cardsOf(page)).reduce((sum, card) => sum + card.length, 0)
  const { film } = await studioState(page)
  const folder = join(film!.path, '..')
  const name = 'The Afternoon'

  await test.step('the animatic goes out, every shot at its length', async () => {
    await page.keyboard.press('Control+e')
    await page.getByRole('radio', { name: 'MP4' }).click()
    await page.getByRole('checkbox', { name: 'Shot number' }).check()
    await page.getByRole('radio', { name: 'Original 288 × 160' }).check({ force: true })
    await page.screenshot({ path: info.outputPath('export.png') })
    await exported(page, 'MP4', 400_000)
    const [pictures, heard] = probe(join(folder, `${name}.mp4`), 'codec_type,nb_read_frames').split('\n')
    expect(pictures).toBe(`video,${length * frames}`)
    expect(heard).toMatch(/^audio/)
  })

  await test.step('a sheet is printed', async () => {
    await page.getByRole('radio', { name: 'Contact sheet' }).click()
    await page.getByLabel('Shots on a page').selectOption('3x4')
    await exported(page, 'Contact sheet')
    const pdf = readFileSync(join(folder, `${name}.pdf`)).toString('latin1')
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(4)
    await page.keyboard.press('Escape')
  })
  await app.close()

  const after = await launch(home, [film!.path])
  await test.step('after a restart all of it is there', async () => {
    const { page } = after
    await expect(cards(page).first()).toBeVisible()
    for (const number of drawn) expect(await strokesOf(page, number)).toBe(2)
    const { tracks, clips } = (await studioState(page)).film!.view.film.sound
    expect(tracks.map(({ kind }) => kind)).toEqual(['dialogue', 'music'])
    expect(clips.map(({ card }) => card !== null).toSorted()).toEqual([false, true])
    await page.screenshot({ path: info.outputPath('restarted.png') })
  })

  await test.step('eight shots are made, two of them again', async () => {
    const { page } = after
    await page.keyboard.press('Home')
    await face(page, 1).click()
    for (let shot = 2; shot <= 8; shot++) await page.keyboard.press('Shift+ArrowDown')
    for (let less = 0; less < 6; less++) await page.keyboard.press('Alt+ArrowDown') // one second each
    await expect
      .poll(async () =>
        (await cardsOf(page))
          .slice(0, 8)
          .map((card) => card.length)
          .join()
      )
      .toBe('1,1,1,1,1,1,1,1')
    await page.keyboard.press('r')
    await expect(page.getByRole('group', { name: 'Generating' })).toBeVisible()
    await made(page)
    for (const again of [2, 5]) {
      await face(page, again).click()
      await makeAgain(page)
    }
    expect((await cardsOf(page)).map((card) => card.takes.length).slice(0, 9)).toEqual([1, 2, 1, 1, 2, 1, 1, 1, 0])
    await page.screenshot({ path: info.outputPath('made.png') })
  })

  await test.step('what is made goes out at 1080p, with sound', async () => {
    const { page } = after
    await page.keyboard.press('Control+e')
    await page.getByRole('radio', { name: 'MP4' }).click()
    await page.getByLabel('Shots that are not made').selectOption('Not made: leave out')
    await page.getByRole('radio', { name: '1080p 1920 × 1080' }).check({ force: true })
    await page.screenshot({ path: info.outputPath('delivered.png') })
    await exported(page, 'MP4', 400_000)
    const [pictures, heard] = probe(join(folder, `${name}.mp4`), 'codec_type,width,height,nb_read_frames').split('\n')
    expect(pictures).toBe(`video,1920,1080,${8 * frames}`)
    expect(heard).toMatch(/^audio/)
  })
  await after.app.close()
})
