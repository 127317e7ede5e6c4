import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  timeout: 300_000, // each waits for what it needs, never for a time; a busy machine is many times slower than a calm one
  expect: { timeout: 30_000 },
  workers: 1, // two cores; and focus belongs to the display, not to the page
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  use: { screenshot: 'only-on-failure' } // the trace is kept by test/e2e/studio.ts: Playwright's own holds no Electron page
})
