// @vitest-environment happy-dom
/** The space bar presses a button only when its focus was moved there by keyboard. */
import { beforeEach, expect, test } from 'vitest'
import { followWalk, hasSpaceBar } from '../../../renderer/commands/space-bar.ts'

let button: HTMLElement
beforeEach(() => {
  document.body.replaceChildren()
  button = document.body.appendChild(document.createElement('button'))
  button.dataset['rove'] = ''
  document.addEventListener('pointerdown', followWalk, { once: true })
  button.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
})

/** Whether the button has the space bar after this key was pressed on it. */
function after(key: string, more: KeyboardEventInit = {}): boolean {
  document.addEventListener('keydown', followWalk, { once: true })
  button.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...more }))
  return hasSpaceBar(button)
}

test.each(['Tab', 'F6', 'ArrowRight', 'ArrowLeft', 'Home', 'End'])('%s moves the focus', (key) => {
  expect(after(key)).toBe(true)
})

test.each([
  ['a press', ' ', {}],
  ['a shorter shot', 'ArrowDown', { altKey: true }],
  ['a shot moved to the left', 'ArrowLeft', { altKey: true }],
  ['a second back', 'ArrowLeft', { shiftKey: true }],
  ['the shot before', 'ArrowUp', {}],
  ['more shots selected', 'ArrowDown', { shiftKey: true }]
])('a command does not: %s', (_, key, more) => {
  expect(after(key, more)).toBe(false)
})
