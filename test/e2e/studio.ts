/** A test with the real window, on a profile and a films folder of its own that are thrown away afterwards. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, _electron, type ElectronApplication, type Page } from '@playwright/test'

export interface Studio {
  readonly app: ElectronApplication
  readonly page: Page
  /** The folder with this test's profile and films. */
  readonly home: string
}

/** Starts the studio on `home`; the page is ready when its main landmark is there. */
export async function launch(home: string, args: readonly string[] = []): Promise<Studio> {
  const quiet = process.platform === 'linux' ? ['--disable-gpu'] : []
  const app = await _electron.launch({
    args: ['.', `--user-data-dir=${join(home, 'profile')}`, ...quiet, ...args],
    env: { ...process.env, LANG: 'en_US.UTF-8', HOME: home, XDG_CONFIG_HOME: join(home, 'config') },
    timeout: 30_000
  })
  const page = await app.firstWindow()
  await page.getByRole('main').waitFor() // the window exists before the page has loaded in it
  return { app, page, home }
}

export const test = base.extend<{ home: string; studio: Studio }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the first parameter's fields
  home: async ({}, use) => {
    const home = await mkdtemp(join(tmpdir(), 'throughline-e2e-'))
    await use(home)
    await rm(home, { recursive: true, force: true, maxRetries: 3 })
  },
  studio: async ({ home }, use, info) => {
    const studio = await launch(home)
    await studio.app.context().tracing.start({ screenshots: true, snapshots: true })
    await use(studio)
    const failed = info.status !== info.expectedStatus
    await studio.app.context().tracing.stop(failed ? { path: info.outputPath('trace.zip') } : {})
    await studio.app.close()
  }
})
export { expect } from '@playwright/test'
