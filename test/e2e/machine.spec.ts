import type { ElectronApplication } from '@playwright/test'
import { addCard, made, newFilm } from './kit/hands.ts'
import { expect, test } from './kit/studio.ts'

/** Whether sleep is prevented, and the progress values the taskbar got, in order. */
const machine = (app: ElectronApplication) =>
  app.evaluate(({ powerSaveBlocker }) => ({
    awake: Array.from({ length: 50 }, (_, id) => id).some((id) => powerSaveBlocker.isStarted(id)),
    bar: Reflect.get(globalThis, 'bar') as readonly number[]
  }))

test('the computer stays awake and its taskbar shows the progress', async ({ studio: { app, page } }) => {
  await app.evaluate(({ BrowserWindow }) => {
    const bar: number[] = []
    Reflect.set(globalThis, 'bar', bar)
    BrowserWindow.getAllWindows()[0]!.setProgressBar = (share: number) => void bar.push(share)
  })
  await newFilm(page)
  await addCard(page, /A purple cat/, 4)
  expect(await machine(app)).toEqual({ awake: false, bar: [] })
  await page.keyboard.press('g')
  await expect.poll(async () => (await machine(app)).awake).toBe(true)
  await made(page)
  await expect.poll(async () => (await machine(app)).awake).toBe(false)
  const { bar } = await machine(app)
  expect(bar.at(-1)).toBe(-1)
  const shares = bar.slice(0, -1)
  expect(shares).toEqual([...shares].sort((one, other) => one - other))
  expect(shares.length).toBeGreaterThan(3)
})
