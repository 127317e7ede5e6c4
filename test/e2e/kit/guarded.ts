/** The studio for one file of security tests, beside a local server that must not be reached. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { launch, type Studio } from './launch.ts'
import { studioState } from './window.ts'

export interface Guarded {
  studio: Studio
  page: Page
  /** Of the server: `127.0.0.1:PORT`. */
  address: string
}

/** Starts both before the tests; after each test there is one window, on its own page, main answers, and nothing was reached. */
export function guarded(): Guarded {
  const here = {} as Guarded
  const home = mkdtempSync(join(tmpdir(), 'throughline-e2e-'))
  const reached: string[] = []
  const server = createServer((request, answer) => {
    reached.push(`${request.method} ${request.url}`)
    answer.end('')
  })
  test.beforeAll(async () => {
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    here.address = `127.0.0.1:${(server.address() as AddressInfo).port}`
    here.studio = await launch(home, ['--use-fake-device-for-media-stream'])
    here.page = here.studio.page
  })
  test.afterAll(async () => {
    await here.studio.app.close()
    server.close()
    rmSync(home, { recursive: true, force: true, maxRetries: 3 })
  })
  test.afterEach(async () => {
    expect(await here.studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
    expect(here.page.url()).toBe('app://bundle/')
    expect((await studioState(here.page)).samples).not.toHaveLength(0)
    expect(reached.splice(0)).toEqual([])
  })
  return here
}

/** The text of every source file in a folder. */
export const sources = (room: string): string[] =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(room, name), 'utf8'))
