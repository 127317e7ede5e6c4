// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/svelte'
import { afterEach, expect, test } from 'vitest'
import EdgeHint from '../../../renderer/timeline/EdgeHint.svelte'
import { opened, planned } from '../kit/opened.ts'

afterEach(cleanup)

test.each([
  [6, '+2 s', '6 s'],
  [1, '−3 s', '1 s'],
  [4, '+0 s', '4 s']
])('beside the pointer stands by how much a shot changes: to %s s, %s', async (length, by, whole) => {
  const { film } = await opened(planned(4))
  const { id } = film.shots[0]!
  const hold = { held: { kind: 'edge', card: id, edge: 'end', roll: false }, x: 10, y: 10, fromX: 0, fromY: 0 } as const
  render(EdgeHint, { film, hold, lengths: new Map([[id, length]]) })
  expect(screen.getByText(by).parentElement!.textContent.replace(/\s+/g, ' ').trim()).toBe(`${by} ${whole}`)
})
