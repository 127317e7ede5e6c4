// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest'

beforeEach(() => {
  localStorage.clear()
  vi.resetModules()
})
/** As a window that has just opened has them. */
const fresh = async () => (await import('../../../renderer/exports/choices.svelte.ts')).exportChoices

test('by default films are enlarged, GIF and single pictures are not', async () => {
  const choices = await fresh()
  expect(choices.format).toBe('mp4')
  expect((['mp4', 'webm', 'gif', 'png'] as const).map((format) => choices.sizeOf(format))).toEqual([4, 4, 1, 1])
})

test('the size is remembered per format', async () => {
  const before = await fresh()
  before.chooseSize('gif', 2)
  before.format = 'pdf'
  vi.resetModules()
  const choices = await fresh()
  expect([choices.format, choices.sizeOf('gif'), choices.sizeOf('mp4')]).toEqual(['pdf', 2, 4])
})

test('options for editors are remembered; invalid ones are not', async () => {
  const before = await fresh()
  expect(before.edit).toEqual({ rate: '24', media: 'prores', takes: 'starred' })
  before.chooseEdit({ rate: '29.97', takes: 'all' })
  before.chooseSize('edit', 2)
  vi.resetModules()
  const choices = await fresh()
  expect([choices.edit, choices.sizeOf('edit')]).toEqual([{ rate: '29.97', media: 'prores', takes: 'all' }, 2])
  localStorage.setItem('exports', '{"edit":{"rate":12,"media":"avi","takes":"all"}}')
  vi.resetModules()
  expect((await fresh()).edit).toEqual({ rate: '24', media: 'prores', takes: 'all' })
})

test('by default shots that are not made stand in, and nothing is burnt in', async () => {
  const before = await fresh()
  expect(before.animatic).toEqual({ animatic: true, burn: { number: false, timecode: false } })
  before.chooseAnimatic({ animatic: false, burn: { number: true, timecode: false } })
  vi.resetModules()
  expect((await fresh()).animatic).toEqual({ animatic: false, burn: { number: true, timecode: false } })
  localStorage.setItem('exports', '{"animatic":{"animatic":1,"burn":[true]}}')
  vi.resetModules()
  expect((await fresh()).animatic).toEqual({ animatic: true, burn: { number: false, timecode: false } })
})

test.each([
  'nonsense',
  'null',
  '[]',
  '{"format":"avi","sizes":{"mp4":3,"gif":"2","png":{}}}',
  '{"sizes":1,"fitted":{"at":{"x":2}}}'
])('invalid stored choices fall back to defaults: %s', async (kept) => {
  localStorage.setItem('exports', kept)
  const choices = await fresh()
  expect(choices.format).toBe('mp4')
  expect((['mp4', 'gif', 'png'] as const).map((format) => choices.sizeOf(format))).toEqual([4, 1, 1])
})

test('a size with a name, its fit, its crop and its filter are remembered', async () => {
  const before = await fresh()
  before.chooseSize('mp4', 'square')
  before.chooseFitted({ fit: 'crop', at: { x: 0.25, y: 0.5 }, enlarge: 'nearest' })
  vi.resetModules()
  const choices = await fresh()
  expect(choices.deliveryOf('mp4')).toEqual({
    ...{ size: { width: 1080, height: 1080 }, fit: 'crop', at: { x: 0.25, y: 0.5 }, enlarge: 'nearest' }
  })
  localStorage.setItem('exports', '{"sizes":{"mp4":"imax"},"fitted":{"fit":"stretch","at":{"x":-1},"enlarge":1}}')
  vi.resetModules()
  const usual = { size: 4, fit: 'bars', at: { x: 0.5, y: 0.5 }, enlarge: 'lanczos' }
  expect((await fresh()).deliveryOf('mp4')).toEqual(usual)
})
