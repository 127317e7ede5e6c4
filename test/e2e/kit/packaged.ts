/**
 * Connects to the packaged app's window through Chromium's debugging port: the fuses disable the Node inspector, which Playwright
 * needs to start an Electron app.
 *
 * Playwright's `connectOverCDP` waits until every existing page has answered. A page that is just being created (still on its
 * initial empty document, or moving to another process) may never answer, and then the connection hangs after "<ws connected>"
 * (microsoft/playwright#41093, #42730). So the port is polled until the studio's page is loaded, and a connection that still hangs
 * is retried after a short timeout.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { chromium, type Browser, type Page } from '@playwright/test'
import { windowEnvironment } from './displays.ts'

const studio = 'app://bundle/'
const loadedWithin = 120_000 // milliseconds, on a busy machine
const connections = { tries: 4, timeout: 20_000 }

export interface Packaged {
  readonly child: ChildProcess
  readonly browser: Browser
  readonly page: Page
}

/** Starts the packaged `program` with the home folder `home`. When it throws, no process is left. */
export async function startPackaged(program: string, home: string): Promise<Packaged> {
  const args = ['--remote-debugging-port=0', `--user-data-dir=${join(home, 'profile')}`, '--disable-gpu']
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: home, env: windowEnvironment(home) })
  try {
    const address = await debuggingAddress(child)
    await loadedPage(new URL(address).host)
    const browser = await connect(address)
    const page = browser
      .contexts()[0]!
      .pages()
      .find((page) => page.url() === studio)!
    await page.getByRole('main').waitFor()
    return { child, browser, page }
  } catch (error) {
    await endPackaged(child)
    throw error
  }
}

/** Kills the program if it still runs. */
export async function endPackaged(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const over = once(child, 'exit')
  child.kill('SIGKILL') // Chromium's other processes end with the main process
  await over
}

function debuggingAddress(child: ChildProcess): Promise<string> {
  return new Promise<string>((found, reject) => {
    let said = ''
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      const line = /DevTools listening on (ws:\S+)/.exec((said += text))
      if (line) found(line[1]!)
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the app ended with code ${code}: ${said}`)))
  })
}

/** Waits until the studio's page has loaded: only then its target has the page's title. */
async function loadedPage(host: string): Promise<void> {
  const until = Date.now() + loadedWithin
  for (;;) {
    let seen: string
    try {
      const answer = await fetch(`http://${host}/json/list`, { signal: AbortSignal.timeout(5_000) })
      const targets = (await answer.json()) as { type: string; url: string; title: string }[]
      if (targets.some(({ type, url, title }) => type === 'page' && url === studio && title.endsWith('Throughline')))
        return
      seen = JSON.stringify(targets)
    } catch (error) {
      seen = String(error) // the program is still starting
    }
    if (Date.now() > until) throw new Error(`the window did not load; the debugging port last told: ${seen}`)
    await setTimeout(100)
  }
}

async function connect(address: string): Promise<Browser> {
  const reasons: string[] = []
  while (reasons.length < connections.tries) {
    try {
      return await chromium.connectOverCDP(address, { timeout: connections.timeout })
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error))
    }
  }
  throw new Error(`no connection to the window after ${connections.tries} tries: ${reasons.join('; ')}`)
}
