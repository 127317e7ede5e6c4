// @vitest-environment happy-dom
/** Finding shots by state, and selecting all that were found. */
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, expect, test, vi } from 'vitest'
import FindDialog from '../../../renderer/shell/FindDialog.svelte'
import { opened, planned } from '../kit/opened.ts'

afterEach(() => {
  cleanup()
  document.body.replaceChildren()
})

test('only the shots in one state are listed, and all of them are selected', async () => {
  const { film } = await opened(planned(2, 2, 2, 2))
  const [one, , three, four] = film.shots.map(({ id }) => id)
  film.making = { card: one, queue: [three, four], made: 0, all: 8, step: 0, state: 'working' } as never
  const close = vi.fn()
  render(FindDialog, { film, close })
  const numbers = () => screen.getAllByRole('option').map((each) => each.querySelector('.number')!.textContent)
  const state = (name: RegExp) => screen.getByRole('button', { name })
  expect(numbers()).toEqual(['1', '2', '3', '4'])
  expect(state(/^Planned\s*1$/)).toBeTruthy()

  await fireEvent.click(state(/^Waiting\s*2$/))
  expect(numbers()).toEqual(['3', '4'])
  await fireEvent.click(state(/^Waiting\s*2$/)) // off again
  expect(numbers()).toEqual(['1', '2', '3', '4'])
  await fireEvent.click(state(/^Waiting\s*2$/))
  await fireEvent.click(screen.getByRole('button', { name: 'Select all 2' }))
  expect(film.inHand.map(({ id }) => id)).toEqual([three, four])
  expect(film.atHand!.id).toBe(three)
  expect(close).toHaveBeenCalledOnce()
})

test('Ctrl Enter selects all shots that say the words', async () => {
  const { film } = await opened(planned(2, 2, 2))
  render(FindDialog, { film, close: vi.fn() })
  const box = screen.getByRole('combobox')
  await fireEvent.input(box, { target: { value: 'shot' } })
  await fireEvent.keyDown(box, { key: 'Enter', ctrlKey: true })
  expect(film.inHand).toHaveLength(3)
})
