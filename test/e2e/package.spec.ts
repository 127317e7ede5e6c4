/** The packaged app, as it is installed: without a clone, without Node, its fuses burnt. Only what a person can do. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { chromium, type Browser, type Page } from '@playwright/test'
import { addCard, face, made, newFilm } from './hands.ts'
import { expect, test } from './studio.ts'

const output = resolve('test-results', 'package')
const program = join(output, 'linux-unpacked', 'throughline')

test.skip(process.platform !== 'linux', 'each system packages its own; this is the Linux one')
test.setTimeout(300_000)
test.beforeAll(() => {
  rmSync(output, { recursive: true, force: true })
  const args = ['--no-install', 'electron-builder', '--linux', 'dir', `--config.directories.output=${output}`]
  execFileSync('npx', args, { stdio: 'pipe' })
})
test.afterAll(() => rmSync(output, { recursive: true, force: true }))

/**
 * The window by way of Chromium's own debugging port: the fuses forbid the Node inspector, through which Playwright
 * starts an Electron app.
 */
async function start(home: string): Promise<{ child: ChildProcess; browser: Browser; page: Page }> {
  const args = ['--remote-debugging-port=0', `--user-data-dir=${join(home, 'profile')}`, '--disable-gpu']
  const env = { ...process.env, LANG: 'en_US.UTF-8', HOME: home, XDG_CONFIG_HOME: join(home, 'config') }
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: home, env })
  const address = await new Promise<string>((found, reject) => {
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      const line = /DevTools listening on (ws:\S+)/.exec((said += text))
      if (line) found(line[1]!)
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the app ended with code ${code}: ${said}`)))
  })
  const browser = await chromium.connectOverCDP(address)
  const [context] = browser.contexts()
  const page = context!.pages()[0] ?? (await context!.waitForEvent('page'))
  await page.getByRole('main').waitFor()
  return { child, browser, page }
}

test('the fuses are burnt', () => {
  const bytes = readFileSync(program)
  const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX' // Electron's marker, then a version and a length byte
  const wire = bytes.toString('latin1', bytes.indexOf(sentinel) + sentinel.length + 2).slice(0, 8)
  // Run as Node, cookie encryption, NODE_OPTIONS, --inspect, archive's integrity, only the archive, browser's own
  // snapshot, rights of file://
  expect(wire).toBe('01001100')
})

test('the packaged app makes a shot and exports it', async ({ home }) => {
  const { child, browser, page } = await start(home)
  await newFilm(page)
  await addCard(page, /A purple cat/, 1)
  await page.keyboard.press('g')
  await made(page)
  await expect(face(page, 1)).toHaveAccessibleName(/Fits/)
  await page.screenshot({ path: test.info().outputPath('packaged.png') })
  await page.keyboard.press('Control+e')
  await page.getByRole('button', { name: 'Export MP4' }).click()
  await expect(page.getByText('Exported', { exact: true })).toBeVisible({ timeout: 90_000 })
  const path = await page.getByText(/Untitled film\.mp4$/).innerText()
  const asked = ['-v', 'error', '-count_frames', '-show_entries', 'stream=codec_name,nb_read_frames', '-of', 'csv=p=0']
  expect(execFileSync('ffprobe', [...asked, path], { encoding: 'utf8' }).trim()).toBe('h264,12')

  const over = new Promise((resolve) => child.once('exit', resolve))
  await page.evaluate(() => window.close())
  expect(await over).toBe(0) // the film was closed in good order
  await browser.close()
})
