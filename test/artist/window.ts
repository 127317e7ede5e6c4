/** The studio as a program that is started, quit and killed, on a home of its own. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { windowEnvironment } from '../e2e/kit/displays.ts'

export interface Open {
  readonly app: ElectronApplication
  readonly page: Page
  readonly process: ChildProcess
  /** What the page threw and nobody caught. */
  readonly errors: string[]
}

/** @param stage what Electron is started with; @param home folder of the profile and the films */
export async function openWindow(stage: string, home: string, film?: string): Promise<Open> {
  const app = await _electron.launch({
    args: [stage, ...(film ? [film] : []), `--user-data-dir=${join(home, 'profile')}`, '--disable-gpu'],
    env: windowEnvironment(home) as Record<string, string>,
    timeout: 120_000
  })
  const page = await app.firstWindow()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.setDefaultTimeout(20_000)
  await page.getByRole('main').waitFor({ timeout: 60_000 })
  await page.evaluate(noteSelection)
  return { app, page, process: app.process(), errors }
}

/** Runs in the page: what is selected, and was as each key or button went down, before the program heard of it. */
function noteSelection(): void {
  window.selectedShots = () => {
    const chosen = document.querySelector('[data-selected]')?.getAttribute('data-selected') ?? ''
    return chosen.split(' ').filter(Boolean)
  }
  const note = (): void => void (window.atPress = window.selectedShots())
  for (const type of ['keydown', 'pointerdown']) window.addEventListener(type, note, { capture: true })
}

declare global {
  interface Window {
    /** Of the tests: the shots that were selected when the last key or button went down. */
    atPress: readonly string[]
    /** Of the tests: those that are selected now, out of view too. */
    selectedShots: () => readonly string[]
  }
}

/** As the menu's Quit. */
export async function quitWindow({ app }: Open): Promise<void> {
  const over = app.waitForEvent('close', { timeout: 60_000 })
  await app.evaluate(({ app }) => app.quit()).catch(() => undefined) // it may be gone before it answers
  await over
}

/** As the system does when memory is short, or a power cut. */
export async function killWindow({ process: child }: Open): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const over = once(child, 'exit')
  child.kill('SIGKILL')
  await over
}
