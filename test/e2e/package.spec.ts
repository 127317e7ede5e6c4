/** The packaged app as installed: no clone, no Node, its fuses set. Only user actions. */
import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { addCard, face, made, newFilm } from './kit/hands.ts'
import { endPackaged, startPackaged, type Packaged } from './kit/packaged.ts'
import { expect, test } from './kit/studio.ts'

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

let running: Packaged | undefined
test.afterEach(async () => {
  if (running) await endPackaged(running.child) // so that a failed test leaves no window
  running = undefined
})

test('the fuses are set', () => {
  const bytes = readFileSync(program)
  const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX' // Electron's marker, followed by a version and a length byte
  const wire = bytes.toString('latin1', bytes.indexOf(sentinel) + sentinel.length + 2).slice(0, 8)
  // Run as Node, cookie encryption, NODE_OPTIONS, --inspect, archive integrity, load from archive only, separate browser
  // snapshot, extra privileges of file://
  expect(wire).toBe('01001100')
})

test('the packaged app makes a shot and exports it', async ({ home }) => {
  running = await startPackaged(program, home)
  const { child, browser, page } = running
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
  expect(await over).toBe(0) // the film was closed properly
  await browser.close()
})
