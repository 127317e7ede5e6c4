/** Starts the real studio with its own profile and home folder. */
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { windowEnvironment } from './displays.ts'

export interface Studio {
  readonly app: ElectronApplication
  readonly page: Page
  /** The folder with this test's profile and films. */
  readonly home: string
}

/** Starts the studio with the home folder `home`, and waits for the page's main landmark. */
export async function launch(home: string, args: readonly string[] = []): Promise<Studio> {
  const app = await startApp(home, args)
  const page = await app.firstWindow()
  await page.getByRole('main').waitFor() // the window exists before its page has loaded
  return { app, page, home }
}

/** Uncaught errors of the pages of this test: each fails it. */
export const pageErrors: string[] = []

/** Starts the program without waiting for a window. */
async function startApp(home: string, args: readonly string[] = []): Promise<ElectronApplication> {
  const quiet = process.platform === 'linux' ? ['--disable-gpu'] : []
  const app = await _electron.launch({
    args: ['.', `--user-data-dir=${join(home, 'profile')}`, ...quiet, ...args],
    env: windowEnvironment(home) as Record<string, string>,
    timeout: 120_000
  })
  app.context().on('weberror', (found) => pageErrors.push(found.error().stack ?? String(found.error())))
  return app
}
