/** Starts the real studio on a profile and a home folder of its own. */
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { windowEnvironment } from './displays.ts'

export interface Studio {
  readonly app: ElectronApplication
  readonly page: Page
  /** The folder with this test's profile and films. */
  readonly home: string
}

/** Starts the studio on `home`; the page is ready when its main landmark is there. */
export async function launch(home: string, args: readonly string[] = []): Promise<Studio> {
  const app = await startApp(home, args)
  const page = await app.firstWindow()
  await page.getByRole('main').waitFor() // the window exists before the page has loaded in it
  return { app, page, home }
}

/** Only starts it: the first window may not be there yet. */
export function startApp(home: string, args: readonly string[] = []): Promise<ElectronApplication> {
  const quiet = process.platform === 'linux' ? ['--disable-gpu'] : []
  return _electron.launch({
    args: ['.', `--user-data-dir=${join(home, 'profile')}`, ...quiet, ...args],
    env: windowEnvironment(home) as Record<string, string>,
    timeout: 120_000
  })
}
