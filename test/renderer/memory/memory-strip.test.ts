// @vitest-environment happy-dom
import { fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, expect, test } from 'vitest'
import type { Granted, MemoryView, Remembered } from '../../../app/contract/memory.ts'
import MemoryStrip from '../../../renderer/memory/MemoryStrip.svelte'
import type { Making } from '../../../app/contract/open-film.ts'
import { waking } from '../../../main/desk/making.ts'
import Inside from '../kit/Inside.svelte'
import { opened, planned } from '../kit/opened.ts'

afterEach(() => document.body.replaceChildren())

/** Two pictures of one second, neither of which has been given a name. */
const granted = [0, 1].map((frame): Granted => ({
  ...{ page: 'a'.repeat(64), frame, at: frame, picture: null, wish: 'pin', before: 0, now: 8 }
}))
const view: MemoryView = { made: true, open: false, frames: [], granted, marks: [], layers: 8, places: 3 }

test('describes the effect of each wish, also of equal ones', async () => {
  const { film } = await opened(planned(2), { 'memory.of': () => view })
  render(MemoryStrip, { film })
  const list = await screen.findByRole('list', { name: 'What that did to this take' })
  expect([...list.children].map((item) => item.textContent)).toEqual(
    Array(2).fill('From a shot that left the film, at 0 s: kept in mind, clearly remembered; not remembered before.')
  )
})

test('an opened picture stays open when it moves, and when film is made', async () => {
  const frame: Remembered = { page: 'b'.repeat(64), frame: 0, at: 0, picture: null, kind: 'window', votes: 8 }
  let kind: Remembered['kind'] = 'window'
  const { film, emit } = await opened(planned(2, 2), {
    'memory.of': () => ({ ...view, granted: [], frames: [{ ...frame, kind }] })
  })
  film.work.generate()
  render(Inside, { part: MemoryStrip, film })
  const picture = (): Promise<HTMLElement> => screen.findByRole('button', { name: /From a shot that left/ })
  await fireEvent.click(await picture())
  const card = (await screen.findByRole('dialog')).firstElementChild // with what is being written in it
  const before = await picture()
  kind = 'bank'
  emit({ type: 'making', session: 1, making: { ...waking, card: film.shots[1]!.id, job: 'a', ready: 1 } as Making })
  await film.hand.edit({ type: 'lengthenCards', cards: [film.shots[0]!.id], by: 1 })
  await expect.poll(async () => (await picture()) === before).toBe(false)
  expect(screen.getByRole('dialog').firstElementChild).toBe(card)
  expect(film.atHand?.index).toBe(0)
})
