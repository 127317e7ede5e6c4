/** A story of planned shots, open in the studio, and its fields. */
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { writeStoryboard } from './film-files.ts'
import { cards } from './hands.ts'
import { launch, type Studio } from './launch.ts'
import { filmState } from './window.ts'
import { expect } from './studio.ts'

export const field = (page: Page, name: string) =>
  page.getByRole('complementary', { name: 'Shot details' }).getByRole('textbox', { name, exact: true })
export const cardsOf = async (page: Page) => (await filmState(page)).view.film.cards

export async function openStory(home: string, ...prompts: readonly string[]): Promise<Studio> {
  const film = join(home, 'Story.throughline')
  writeStoryboard(film, 'Story', [...prompts])
  const studio = await launch(home, [film])
  await expect(cards(studio.page)).toHaveCount(prompts.length)
  return studio
}
