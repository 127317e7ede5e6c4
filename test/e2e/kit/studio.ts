/** A test with the real window, and a temporary profile and films folder. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test as base } from '@playwright/test'
import { launch, pageErrors, type Studio } from './launch.ts'

export const test = base.extend<{ home: string; studio: Studio }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the first parameter's fields
  home: async ({}, use) => {
    const home = await mkdtemp(join(tmpdir(), 'throughline-e2e-'))
    pageErrors.length = 0
    await use(home)
    expect(pageErrors, 'uncaught errors of the page').toEqual([])
    await rm(home, { recursive: true, force: true, maxRetries: 3 })
  },
  // A failing test keeps a screenshot, and with THROUGHLINE_TRACE a trace (a quarter slower). Both are made here, as Playwright's
  // own options do not support Electron.
  studio: async ({ home }, use, info) => {
    const studio = await launch(home)
    const traced = Boolean(process.env['THROUGHLINE_TRACE'])
    const { tracing } = studio.app.context()
    if (traced) await tracing.start({ screenshots: true, snapshots: true })
    await use(studio)
    if (studio.app.windows().length === 0) return // the test closed it
    const failed = info.status !== info.expectedStatus
    if (failed) await studio.page.screenshot({ path: info.outputPath('failed.png') }).catch(() => undefined)
    if (traced) await tracing.stop(failed ? { path: info.outputPath('trace.zip') } : {})
    await studio.app.close()
  }
})
export { expect } from '@playwright/test'
export { launch, type Studio }
