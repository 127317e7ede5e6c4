// @vitest-environment happy-dom
import { fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, expect, test } from 'vitest'
import Vocabulary from '../../../renderer/inspector/Vocabulary.svelte'

const knows = { cast: ['a cat', 'an owl'], colours: ['purple'], actions: ['waits'], places: ['on a farm'], times: [] }
afterEach(() => document.body.replaceChildren())

test('vocabulary words are inserted at the caret, as if typed', async () => {
  const field = document.createElement('textarea')
  field.dataset['prompt'] = ''
  field.value = 'Now  at night.'
  document.body.append(field)
  field.setSelectionRange(4, 4)
  const heard: string[] = []
  field.addEventListener('input', () => heard.push(field.value))
  render(Vocabulary, { knows })

  await fireEvent.click(screen.getByRole('button', { name: 'an owl', hidden: true }))
  field.setSelectionRange(11, 11) // behind it, where a browser leaves the caret and happy-dom does not
  await fireEvent.click(screen.getByRole('button', { name: 'waits', hidden: true }))
  expect(field.value).toBe('Now an owl waits at night.')
  expect(heard).toEqual(['Now an owl at night.', field.value])
  expect(document.activeElement).toBe(field)
})
