/** Drawing in the player, and what the film has of it. */
import type { Locator, Page } from '@playwright/test'
import { drawnIn } from '../../../app/film/drawn-picture.ts'
import { filmState } from './window.ts'

export const player = (page: Page): Locator => page.getByRole('region', { name: 'Player' })
export const sheet = (page: Page, shot: number): Locator =>
  player(page).getByRole('img', { name: `Drawing of shot ${shot}` })

/** Draws a line between two points, as shares of the sheet. */
export async function draw(page: Page, shot: number, ...points: readonly (readonly [number, number])[]): Promise<void> {
  const { x, y, width, height } = (await sheet(page, shot).boundingBox())!
  const [first, ...rest] = points.map(([a, b]) => [x + a * width, y + b * height] as const)
  await page.mouse.move(...first!)
  await page.mouse.down()
  for (const [a, b] of rest) await page.mouse.move(a, b, { steps: 12 })
  await page.mouse.up()
}

/** How many strokes the film has of a shot's sketch; null: no sketch. */
export async function strokesOf(page: Page, shot: number): Promise<number | null> {
  const { sketch } = (await filmState(page)).view.film.cards[shot - 1]!
  if (sketch === null) return null
  const bytes = await page.evaluate(
    async (id) => [...new Uint8Array(await (await fetch(`/sketch/${id}`)).arrayBuffer())],
    sketch
  )
  return drawnIn(Uint8Array.from(bytes))?.drawing.strokes.length ?? 0
}
