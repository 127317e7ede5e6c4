/** Live pictures reach the page directly from the engine, without main; they are validated, also after a restart of either side. */
import type { ElectronApplication, Page } from '@playwright/test'
import { made } from './kit/hands.ts'
import { chunksStored, enginePid, openFilm } from './kit/window.ts'
import { jpegOf } from '../main/kit/made.ts'
import { expect, test } from './kit/films.ts'

/** Records the page's events from now on, by type; for pictures their number. */
function listenInPage(page: Page): Promise<void> {
  return page.evaluate(() => {
    const heard: [string, number][] = []
    Object.assign(globalThis, { heard })
    window.throughline.listen((event) =>
      heard.push([event.type, event.type === 'preview' ? event.preview.frames.length : 0])
    )
  })
}
const heard = async (page: Page, type: string): Promise<number[]> =>
  (await page.evaluate(() => Reflect.get(globalThis, 'heard') as [string, number][]))
    .filter(([each]) => each === type)
    .map(([, pictures]) => pictures)

/** Records what main sends to the page, and what main gets from the engine. */
function watchMain(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ BrowserWindow, utilityProcess }) => {
    const sent: string[] = []
    const came: string[][] = []
    Object.assign(globalThis, { sent, came })
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    const send = webContents.send.bind(webContents)
    webContents.send = (channel: string, event: { type: string }) => {
      sent.push(event.type)
      send(channel, event)
    }
    const fork = utilityProcess.fork.bind(utilityProcess)
    utilityProcess.fork = (...line) => {
      const child = fork(...line)
      child.on('message', (message: { type: string }) => {
        if (message.type === 'preview') came.push(Object.keys(message).sort())
      })
      return child
    }
  })
}

test('pictures reach the page past main, also after page and engine restart', async ({
  studio: { app, page },
  planned: film
}) => {
  await watchMain(app)
  await listenInPage(page)
  await openFilm(app, page, film)
  await page.keyboard.press('g')
  await chunksStored(page, 1)
  expect((await heard(page, 'preview'))[0]).toBe(12)
  const main = await app.evaluate(() => ({
    sent: Reflect.get(globalThis, 'sent') as string[],
    came: Reflect.get(globalThis, 'came') as string[][]
  }))
  expect(main.sent).toContain('making')
  expect(main.sent).not.toContain('preview')
  expect(main.came[0]).toEqual(['chunk', 'job', 'type']) // main gets a notice that there are pictures, but no pictures

  process.kill((await enginePid(app))!, 'SIGKILL')
  const before = (await heard(page, 'preview')).length
  await expect.poll(async () => (await heard(page, 'preview')).length, { timeout: 60_000 }).toBeGreaterThan(before)
  await made(page)

  const engine = await enginePid(app)
  await page.reload()
  await page.getByRole('main').waitFor()
  await listenInPage(page)
  await page.keyboard.press('r')
  await expect.poll(async () => (await heard(page, 'preview')).length, { timeout: 60_000 }).toBeGreaterThan(0)
  await made(page)
  expect(await enginePid(app)).toBe(engine)
})

test('invalid pictures on the channel are not shown but reported', async ({ studio: { app, page } }) => {
  await listenInPage(page)
  const picture = new Uint8Array(jpegOf('a picture'))
  const lies = new Uint8Array(picture)
  lies.set([31, 64, 31, 64], 7) // 8,000 × 8,000
  const garbage = [
    null,
    'pictures',
    { job: 'take-1', chunk: 0, frames: [] },
    { job: 'take-1', chunk: -1, frames: [picture] },
    { job: 'take-1', chunk: 0, frames: [new Uint8Array([0x3c, 0x73, 0x76, 0x67])] }, // <svg
    { job: 'take-1', chunk: 0, frames: [lies] },
    { job: 'take-1', chunk: 0, frames: Array.from({ length: 300 }, () => picture) },
    { job: 'x'.repeat(100), chunk: 0, frames: [picture] },
    { type: 'preview', job: 'take-1', chunk: 0, frames: [picture] }
  ]
  const good = { job: 'take-1', chunk: 0, frames: [picture] }
  await app.evaluate(
    ({ BrowserWindow, MessageChannelMain }, messages) => {
      const { port1, port2 } = new MessageChannelMain()
      BrowserWindow.getAllWindows()[0]!.webContents.postMessage('studio:watch', null, [port2])
      for (const message of messages) port1.postMessage(message)
    },
    [...garbage, good]
  )
  await expect.poll(() => heard(page, 'preview')).toEqual([1]) // the last one, in order
  expect(await heard(page, 'trouble')).toHaveLength(garbage.length)
  await expect(page.getByRole('alert').filter({ hasText: 'was not understood' }).first()).toBeVisible()
})
