/** Player, details and memory strip show the same shot, the current one, and every command acts on it: docs/shot-at-hand.md. */
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { writeStoryboard } from './kit/film-files.ts'
import { cards, face } from './kit/hands.ts'
import { launch } from './kit/launch.ts'
import { filmState } from './kit/window.ts'
import { expect, test } from './kit/studio.ts'

const details = (page: Page) => page.getByRole('complementary', { name: 'Shot details' })

/** The shots that the window shows: in the details, the memory strip, the selected cards and the player's slate. */
async function spokenOf(page: Page): Promise<unknown> {
  return {
    details: await details(page).getByRole('heading', { level: 2 }).innerText(),
    memory: await page.getByRole('heading', { name: /will remember$/ }).innerText(),
    cards: await page
      .locator('[data-shot][aria-pressed="true"]')
      .evaluateAll((all) => all.map((face) => face.ariaLabel)),
    player: await page.getByRole('region', { name: 'Player' }).locator('.number').innerText()
  }
}
const only = (number: number, prompt: string) => ({
  details: `Shot ${number}`,
  memory: `Shot ${number} will remember`,
  cards: [expect.stringContaining(prompt)],
  player: `Shot ${number}`
})

test('there is one current shot, whatever moves the playhead', async ({ home }, info) => {
  const film = join(home, 'Story.throughline')
  writeStoryboard(film, 'Story', ['A cat waits.', 'A dog waits.', 'A fox waits.', 'An owl waits.'])
  const { app, page } = await launch(home, [film])
  const speaksOf = (number: number, prompt: string): Promise<void> =>
    expect.poll(() => spokenOf(page)).toEqual(only(number, prompt))

  await test.step('after playing, the last played shot is current', async () => {
    await face(page, 1).click()
    await speaksOf(1, 'A cat')
    for (let press = 0; press < 4; press++) await page.keyboard.press('l')
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
    await speaksOf(4, 'An owl')
    await page.screenshot({ path: info.outputPath('played.png') })
  })

  await test.step('and keys act on it', async () => {
    await page.keyboard.press('Backspace')
    await expect(cards(page)).toHaveCount(3)
    expect((await filmState(page)).view.film.cards.map(({ prompt }) => prompt)).toEqual([
      ...['A cat waits.', 'A dog waits.', 'A fox waits.']
    ])
    await speaksOf(3, 'A fox')
    await page.keyboard.press('Control+z')
    await speaksOf(4, 'An owl')
  })

  await test.step('after scrubbing, Home and Escape', async () => {
    const ruler = (await page.locator('.ruler').boundingBox())!
    const dog = (await face(page, 2).boundingBox())!
    await page.mouse.click(dog.x + dog.width / 2, ruler.y + 12)
    await speaksOf(2, 'A dog')
    await page.keyboard.press('Escape')
    await speaksOf(2, 'A dog')
    await page.keyboard.press('Home')
    await speaksOf(1, 'A cat')
  })

  await test.step('a dialog that returns the focus to a card keeps the current shot', async () => {
    await face(page, 1).click() // its card has the focus, and keeps it
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await speaksOf(3, 'A fox')
    await page.keyboard.press('Control+f')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(face(page, 1)).toBeFocused()
    await speaksOf(3, 'A fox')
    await page.keyboard.press('Tab') // moving the focus selects the card
    await speaksOf(2, 'A dog')
    await page.keyboard.press('Control+f')
    await page.keyboard.type('4')
    await page.keyboard.press('Enter')
    await expect(face(page, 4)).toBeFocused() // the found shot gets it
    await speaksOf(4, 'An owl')
    await page.keyboard.press('Home')
  })

  await test.step('a moved shot stays current', async () => {
    await page.keyboard.press('Alt+ArrowRight')
    await speaksOf(2, 'A cat')
    await page.keyboard.press('Control+z')
    await speaksOf(1, 'A cat')
  })

  await test.step('menus name what they act on', async () => {
    await face(page, 3).click({ button: 'right' })
    for (const name of ['Delete shot 3', 'Make shot 3 again', 'Remake from shot 3 on', 'Duplicate shot 3'])
      await expect(page.getByRole('menuitem', { name })).toBeVisible()
    await page.screenshot({ path: info.outputPath('menu.png') })
    await page.keyboard.press('Escape')
    const native = (): Promise<string[]> =>
      app.evaluate(({ Menu }) => {
        const items = Menu.getApplicationMenu()?.items ?? []
        return items.flatMap(({ submenu }) => submenu?.items.map(({ label }) => label) ?? [])
      })
    await expect.poll(native).toContain('Delete shot 3')
  })

  await test.step('the current shot does not change while its field has the focus', async () => {
    await page.keyboard.press('Home')
    await page.keyboard.press('Space')
    await details(page).getByLabel('Notes').click()
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
    const heading = await details(page).getByRole('heading', { level: 2 }).innerText()
    await page.keyboard.type('Slowly.')
    await page.waitForTimeout(1200)
    await expect(details(page).getByRole('heading', { level: 2 })).toHaveText(heading)
    await expect(details(page).getByLabel('Notes')).toHaveValue('Slowly.')
  })
  await app.close()
})
