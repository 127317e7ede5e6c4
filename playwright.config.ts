import { defineConfig } from '@playwright/test'
import { headless } from './test/e2e/kit/displays.ts'

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  timeout: 300_000, // each waits for what it needs, never for a time; a busy machine is many times slower than a calm one
  expect: { timeout: 30_000 },
  globalSetup: './test/e2e/kit/displays.ts',
  workers: headless ? 2 : 1, // two cores; on a desktop, where windows would take the focus from each other, one at a time
  forbidOnly: Boolean(process.env['CI']),
  retries: 1, // what passes at the second try is told as flaky, and counted: a fault of the test or of the program that is to be found
  reporter: [['list']]
})
