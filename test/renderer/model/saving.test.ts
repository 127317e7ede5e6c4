// @vitest-environment happy-dom
/** A film saved elsewhere or duplicated: what is said of it, and for how long. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { opened, planned } from '../kit/opened.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a film saved elsewhere says its new file, and stops saying so by itself', async () => {
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

test('a film that is duplicated says its copy, and that one is still in the first', async () => {
  const { studio } = await opened(planned(2), { 'film.duplicate': () => '/films/copy.throughline' })
  await studio.duplicate()
  const [notice] = studio.notices.list
  expect([notice?.text, notice?.remedy]).toEqual([
    'Duplicated as copy.throughline',
    'You are still in cat.throughline.'
  ])
})

test('is busy until the last of what was asked for is done', async () => {
  let dismiss = (): void => {}
  const dialog = new Promise<null>((done) => (dismiss = () => done(null)))
  const { studio } = await opened(planned(2), { 'film.open': () => dialog })
  const asked = studio.open(null)
  await studio.forget('/films/other.throughline')
  expect(studio.busy).toBe(true)
  dismiss()
  await asked
  expect(studio.busy).toBe(false)
})

test('a dialog that is dismissed says nothing', async () => {
  const { studio } = await opened(planned(2), { 'film.saveAs': () => null, 'film.duplicate': () => null })
  await studio.saveAs()
  await studio.duplicate()
  expect(studio.notices.list).toEqual([])
})
