import type { ElectronApplication } from '@playwright/test'
import { addCard, made, newFilm } from './kit/hands.ts'
import { expect, test } from './kit/studio.ts'

/** Whether sleep is prevented, the progress values the taskbar got, and the titles of the window, in order. */
const machine = (app: ElectronApplication) =>
  app.evaluate(({ powerSaveBlocker, BrowserWindow }) => ({
    awake: Array.from({ length: 50 }, (_, id) => id).some((id) => powerSaveBlocker.isStarted(id)),
    bar: Reflect.get(globalThis, 'bar') as readonly number[],
    titles: Reflect.get(globalThis, 'titles') as readonly string[],
    title: BrowserWindow.getAllWindows()[0]!.getTitle()
  }))

test('the computer stays awake and its taskbar shows the progress', async ({ studio: { app, page } }) => {
  await app.evaluate(({ BrowserWindow }) => {
    const [bar, titles] = [[] as number[], [] as string[]]
    Object.assign(globalThis, { bar, titles })
    const window = BrowserWindow.getAllWindows()[0]!
    window.setProgressBar = (share: number) => void bar.push(share)
    const setTitle = window.setTitle.bind(window)
    window.setTitle = (title: string) => (titles.push(title), setTitle(title))
  })
  await newFilm(page)
  await addCard(page, /A purple cat/, 4)
  expect(await machine(app)).toMatchObject({ awake: false, bar: [] })
  const { title: before } = await machine(app)
  await page.keyboard.press('g')
  await expect.poll(async () => (await machine(app)).awake).toBe(true)
  await made(page)
  await expect.poll(async () => (await machine(app)).awake).toBe(false)
  const { bar, titles, title } = await machine(app)
  expect(title).toBe(before)
  expect(titles.some((each) => /^[1-9]\d? % · /.test(each) && each.endsWith(before))).toBe(true)
  expect(bar.at(-1)).toBe(-1)
  const shares = bar.slice(0, -1)
  expect(shares).toEqual([...shares].sort((one, other) => one - other))
  expect(shares.length).toBeGreaterThan(3)
})
