// Takes the pictures in docs/screens from the real window on the real engine, in a home of its own:
// `npm run build && node tools/with-display.mjs node tools/screens.mjs`. Run it again when the look or the pack changes.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron } from '@playwright/test'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const folder = process.argv[2] ?? join(root, 'docs', 'screens')
const home = mkdtempSync(join(tmpdir(), 'screens-'))
mkdirSync(folder, { recursive: true })

const app = await _electron.launch({
  cwd: root,
  args: ['.', `--user-data-dir=${join(home, 'profile')}`, ...(process.platform === 'linux' ? ['--disable-gpu'] : [])],
  env: { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, 'config'), LANG: 'en_US.UTF-8' }
})
const page = await app.firstWindow()
await page.getByRole('main').waitFor()
const screen = (name) => page.screenshot({ path: join(folder, `${name}.png`) })

await size(1280, 800)
await screen('start')
await page.getByRole('button', { name: /^Make this film: The Purple/ }).click()
await page.getByText('Live', { exact: true }).waitFor({ timeout: 300_000 })
await page.waitForTimeout(4_000)
await screen('generating')
await page.getByRole('group', { name: 'Generating' }).waitFor({ state: 'detached', timeout: 600_000 })
await page.locator('[data-shot]').nth(3).dblclick()
await page.waitForTimeout(800)
await screen('studio')
await drag()
await page.keyboard.press('Control+e')
await page.waitForTimeout(600)
await screen('export')
await page.keyboard.press('Escape')
await page.keyboard.press('?')
await page.waitForTimeout(400)
await screen('keys')
await page.keyboard.press('Escape')
await page.keyboard.press('r')
await page.getByRole('group', { name: 'Generating' }).waitFor({ timeout: 60_000 })
await page.getByRole('group', { name: 'Generating' }).waitFor({ state: 'detached', timeout: 300_000 })
await page.waitForTimeout(500)
await screen('states')
await size(1920, 1080)
await screen('studio-1080')
await app.close()
rmSync(home, { recursive: true, force: true })

async function size(width, height) {
  await app.evaluate(
    ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0].setContentSize(w, h),
    [width, height]
  )
  await page.waitForTimeout(400)
}

/** A card being dragged between two others. */
async function drag() {
  const card = await page.locator('[data-shot]').nth(4).boundingBox()
  await page.mouse.move(card.x + 40, card.y + 30)
  await page.mouse.down()
  await page.mouse.move(card.x - 420, card.y + 10, { steps: 10 })
  await page.waitForTimeout(400)
  await screen('dragging')
  await page.keyboard.press('Escape')
  await page.mouse.up()
}
