// @vitest-environment happy-dom
/** Keys meant for a field that disappeared are discarded; keys after the user removed it on purpose are not. */
import { afterEach, expect, test } from 'vitest'
import { endIfGone, followField, isStray } from '../../../renderer/commands/lost-keyboard.ts'

afterEach(() => document.body.replaceChildren())

/** Presses a key, of which the window hears last. @param does what the page does with it @returns whether it is discarded */
function press(key: string, target: Element = document.body, more: KeyboardEventInit = {}, does = () => {}): boolean {
  let stray = false
  const event = new KeyboardEvent('keydown', { key, bubbles: true, ...more })
  const heard = (event: KeyboardEvent): void => {
    stray = isStray(event)
    if (stray) return
    does()
    endIfGone(event)
  }
  window.addEventListener('keydown', heard, { once: true })
  target.dispatchEvent(event)
  return stray
}

/** A focused field in which these keys were typed. */
function written(...keys: readonly string[]): HTMLElement {
  const field = document.body.appendChild(document.createElement('textarea'))
  window.addEventListener('focusin', followField, { once: true })
  field.dispatchEvent(new FocusEvent('focusin', { bubbles: true }))
  for (const key of keys) expect(press(key, field)).toBe(false)
  return field
}

test('keys for a field that is gone are no commands until a pause, Escape or a press', () => {
  written('n').remove()
  expect(['n', ' ', 'Backspace', 'd'].map((key) => press(key))).toEqual([true, true, true, true])
  expect(press('z', document.body, { ctrlKey: true })).toBe(false)
  expect([press('Escape'), press('n')]).toEqual([true, false])
  written('n').remove()
  window.addEventListener('pointerdown', followField, { once: true })
  document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }))
  expect(press('n')).toBe(false)
})

test('they are commands if the user removed the field by an undo', () => {
  const field = written('n')
  expect(press('я', field, { code: 'KeyZ', ctrlKey: true })).toBe(false)
  field.remove()
  expect(press('n')).toBe(false)
})

test('they are commands if the field was left before', () => {
  for (const key of ['Escape', 'Enter', 'Tab']) {
    written('n', key).remove()
    expect(press('n')).toBe(false)
  }
  const field = written('n')
  expect(press('n')).toBe(false) // another part of the page has the keyboard
  field.remove()
  expect(press('n')).toBe(false)
})

test('they are commands if a key with Mod removed the field: by its own handler', () => {
  const field = written('a')
  field.addEventListener('keydown', () => field.remove(), { once: true })
  expect(press('Enter', field, { ctrlKey: true })).toBe(false)
  expect(press('Backspace')).toBe(false)
})

test('they are commands if a key with Mod removed the field: by a command', () => {
  const field = written('a')
  expect(press('2', field, { ctrlKey: true }, () => field.remove())).toBe(false)
  expect(press('n')).toBe(false)
})

test('they are no commands if the field disappeared after such a key', () => {
  const field = written('a')
  expect(press('s', field, { ctrlKey: true })).toBe(false)
  expect(press('a', field)).toBe(false)
  field.remove()
  expect(press('n')).toBe(true)
})
