// @vitest-environment happy-dom
/** Commands that every program has: find, save, quit. */
import { expect, test } from 'vitest'
import { press } from '../../../renderer/commands/keys.ts'
import { opened, planned } from '../kit/opened.ts'

const pressed = (key: string): KeyboardEvent =>
  new KeyboardEvent('keydown', { key, code: `Key${key.toUpperCase()}`, ctrlKey: true })

test('Ctrl F finds a shot', async () => {
  const { studio } = await opened(planned(2))
  expect([press(studio, pressed('f')), studio.dialog]).toEqual([true, 'find'])
})

test('Ctrl S says that all is saved already', async () => {
  const { studio } = await opened(planned(2))
  expect(press(studio, pressed('s'))).toBe(true)
  expect(studio.notices.list.map(({ text }) => text)).toEqual(['Saved. Every change is saved at once, by itself.'])
})

test('Ctrl Q closes the window', async () => {
  const { studio } = await opened(planned(2))
  let closed = 0
  window.close = () => void closed++
  expect([press(studio, pressed('q')), closed]).toEqual([true, 1])
})
