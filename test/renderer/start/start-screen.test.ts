// @vitest-environment happy-dom
/** Who comes back finds the own films first; who is new finds the stories. */
import { cleanup, render, screen } from '@testing-library/svelte'
import { afterEach, expect, test } from 'vitest'
import type { Component } from 'svelte'
import type { OpenFilm } from '../../../renderer/model/film.svelte.ts'
import StartScreen from '../../../renderer/start/StartScreen.svelte'
import Inside from '../kit/Inside.svelte'
import { opened, planned } from '../kit/opened.ts'

afterEach(cleanup)

test.each([
  [[], ['Begin with a story', 'Recent films']],
  [['Pier'], ['Recent films', 'Begin with a story']]
])('with the recent films %j', async (titles, order) => {
  const { studio, film } = await opened(planned(1))
  studio.recents = titles.map((title) => ({ path: `/${title}`, title, opened: 0, present: true, poster: null }))
  render(Inside, { part: StartScreen as unknown as Component<{ film: OpenFilm }>, film })
  expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual(order)
})
