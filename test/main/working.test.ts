/** Sleep is prevented and progress is shown exactly while there is work. */
import { expect, test } from 'vitest'
import type { ExportState, StudioEvent } from '../../app/contract/window.ts'
import type { Making } from '../../app/contract/open-film.ts'
import { cardId } from '../../app/ids.ts'
import { waking } from '../../main/desk/making.ts'
import { Working } from '../../main/window/working.ts'

function machine() {
  const now = { awake: false, share: null as number | null, paused: false, told: [] as string[] }
  const working = new Working({
    awake: (on) => (now.awake = on),
    progress: (share, paused) => Object.assign(now, { share, paused }),
    notify: (what) => now.told.push(what)
  })
  const making = (state: Making | null): void => working.hear({ type: 'making', session: 1, making: state }, state)
  const end = (event: StudioEvent): void => {
    working.hear(event, waking) // the run is removed only afterwards
    making(null)
  }
  const exporting = (state: ExportState): void => working.hear({ type: 'export', export: state }, null)
  return { now, working, making, end, exporting }
}
const at = (made: number, state: Making['state'] = 'working'): Making => ({ ...waking, state, made, all: 8 })
const error = { code: 'engine.given-up', cause: 'No.', remedy: 'Go on.' } as const
const made = (finished: readonly string[] | null): StudioEvent => ({
  ...{ type: 'made', skipped: [] },
  finished: finished?.map(cardId) ?? null
})

test('stays awake during a run, not during a pause', () => {
  const { now, making, end } = machine()
  making(waking)
  expect(now).toMatchObject({ awake: true, share: 0 })
  making({ ...at(3), step: 0.5 })
  expect(now).toMatchObject({ awake: true, share: 0.43, paused: false })
  making(at(3, 'paused'))
  expect(now).toMatchObject({ awake: false, share: 0.37, paused: true })
  making(at(4))
  end(made(null))
  expect(now).toEqual({ awake: false, share: null, paused: false, told: ['made'] })
})

test('ends with the run: stopped, failed, given up, film closed', () => {
  const { now, working, making, end } = machine()
  const ends: readonly (readonly [() => void, readonly string[]])[] = [
    [() => end(made([])), []], // stopped by the user
    [() => end({ type: 'trouble', error, asked: null }), ['failed']],
    [() => working.hear({ type: 'film', film: null }, null), []]
  ]
  for (const [ended, told] of ends) {
    now.told.length = 0
    making(at(1))
    ended()
    expect(now).toEqual({ awake: false, share: null, paused: false, told })
  }
  now.told.length = 0
  making(at(1))
  working.hear({ type: 'trouble', error, asked: null }, at(1, 'restarting')) // the run continues
  expect(now).toMatchObject({ awake: true, told: [] })
  end(made([...'a']))
  expect(now).toMatchObject({ awake: false, told: ['made'] })
})

test('a run that asks is said once, and lets the computer sleep', () => {
  const { now, making } = machine()
  making(at(3))
  making(at(3, 'asking'))
  making(at(3, 'asking'))
  expect(now).toMatchObject({ awake: false, paused: true, told: ['asks'] })
  making(at(3, 'starting'))
  expect(now).toMatchObject({ awake: true, paused: false, told: ['asks'] })
})

test('stays awake during an export, also beside a run', () => {
  const { now, working, making, exporting } = machine()
  const to = { format: 'mp4', path: '/a.mp4' } as const
  making(at(2))
  working.hear({ type: 'export', export: { state: 'running', ...to, done: 0.5 } }, at(2))
  expect(now).toMatchObject({ awake: true, share: 0.5 })
  making(at(2, 'paused'))
  expect(now).toMatchObject({ awake: true, share: 0.5, paused: false })
  making(null)
  exporting({ state: 'done', tooLoud: null, ...to })
  expect(now).toMatchObject({ awake: false, share: null, told: ['exported'] })
  for (const code of ['disk.full', 'export.cancelled'] as const) {
    exporting({ state: 'running', ...to, done: 0.1 })
    exporting({ state: 'failed', format: 'mp4', error: { ...error, code } })
    expect(now).toMatchObject({ awake: false, share: null })
  }
  expect(now.told).toEqual(['exported', 'failed'])
})
