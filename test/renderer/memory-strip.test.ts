// @vitest-environment happy-dom
import { render, screen } from '@testing-library/svelte'
import { afterEach, expect, it } from 'vitest'
import type { Granted, MemoryView } from '../../app/contract/memory.ts'
import MemoryStrip from '../../renderer/memory/MemoryStrip.svelte'
import { opened, planned } from './kit/opened.ts'

afterEach(() => document.body.replaceChildren())

/** Two pictures of one second, neither of which has been given a name. */
const granted = [0, 1].map((frame): Granted => ({
  ...{ page: 'a'.repeat(64), frame, at: frame, picture: null, wish: 'pin', before: 0, now: 8 }
}))
const view: MemoryView = { made: true, open: false, frames: [], granted, marks: [], layers: 8, places: 3 }

it('says of two wishes that come to the same what each did', async () => {
  const { film } = await opened(planned(2), { 'memory.of': () => view })
  render(MemoryStrip, { film })
  const list = await screen.findByRole('list', { name: 'What that did to this take' })
  expect([...list.children].map((item) => item.textContent)).toEqual(
    Array(2).fill('From a shot that left the film, at 0 s: kept in mind, clearly remembered; not remembered before.')
  )
})
