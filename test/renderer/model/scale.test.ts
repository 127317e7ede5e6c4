// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { opened, planned } from '../kit/opened.ts'
import { perform } from '../../../renderer/commands/perform.ts'

const tenMinutes = planned(...Array.from({ length: 100 }, () => 6))

test('fit shows the whole film, of any length, to the pixel', async () => {
  const { film } = await opened(tenMinutes)
  film.scale.width = 1280
  film.scale.fit()
  expect(film.scale.content(film.chunks)).toBe(1280)
  film.zoom(0.01)
  expect(film.scale.content(film.chunks)).toBe(1280)
  expect(film.scale.chunk).toBe(film.scale.narrowest)
})

test('a short film may be zoomed out beyond fitting', async () => {
  const { film } = await opened(planned(4))
  film.scale.width = 1280
  film.zoom(0.01)
  expect(film.scale.chunk).toBe(6)
})

test('Home and End show the playhead they move', async () => {
  const { studio, film } = await opened(tenMinutes)
  film.scale.width = 1280
  perform(studio, 'last')
  const x = (): number => film.scale.x(film.now) - film.scale.scroll
  expect(x()).toBeLessThan(1280)
  expect(film.scale.scroll).toBeGreaterThan(20_000)
  perform(studio, 'first')
  expect(film.scale.scroll).toBe(0)
})

test('many small zoom steps keep the time under the pointer', async () => {
  const { film } = await opened(tenMinutes)
  film.scale.width = 1280
  film.scale.scroll = 5000
  const under = (): number => film.scale.at(film.scale.scroll + 700)
  const before = under()
  for (let step = 0; step < 40; step++) film.scale.zoom(step < 20 ? 1.03 : 1 / 1.05, 700)
  expect(under()).toBeCloseTo(before, 6)
})
