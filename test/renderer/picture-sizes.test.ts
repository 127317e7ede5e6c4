// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest'

beforeEach(() => {
  localStorage.clear()
  vi.resetModules()
})
/** As a window that has just opened has them. */
const fresh = async () => (await import('../../renderer/exports/picture-sizes.svelte.ts')).pictureSizes

it('a film to send fills a screen, a GIF and single pictures stay as they are', async () => {
  const sizes = await fresh()
  expect((['mp4', 'webm', 'gif', 'png'] as const).map((format) => sizes.of(format))).toEqual([4, 4, 1, 1])
})

it('what was chosen for a format is there again, and the other formats keep theirs', async () => {
  ;(await fresh()).choose('gif', 2)
  vi.resetModules()
  const sizes = await fresh()
  expect([sizes.of('gif'), sizes.of('mp4')]).toEqual([2, 4])
})

it.each(['nonsense', 'null', '[]', '{"mp4":3,"gif":"2","png":{}}'])('%s is no size: the standard one', async (kept) => {
  localStorage.setItem('pictureSizes', kept)
  const sizes = await fresh()
  expect((['mp4', 'gif', 'png'] as const).map((format) => sizes.of(format))).toEqual([4, 1, 1])
})
