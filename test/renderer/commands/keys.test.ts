// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte'
import type { Component } from 'svelte'
import KeysDialog from '../../../renderer/shell/KeysDialog.svelte'
import type { OpenFilm } from '../../../renderer/model/film.svelte.ts'
import Inside from '../kit/Inside.svelte'
import { expect, test } from 'vitest'
import { ariaKeys, keyText } from '../../../renderer/parts/key-names.ts'
import { keyName, placeName, press } from '../../../renderer/commands/keys.ts'
import { opened, planned } from '../kit/opened.ts'
import { catalogue } from '../../../renderer/strings/strings.svelte.ts'

/** A key press as a browser tells it. */
function pressed(key: string, modifiers: KeyboardEventInit & { altGraph?: boolean } = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, ...modifiers })
  event.getModifierState = (name) => name === 'AltGraph' && modifiers.altGraph === true
  return event
}

test('characters behind AltGr are recognised on Linux, Windows and a Mac', () => {
  expect(keyName(pressed('[', { altGraph: true }), false)).toBe('[')
  expect(keyName(pressed('\\', { altGraph: true, ctrlKey: true, altKey: true }), false)).toBe('\\')
  expect(keyName(pressed(']', { altKey: true }), true)).toBe(']')
  expect(keyName(pressed('ArrowLeft', { altKey: true }), true)).toBe('Alt+ArrowLeft')
  expect(keyName(pressed('=', { ctrlKey: true }), false)).toBe('Mod+=')
  expect(keyName(pressed('z', { metaKey: true, shiftKey: true }), true)).toBe('Mod+Shift+Z')
})

test('shortcuts are named by language, and for ARIA', () => {
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

test('Shift needed to type a character is not part of the shortcut', () => {
  expect(keyName(pressed('=', { ctrlKey: true, shiftKey: true }), false)).toBe('Mod+=') // German
  expect(keyName(pressed('?', { shiftKey: true }), false)).toBe('?')
  expect(keyName(pressed('؟', { shiftKey: true }), false)).toBe('?')
})

test('keys of other scripts count by position; Latin letters by letter', () => {
  const at = (key: string, code: string, more: KeyboardEventInit = {}) =>
    placeName(pressed(key, { code, ...more }), false)
  expect(at('ы', 'KeyS')).toBe('S') // Russian
  expect(at('я', 'KeyZ', { ctrlKey: true })).toBe('Mod+Z')
  expect(at('ρ', 'KeyR', { shiftKey: true })).toBe('Shift+R') // Greek
  expect(at('ד', 'KeyS')).toBe('S') // Hebrew
  expect(at('х', 'BracketLeft')).toBe('[')
  expect(at('à', 'Digit0', { ctrlKey: true })).toBe('Mod+0') // French
  expect(at('&', 'Digit1', { ctrlKey: true })).toBe('Mod+1')
  expect(at('۰', 'Digit0', { ctrlKey: true })).toBe('Mod+0') // Persian
  expect(at(',', 'KeyM')).toBeNull() // French
  expect(at('z', 'KeyY')).toBeNull() // German
  expect(at('ü', 'BracketLeft')).toBeNull()
})

test('shortcuts work on a Russian and on a French keyboard', async () => {
  const { studio, film } = await opened(planned(2, 2))
  const does = (key: string, code: string, more: KeyboardEventInit = {}): boolean =>
    press(studio, pressed(key, { code, ...more }))
  expect(does('в', 'KeyD')).toBe(true)
  await expect.poll(() => film.shots.length).toBe(3)
  expect(does('я', 'KeyZ', { ctrlKey: true })).toBe(true)
  await expect.poll(() => film.shots.length).toBe(2)
  const before = studio.preferences.tray
  expect(does('&', 'Digit1', { ctrlKey: true })).toBe(true)
  expect(studio.preferences.tray).toBe(!before)
  studio.preferences.toggle('tray')
  film.scale.chunk = 50
  expect(does('-', 'Digit6', { ctrlKey: true })).toBe(true) // French: the sign itself
  expect(film.scale.chunk).toBe(40)
  expect(does(',', 'KeyM')).toBe(false)
})

test('the table of shortcuts includes those of cards and fields', async () => {
  const { film } = await opened(planned(1))
  render(Inside, { part: KeysDialog as unknown as Component<{ film: OpenFilm }>, film })
  await fireEvent.input(await screen.findByRole('searchbox'), { target: { value: 'enter' } })
  expect(screen.getAllByRole('definition').map(({ textContent }) => textContent)).toEqual(['Enter', 'Ctrl+Enter'])
  expect(screen.getAllByRole('term').map(({ textContent }) => textContent)).toEqual([
    'Write what happens in the shot',
    'On to the words of the next shot'
  ])
  cleanup()
})
