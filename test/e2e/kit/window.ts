/** Access to the running studio: main's state of the film, its processes, and opening a film by path. */
import type { ElectronApplication, Page } from '@playwright/test'
import type { FilmState } from '../../../app/contract/open-film.ts'
import type { StudioState } from '../../../app/contract/window.ts'
import { cards } from './hands.ts'
import { expect } from './studio.ts'

/** The studio's state, as main sends it to the window. */
export function studioState(page: Page): Promise<StudioState> {
  return page.evaluate(async () => {
    const answer = await window.throughline.command({ type: 'studio.state' })
    if (!answer.ok) throw new Error(answer.error.cause)
    return answer.value as StudioState
  })
}

/** The state of the open film, according to main. */
export async function filmState(page: Page): Promise<FilmState> {
  const { film } = await studioState(page)
  if (film === null) throw new Error('no film is open')
  return film
}

/** Opens a film by Ctrl O; the system dialog is replaced by one that returns `path`. */
export async function openFilm(app: ElectronApplication, page: Page, path: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, path)
  await page.keyboard.press('Control+o')
  await expect(cards(page)).not.toHaveCount(0)
}

/** Waits until at least this many chunks of the timeline are stored, according to main. */
export async function chunksStored(page: Page, least: number): Promise<void> {
  const stored = async (): Promise<number> =>
    (await filmState(page)).view.cards.reduce((sum, { state }) => sum + state.made, 0)
  await expect.poll(stored, { timeout: 180_000, intervals: [50] }).toBeGreaterThanOrEqual(least)
}

/** Process id of the engine; undefined while there is none. */
export function enginePid(app: ElectronApplication): Promise<number | undefined> {
  return app.evaluate(
    ({ app }) => app.getAppMetrics().find(({ serviceName, name }) => /engine/i.test(`${serviceName} ${name}`))?.pid
  )
}
