// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/svelte'
import { afterEach, expect, test } from 'vitest'
import Inspector from '../../../renderer/inspector/Inspector.svelte'
import Inside from '../kit/Inside.svelte'
import { opened, planned } from '../kit/opened.ts'

afterEach(cleanup)

test.each([
  [3, 1],
  [1, 3],
  [2, 3]
])('of several shots the details are those of the last one clicked: %s, then %s', async (first, last) => {
  const { film } = await opened(planned(2, 2, 2))
  film.choice.pick(film.shots[first - 1]!)
  film.choice.toggle(film.shots[last - 1]!)
  render(Inside, { part: Inspector, film })
  expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('2 shots selected')
  expect(screen.getByText(`Below: shot ${last}, at the playhead.`)).toBeTruthy()
  expect(screen.getByLabelText<HTMLTextAreaElement>('What happens').value).toBe(`shot ${last}`)
})
