import { cards, face } from './hands.ts'
import { test } from './kit/films.ts'
import { filmState, openFilm } from './kit/window.ts'
import { writeFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
const shot = (page, name) => page.screenshot({ path: `/tmp/look/${name}.png` })
const size = (app, w, h) => app.evaluate(({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0].setContentSize(w, h), [w, h])
for (const language of ['de']) test(`look ${language}`, async ({ studio: { app, page }, made, home }) => {
  test.setTimeout(300000)
  mkdirSync('/tmp/look', { recursive: true })
  await page.evaluate((l) => localStorage.setItem('language', l), language)
  await page.reload(); await page.getByRole('main').waitFor()
  if (language === 'en') await openFilm(app, page, made); else { await app.evaluate(({ dialog }, p) => { dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [p] }) as any }, made); await page.keyboard.press('Control+o'); await page.locator('[data-shot]').first().waitFor() }
  const sh = (n: number) => page.locator('[data-shot]').nth(n - 1)
  await sh(2).click()
  await page.keyboard.press('Backspace')
  await sh(1).click()
  for (let i = 0; i < 4; i++) { await page.keyboard.press('d'); await page.waitForTimeout(250) }
  await page.keyboard.press('g')
  await page.waitForTimeout(3000)
  for (const [w, h] of [[1024, 700], [1440, 900]]) {
    await size(app, w, h); await page.waitForTimeout(600)
    await shot(page, `${language}-making-${w}`)
  }
  await page.locator('[role=group] button').filter({ has: page.locator('svg.lucide-pause') }).first().click()
  await page.waitForTimeout(800)
  for (const [w, h] of [[1024, 700], [1440, 900]]) {
    await size(app, w, h); await page.waitForTimeout(600)
    await shot(page, `${language}-paused-${w}`)
    await page.locator('.making button').first().click(); await page.waitForTimeout(400)
    await shot(page, `${language}-queue-${w}`)
    await page.keyboard.press('Escape')
  }
  await size(app, 1280, 800)
  const films = join(home, 'Films'); 
  await page.keyboard.press('Control+e'); await page.waitForTimeout(900)
  await shot(page, `${language}-export`)
  const target = await page.evaluate(async (session) => (await window.throughline.command({ type: 'export.plan', session })) as any, (await filmState(page)).session)
  const t = target.value.targets.mp4; console.log(JSON.stringify(t)); mkdirSync(t.folder, { recursive: true })
  await app.evaluate(({ dialog }, p) => { dialog.showSaveDialog = async () => ({ canceled: false, filePath: p }) as any }, join(t.folder, 'Alte Fassung mit einem ziemlich langen Namen.mp4'))
  writeFileSync(join(t.folder, 'Alte Fassung mit einem ziemlich langen Namen.mp4'), 'x')
  await page.getByRole('dialog').getByRole('button', { name: /Change|Ändern/ }).click(); await page.waitForTimeout(600)
  await page.getByRole('dialog').getByRole('button', { name: /Export MP4|MP4 exportieren/ }).click(); await page.waitForTimeout(700)
  await shot(page, `${language}-replace`)
  await page.keyboard.press('Escape')
})
