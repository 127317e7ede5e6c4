// @vitest-environment happy-dom
/** One shot on the timeline: how its prompt is opened, and what a narrow card leaves out. */
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, expect, test } from 'vitest'
import CardBlock from '../../../renderer/timeline/CardBlock.svelte'
import { opened, planned } from '../kit/opened.ts'

afterEach(cleanup)

/** @param width in pixels */
async function card(width: number) {
  const { film } = await opened(planned(2, 1))
  const shot = film.shots[1]!
  const { container } = render(CardBlock, {
    ...{ film, shot, x: 0, width, length: 1 },
    ...{ onpress: () => {}, onclick: () => {} }
  })
  return { film, shot, container, face: screen.getByRole('button', { name: /^Shot 2/ }) }
}

test.each<[string, (face: HTMLElement) => Promise<unknown>]>([
  ['Enter', (face) => fireEvent.keyDown(face, { key: 'Enter' })],
  ['a double click', (face) => fireEvent.dblClick(face)]
])('%s opens its prompt', async (_, act) => {
  const { film, shot, face } = await card(60)
  await act(face)
  expect([film.atHand?.id, film.wantsPrompt]).toEqual([shot.id, shot.id])
})

test('Enter with Ctrl, Alt or Shift is another command', async () => {
  const { film, face } = await card(60)
  for (const held of ['ctrlKey', 'altKey', 'shiftKey', 'metaKey'] as const)
    await fireEvent.keyDown(face, { key: 'Enter', [held]: true })
  expect(film.wantsPrompt).toBeNull()
})

test.each([
  [44, 'narrow', 'no word'],
  [64, 'narrow', 'no word'],
  [100, 'wide', 'no word'],
  [150, 'wide', 'Planned']
])('%s pixels wide it is %s and says %s', async (width, size, word) => {
  const { container } = await card(width)
  const foot = container.querySelector('.foot')!
  const said = foot.querySelector('.mark span:not(.spoken)')?.textContent ?? 'no word'
  expect([foot.classList.contains('narrow') ? 'narrow' : 'wide', said]).toEqual([size, word])
  expect(foot.querySelector('.length')!.textContent.trim()).toBe('1 s')
})
