// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { press } from '../../../renderer/commands/keys.ts'
import { followWriting } from '../../../renderer/commands/writing.ts'
import { opened, planned } from '../kit/opened.ts'

/** A field of the page, and a browser that does or does not take back by itself. */
function fieldWith(text: string): HTMLTextAreaElement {
  const field = document.body.appendChild(document.createElement('textarea'))
  field.value = text
  field.focus()
  return field
}

function write(field: HTMLTextAreaElement, text: string, inputType = 'insertText'): void {
  field.value = text
  field.dispatchEvent(new InputEvent('input', { inputType, bubbles: true }))
}

const key = (field: HTMLElement, name: string, shiftKey = false, repeat = false): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', { key: name, ctrlKey: true, shiftKey, repeat })
  Object.defineProperty(event, 'target', { value: field })
  return event
}

describe('undo while text is written', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    for (const type of ['focusin', 'input']) document.addEventListener(type, followWriting)
  })
  afterEach(() => {
    vi.useRealTimers()
    for (const type of ['focusin', 'input']) document.removeEventListener(type, followWriting)
    document.body.replaceChildren()
  })
  const edited = async () => {
    const { studio, film } = await opened(planned(2))
    await film.hand.add('')
    return { studio, film }
  }

  test('is the film’s in a field where nothing was written', async () => {
    const { studio, film } = await edited()
    expect(press(studio, key(fieldWith(''), 'z'))).toBe(true)
    await vi.waitFor(() => expect(film.shots).toHaveLength(1))
    expect(press(studio, key(fieldWith('shot 1'), 'z', true))).toBe(true)
    await vi.waitFor(() => expect(film.shots).toHaveLength(2))
  })

  test('is the text’s while it has own edits, then the film’s', async () => {
    const { studio, film } = await edited()
    const field = fieldWith('')
    write(field, 'A cat')
    expect(press(studio, key(field, 'z'))).toBe(false) // the browser’s turn
    write(field, '', 'historyUndo')
    await vi.runAllTimersAsync()
    expect(film.shots).toHaveLength(2)
    expect(press(studio, key(field, 'z', true))).toBe(false)
    write(field, 'A cat', 'historyRedo')
    await vi.runAllTimersAsync()
    expect(press(studio, key(field, 'z'))).toBe(false)
    write(field, '', 'historyUndo')
    await vi.runAllTimersAsync()
    expect(press(studio, key(field, 'z'))).toBe(true)
    await vi.waitFor(() => expect(film.shots).toHaveLength(1))
  })

  test('is the film’s when the browser has nothing to undo', async () => {
    const { studio, film } = await edited()
    const field = fieldWith('')
    write(field, '@Mia')
    expect(press(studio, key(field, 'z'))).toBe(false)
    await vi.runAllTimersAsync()
    expect(film.shots).toHaveLength(1)
  })

  test('undoes a whole stretch of typing although the browser split it', async () => {
    const { studio } = await edited()
    const field = fieldWith('')
    const texts = ['', 'A', 'A d', 'A dog', 'A dog, a cat'] // each a step of the browser; the last was pasted
    for (const [at, text] of texts.entries())
      if (at > 0) write(field, text, at === 4 ? 'insertFromPaste' : 'insertText')
    let at = 4
    document.execCommand = (step) => {
      at += step === 'undo' ? -1 : 1
      write(field, texts[at]!, step === 'undo' ? 'historyUndo' : 'historyRedo')
      return true
    }
    const travel = async (step: 'undo' | 'redo') => {
      expect(press(studio, key(field, 'z', step === 'redo'))).toBe(false)
      document.execCommand(step) // the browser’s turn
      await vi.runAllTimersAsync()
      return field.value
    }
    expect(await travel('undo')).toBe('A dog') // what was pasted is one step
    expect(await travel('undo')).toBe('')
    expect(await travel('redo')).toBe('A dog')
    expect(await travel('redo')).toBe('A dog, a cat')
  })

  test('does not continue into the film while the key repeats', async () => {
    const { studio, film } = await edited()
    expect(press(studio, key(fieldWith(''), 'z', false, true))).toBe(true)
    await vi.runAllTimersAsync()
    expect(film.shots).toHaveLength(2)
  })

  test('never touches the film from a dialog', async () => {
    const { studio } = await edited()
    const dialog = document.body.appendChild(document.createElement('div'))
    dialog.setAttribute('role', 'dialog')
    const field = fieldWith('')
    dialog.append(field)
    expect(press(studio, key(field, 'z'))).toBe(false)
  })

  test('ignores text that the program set', async () => {
    const { studio } = await edited()
    const field = fieldWith('A dog')
    write(field, 'A dogs')
    field.value = 'A cat' // undone in the film
    expect(press(studio, key(field, 'z'))).toBe(true)
  })
})
