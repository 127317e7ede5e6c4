/**
 * Starts a display for every Playwright worker where there is no desktop: the focus is per display, so two windows tested at the
 * same time must not share one.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { FullConfig } from '@playwright/test'

/** On a desktop the windows are shown, one at a time. */
export const headless = process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']

/** Global setup: runs before all tests, and its result after them. Workers find the displays in the environment. */
export default async function startDisplays({ workers }: FullConfig): Promise<() => void> {
  if (!headless) return () => undefined
  const servers = await Promise.all(Array.from({ length: workers }, startDisplay))
  process.env['THROUGHLINE_DISPLAYS'] = servers.map(({ name }) => name).join()
  return () => servers.forEach(({ server }) => server.kill())
}

/** Where packs are added in a test's home. */
export const packsIn = (home: string): string => `${home}/.local/share/throughline/packs`

/** Environment variables for a window of this worker. */
export function windowEnvironment(home: string): Record<string, string | undefined> {
  const display = process.env['THROUGHLINE_DISPLAYS']?.split(',')[Number(process.env['TEST_PARALLEL_INDEX'])]
  return {
    ...process.env,
    ...(display && { DISPLAY: display }),
    ...(process.getuid?.() === 0 && { ELECTRON_DISABLE_SANDBOX: '1' }), // Chromium's sandbox refuses root
    LANG: 'en_US.UTF-8',
    HOME: home,
    XDG_CONFIG_HOME: `${home}/config`
  }
}

/** @throws when Xvfb, which setup installs, is missing. */
async function startDisplay(): Promise<{ server: ChildProcess; name: string }> {
  const server = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore']
  })
  await once(server, 'spawn')
  const [number] = (await once(server.stdout!.setEncoding('utf8'), 'data')) as [string]
  return { server, name: `:${number.trim()}` }
}
