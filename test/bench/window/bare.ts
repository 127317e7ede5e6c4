/** The baseline: an Electron window with one word in it. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { _electron, type ElectronApplication } from '@playwright/test'

const main = `
const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadURL('data:text/html,<main>bare</main>'))
`

/** Starts it from a new folder; ready when its word is shown. */
export async function launchBare(folder: string): Promise<ElectronApplication> {
  const own = join(folder, 'bare')
  mkdirSync(own, { recursive: true })
  writeFileSync(join(own, 'package.json'), '{ "name": "bare", "main": "main.cjs" }')
  writeFileSync(join(own, 'main.cjs'), main)
  const quiet = process.platform === 'linux' ? ['--disable-gpu'] : []
  const app = await _electron.launch({
    args: [own, `--user-data-dir=${join(own, 'profile')}`, ...quiet],
    env: { ...process.env, LANG: 'en_US.UTF-8' },
    timeout: 120_000
  })
  await (await app.firstWindow()).getByRole('main').waitFor()
  return app
}
