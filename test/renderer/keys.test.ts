// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { ariaKeys, keyText } from '../../renderer/parts/key-names.ts'
import { keyName } from '../../renderer/shell/keys.ts'
import { catalogue } from '../../renderer/strings/strings.svelte.ts'

/** A key press as a browser tells it. */
function pressed(key: string, modifiers: KeyboardEventInit & { altGraph?: boolean } = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, ...modifiers })
  event.getModifierState = (name) => name === 'AltGraph' && modifiers.altGraph === true
  return event
}

it('signs behind AltGr are the signs: German [ on Linux, on Windows (Ctrl and Alt) and on a Mac (⌥)', () => {
  expect(keyName(pressed('[', { altGraph: true }), false)).toBe('[')
  expect(keyName(pressed('\\', { altGraph: true, ctrlKey: true, altKey: true }), false)).toBe('\\')
  expect(keyName(pressed(']', { altKey: true }), true)).toBe(']')
  expect(keyName(pressed('ArrowLeft', { altKey: true }), true)).toBe('Alt+ArrowLeft')
  expect(keyName(pressed('=', { ctrlKey: true }), false)).toBe('Mod+=')
  expect(keyName(pressed('z', { metaKey: true, shiftKey: true }), true)).toBe('Mod+Shift+Z')
})

it('keys are written as the language writes them, and as ARIA names them', () => {
  expect(['Mod+Shift+Z', 'Space', 'Shift+?', 'Alt+ArrowUp', 'Mod++'].map((name) => keyText(name, false))).toEqual([
    ...['Ctrl+Shift+Z', 'Space', '?', 'Alt+↑', 'Ctrl++']
  ])
  expect(keyText('Mod+Shift+Z', true)).toBe('⌘⇧Z')
  catalogue.choose('de')
  expect(['Mod+Z', 'Delete', 'Home'].map((name) => keyText(name, false))).toEqual(['Strg+Z', 'Entf', 'Pos1'])
  expect(ariaKeys('Mod+Z', false)).toBe('Control+Z')
  expect(ariaKeys('Mod+Z', true)).toBe('Meta+Z')
  catalogue.choose('en')
})
