import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import { defineConfig } from 'vitest/config'

// Tests mirror the rooms under test/. Two cores: two workers, each a process, as natives are loaded in them.
// Those of the window begin with `@vitest-environment happy-dom`.
export default defineConfig({
  plugins: [svelte({ configFile: false }), svelteTesting({ autoCleanup: false })],
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Commands and engines that tests start find their TypeScript ready to run, as they do after `npm run throughline`.
    env: {
      ORT_DISABLE_TELEMETRY: '1',
      NODE_COMPILE_CACHE: fileURLToPath(new URL('node_modules/.cache/node', import.meta.url))
    }
  }
})
