// @vitest-environment happy-dom
/** A film saved elsewhere or duplicated: what is said of it, and for how long. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { opened, planned } from '../kit/opened.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('Save As shows the new file for a while', async () => {
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

test('Duplicate shows the copy, and stays in the original', async () => {
  const { studio } = await opened(planned(2), { 'film.duplicate': () => '/films/copy.throughline' })
  await studio.duplicate()
  const [notice] = studio.notices.list
  expect([notice?.text, notice?.remedy]).toEqual([
    'Duplicated as copy.throughline',
    'You are still in cat.throughline.'
  ])
})

test('is busy until all requests are answered', async () => {
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

test('a cancelled dialog shows no notice', async () => {
  const { studio } = await opened(planned(2), { 'film.saveAs': () => null, 'film.duplicate': () => null })
  await studio.saveAs()
  await studio.duplicate()
  expect(studio.notices.list).toEqual([])
})
