// @vitest-environment happy-dom
/** A film saved elsewhere or duplicated: what is said of it, and for how long. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { opened, planned } from './kit/opened.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('a film saved elsewhere says its new file, and stops saying so by itself', async () => {
  const { studio, film } = await opened(planned(2), {
    'film.saveAs': () => ({ ...film.state, serial: film.state.serial + 10, path: 'C:\\films\\Harbour.throughline' })
  })
  await studio.saveAs()
  expect(studio.notices.list.map(({ tone, text, remedy }) => [tone, text, remedy])).toEqual([
    ['news', 'Saved as Harbour.throughline', 'You are in it now.']
  ])
  vi.advanceTimersByTime(10_000)
  expect(studio.notices.list).toEqual([])
})

it('a film that is duplicated says its copy, and that one is still in the first', async () => {
  const { studio } = await opened(planned(2), { 'film.duplicate': () => '/films/copy.throughline' })
  await studio.duplicate()
  const [notice] = studio.notices.list
  expect([notice?.text, notice?.remedy]).toEqual([
    'Duplicated as copy.throughline',
    'You are still in cat.throughline.'
  ])
})

it('a dialog that is dismissed says nothing', async () => {
  const { studio } = await opened(planned(2), { 'film.saveAs': () => null, 'film.duplicate': () => null })
  await studio.saveAs()
  await studio.duplicate()
  expect(studio.notices.list).toEqual([])
})
