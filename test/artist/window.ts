/** Starts, quits and kills the studio with a home folder of its own. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { windowEnvironment } from '../e2e/kit/displays.ts'

export interface Open {
  readonly app: ElectronApplication
  readonly page: Page
  readonly process: ChildProcess
  /** Uncaught errors of the page. */
  readonly errors: string[]
}

/** @param stage folder to start Electron with; @param home folder of the profile and the films */
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

/**
 * Runs in the page: records the selection at each key or button press, and the card under each button press, before the program
 * handles it.
 */
function noteSelection(): void {
  window.selectedShots = () => {
    const chosen = document.querySelector('[data-selected]')?.getAttribute('data-selected') ?? ''
    return chosen.split(' ').filter(Boolean)
  }
  window.presses = []
  const held: ReadonlySet<string> = new Set(['Control', 'Shift', 'Alt', 'Meta'])
  const note = (event: Event): void => {
    if (event instanceof KeyboardEvent && held.has(event.key)) return // the selection may still change before the key itself
    window.presses.push((window.atPress = window.selectedShots()))
  }
  for (const type of ['keydown', 'pointerdown']) window.addEventListener(type, note, { capture: true })
  window.lastKeys = []
  const told = (event: KeyboardEvent): void => {
    if (held.has(event.key)) return
    const at =
      event.target instanceof Element ? `${event.target.tagName}.${event.target.getAttribute('aria-label')}` : ''
    const with_ = (['ctrlKey', 'altKey', 'shiftKey', 'repeat'] as const).filter((each) => event[each]).join('+')
    const used = event.defaultPrevented ? 'used' : 'not used'
    window.lastKeys = [...window.lastKeys, `${with_} ${event.key} at ${at}: ${used}`].slice(-120)
  }
  window.addEventListener('keydown', told) // after the program's own listener
  const press = ({ target }: Event): void => {
    const card = target instanceof Element ? target.closest('[data-shot]') : null
    window.pressedCard = card?.getAttribute('data-shot') ?? null
    const end = target instanceof Element ? target.closest('.edge.end') : null
    window.pressedEnd = end?.parentElement?.querySelector('[data-shot]')?.getAttribute('data-shot') ?? null
  }
  window.addEventListener('pointerdown', press, { capture: true })
}

declare global {
  interface Window {
    /** For tests: the shots that were selected when the last key or button went down. */
    atPress: readonly string[]
    /** For tests: the same for each one since this list was emptied. */
    presses: (readonly string[])[]
    /** For tests: the last keys, where they went, and whether the program used them. */
    lastKeys: readonly string[]
    /** For tests: the shot whose card was under the last button press; null: none. */
    pressedCard: string | null
    /** For tests: the shot whose right edge was under the last button press; null: none. */
    pressedEnd: string | null
    /** For tests: the shots selected now, including those out of view. */
    selectedShots: () => readonly string[]
  }
}

/** Quits like the menu's Quit. */
export async function quitWindow({ app }: Open): Promise<void> {
  const over = app.waitForEvent('close', { timeout: 60_000 })
  await app.evaluate(({ app }) => app.quit()).catch(() => undefined) // it may exit before it answers
  await over
}

/** Kills the main process, as the system does when memory runs out. */
export async function killWindow({ process: child }: Open): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const over = once(child, 'exit')
  child.kill('SIGKILL')
  await over
}
