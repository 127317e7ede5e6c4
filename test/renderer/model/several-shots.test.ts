// @vitest-environment happy-dom
/** The fields of several selected shots show what they share and change all of them. */
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { cardId, type CardId } from '../../../app/ids.ts'
import Inspector from '../../../renderer/inspector/Inspector.svelte'
import type { OpenFilm } from '../../../renderer/model/film.svelte.ts'
import Inside from '../kit/Inside.svelte'
import { opened, planned } from '../kit/opened.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  localStorage.clear()
  vi.useRealTimers()
})

const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(2_000)
const ids = [1, 2, 3].map((number) => cardId(`card-${number}`)) as [CardId, CardId, CardId]
const prompts = (film: OpenFilm): readonly string[] => film.shots.map(({ card }) => card.prompt)

/** Three shots of 2, 2 and 5 chunks; the first two are selected. */
async function twoOfThree(): Promise<OpenFilm> {
  const { film } = await opened(planned(2, 2, 5))
  film.choice.choose(film.shots[0]!)
  film.choice.select(ids.slice(0, 2))
  render(Inside, { part: Inspector, film })
  return film
}
const input = (name: string) => screen.getByLabelText<HTMLTextAreaElement>(name)

test('texts that differ are left empty, and typing replaces them in one undo step', async () => {
  const film = await twoOfThree()
  const field = input('What happens in all 2')
  expect([field.value, field.placeholder]).toEqual(['', 'Different in each; what you type replaces them all'])
  await fireEvent.input(field, { target: { value: 'It snows.' } })
  await settled()
  expect(prompts(film)).toEqual(['It snows.', 'It snows.', 'shot 3'])
  expect(film.state.undo).toEqual({ what: 'setText.prompt', count: 2 })
  await film.hand.undo()
  expect(prompts(film)).toEqual(['shot 1', 'shot 2', 'shot 3'])
})

test('a field that is left untouched changes nothing', async () => {
  const film = await twoOfThree()
  await fireEvent.focus(input('What happens in all 2'))
  await fireEvent.blur(input('What happens in all 2'))
  await settled()
  expect([prompts(film), film.state.undo]).toEqual([['shot 1', 'shot 2', 'shot 3'], null])
})

test('a text that all have is shown, and can be emptied', async () => {
  const film = await twoOfThree()
  for (const card of ids.slice(0, 2)) await film.hand.edit({ type: 'setText', card, field: 'notes', text: 'Rain.' })
  await vi.waitFor(() => expect(input('Notes of all 2').value).toBe('Rain.'))
  await fireEvent.input(input('Notes of all 2'), { target: { value: '' } })
  await settled()
  expect(film.shots.map(({ card }) => card.notes)).toEqual(['', '', ''])
})

test('typed text stays with its shots when others are selected', async () => {
  const film = await twoOfThree()
  await fireEvent.input(input('Dialogue of all 2'), { target: { value: 'Wait!' } })
  film.choice.select([ids[1], ids[2]])
  await settled()
  expect(film.shots.map(({ card }) => card.dialogue)).toEqual(['Wait!', 'Wait!', ''])
})

test('lengths change by the same; one second stays one', async () => {
  const film = await twoOfThree()
  film.choice.select(ids)
  await vi.waitFor(() =>
    expect(screen.getByRole('group', { name: 'Length of all 3' }).textContent).toMatch(/2 s – 5 s/)
  )
  const group = screen.getByRole('group', { name: 'Length of all 3' })
  for (const _ of [1, 2, 3]) await fireEvent.click(group.querySelector('button')!)
  await settled()
  expect(film.shots.map(({ length }) => length)).toEqual([1, 1, 2])
})

test('the kind of memory is told as several, and chosen for all', async () => {
  const film = await twoOfThree()
  await film.hand.edit({ type: 'setPolicy', cards: [ids[1]], policy: 'sink' })
  const choice = screen.getByLabelText<HTMLSelectElement>('Memory of all 2')
  await vi.waitFor(() => expect(choice.value).toBe('several'))
  await fireEvent.change(choice, { target: { value: 'none' } })
  await settled()
  expect(film.shots.map(({ card }) => card.policy)).toEqual(['none', 'none', null])
})
