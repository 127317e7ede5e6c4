// @vitest-environment happy-dom
/** The timeline as a part of the page. */
import { cleanup, fireEvent, render } from '@testing-library/svelte'
import { expect, test } from 'vitest'
import type { Component } from 'svelte'
import type { OpenFilm } from '../../../renderer/model/film.svelte.ts'
import Timeline from '../../../renderer/timeline/Timeline.svelte'
import Inside from '../kit/Inside.svelte'
import { opened, planned } from '../kit/opened.ts'

test('ignores a scroll event after its film was closed', async () => {
  const { film } = await opened(planned(2, 2))
  render(Inside, { part: Timeline as unknown as Component<{ film: OpenFilm }>, film })
  const view = document.querySelector('[data-timeline]')!
  const errors: unknown[] = []
  window.addEventListener('error', (event) => {
    event.preventDefault()
    errors.push(event.message)
  })
  cleanup()
  await fireEvent.scroll(view)
  expect(errors).toEqual([])
})
