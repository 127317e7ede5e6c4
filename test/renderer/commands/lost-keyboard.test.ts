// @vitest-environment happy-dom
/** Keys meant for a field that disappeared are discarded; keys after the user removed it on purpose are not. */
import { afterEach, expect, test } from 'vitest'
import { endIfGone, followField, isStray } from '../../../renderer/commands/lost-keyboard.ts'

afterEach(() => document.body.replaceChildren())

function focused(): HTMLInputElement {
  const field = document.createElement('input')
  document.body.append(field)
  const focus = new FocusEvent('focusin')
  Object.defineProperty(focus, 'target', { value: field })
  followField(focus)
  return field
}
function stray(target: HTMLElement, key: string, init: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent('keydown', { key, ...init })
  Object.defineProperty(event, 'target', { value: target })
  return isStray(event)
}

test('a letter after the field disappeared is discarded', () => {
  const field = focused()
  expect(stray(field, 'a')).toBe(false)
  field.remove()
  expect(stray(document.body, 'n')).toBe(true)
})

test('the key after Ctrl Enter, which removed the field, is a command', () => {
  const field = focused()
  field.remove() // by the field's own handler, before the window hears of the key
  expect(stray(field, 'Enter', { ctrlKey: true })).toBe(false)
  expect(stray(document.body, 'Backspace')).toBe(false)
})

test('the key after a command that removed the field is a command', () => {
  const field = focused()
  stray(field, '2', { ctrlKey: true })
  field.remove()
  endIfGone()
  expect(stray(document.body, 'n')).toBe(false)
})

test('a field that disappears after a command that left it is still followed', () => {
  const field = focused()
  stray(field, 's', { ctrlKey: true })
  endIfGone()
  stray(field, 'a')
  field.remove()
  expect(stray(document.body, 'n')).toBe(true)
})
