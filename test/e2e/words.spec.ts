/** What is written belongs where it was written, however hastily the hand goes on, and whatever keyboard writes it. */
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { writeStoryboard } from './film-files.ts'
import { cards, face } from './hands.ts'
import { launch, type Studio } from './kit/launch.ts'
import { filmState } from './kit/window.ts'
import { expect, test } from './studio.ts'

const fields = ['What happens', 'Title', 'Notes', 'Dialogue', 'Shot number'] as const
const field = (page: Page, name: string) =>
  page.getByRole('complementary', { name: 'Shot details' }).getByRole('textbox', { name, exact: true })
const cardsOf = async (page: Page) => (await filmState(page)).view.film.cards

async function openStory(home: string, ...prompts: readonly string[]): Promise<Studio> {
  const film = join(home, 'Story.throughline')
  writeStoryboard(film, 'Story', [...prompts])
  const studio = await launch(home, [film])
  await expect(cards(studio.page)).toHaveCount(prompts.length)
  return studio
}

test('what is written is of its shot alone, though the next shot is clicked at once', async ({ home }) => {
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

test('a film left in mid-word has the word', async ({ home }) => {
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
