/** User actions in the studio, and what is visible. */
import { createHash } from 'node:crypto'
import type { Locator, Page } from '@playwright/test'
import { expect } from './studio.ts'

export const cards = (page: Page): Locator =>
  page.getByRole('list', { name: 'Shots of the film' }).getByRole('listitem')
export const card = (page: Page, number: number): Locator => cards(page).nth(number - 1)
export const face = (page: Page, number: number): Locator => card(page, number).locator('[data-shot]')

export async function newFilm(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New film' }).click()
  await expect(page.getByRole('region', { name: 'Timeline' })).toBeVisible()
}

/** Adds a card from the tray by its button, and sets its length in seconds by keyboard. */
export async function addCard(page: Page, words: RegExp, seconds: number): Promise<void> {
  const before = await cards(page).count()
  await page.getByRole('complementary', { name: 'Cards' }).getByRole('button', { name: words }).first().click()
  await expect(cards(page)).toHaveCount(before + 1)
  for (let length = 4; length > seconds; length--) {
    await page.keyboard.press('Alt+ArrowDown')
    await expect(face(page, before + 1)).toHaveAccessibleName(new RegExp(` ${length - 1} s\\.`))
  }
}

/** Drags an element by its centre to a point of the window: press, move in steps, release. */
export async function drag(page: Page, what: Locator, to: { x: number; y: number }): Promise<void> {
  const box = (await what.boundingBox())!
  await page.mouse.move(box.x + box.width / 2, box.y + Math.min(30, box.height / 2))
  await page.mouse.down()
  await page.mouse.move(to.x, to.y, { steps: 8 })
  await page.mouse.up()
}

/** Waits until nothing is being made. @param timeout milliseconds, enough for a busy machine */
export async function made(page: Page, timeout = 180_000): Promise<void> {
  await expect(page.getByRole('group', { name: 'Generating' })).toHaveCount(0, { timeout })
}

/** Makes the current shot again by its key, and waits until the new take is complete. */
export async function makeAgain(page: Page): Promise<void> {
  await page.keyboard.press('r')
  await expect(page.getByRole('group', { name: 'Generating' })).toBeVisible() // wait for the start first
  await made(page)
}

/** Hash of all stored pictures of the take a card shows, read as the window reads them. */
export async function bytesOf(page: Page, number: number): Promise<string> {
  const address = await card(page, number).locator('img').first().getAttribute('src')
  const take = /^\/frame\/([^/]+)\//.exec(address ?? '')![1]
  const bytes = await page.evaluate(async (take) => {
    const all: number[] = []
    for (let index = 0; ; index++) {
      const answer = await fetch(`/frames/${take}/${index}`)
      if (!answer.ok) return all
      for (const byte of new Uint8Array(await answer.arrayBuffer())) all.push(byte)
    }
  }, take)
  return `${take}:${createHash('sha256').update(Uint8Array.from(bytes)).digest('hex')}`
}
