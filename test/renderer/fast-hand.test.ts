// @vitest-environment happy-dom
/** A hand that is faster than main's answers gets what a slow one gets. */
import { expect, it, vi } from 'vitest'
import type { ActionId } from '../../renderer/state/actions.ts'
import { cardId } from '../../app/ids.ts'
import { opened, planned } from './kit/opened.ts'

const wait = 5 // milliseconds until main hears of what is asked

/** The cards and their lengths after these actions, pressed without a pause, with the first or so many selected. */
async function after(actions: readonly ActionId[], select: readonly number[] = [1]): Promise<readonly string[]> {
  const { studio, film } = await opened(planned(4, 3, 2, 1), {}, 0, wait)
  film.select(select.map((number) => cardId(`card-${number}`)))
  film.choose(film.shots[select[0]! - 1]!)
  film.select(select.map((number) => cardId(`card-${number}`)))
  for (const id of actions) studio.perform(id)
  await film.hand.idle()
  return film.shots.map(({ card, length }) => `${card.prompt.replace('shot ', '')}:${length}`)
}

it.each<[string, ActionId[], number[], string[]]>([
  ['three places to the right', ['moveRight', 'moveRight', 'moveRight'], [1], ['2:3', '3:2', '4:1', '1:4']],
  ['two there, one back', ['moveRight', 'moveRight', 'moveLeft'], [1], ['2:3', '1:4', '3:2', '4:1']],
  ['two shots over the end', ['moveRight', 'moveRight', 'moveRight'], [2, 3], ['1:4', '4:1', '2:3', '3:2']],
  ['shorter until it is one second, and no further', Array(6).fill('shorter'), [1], ['1:1', '2:3', '3:2', '4:1']],
  ['longer and moved', ['longer', 'moveRight', 'longer'], [2], ['1:4', '3:2', '2:5', '4:1']],
  ['deleted three times', ['remove', 'remove', 'remove'], [1], ['4:1']],
  ['deleted, all of it, and once more', ['remove', 'remove'], [1, 2, 3, 4], []],
  ['duplicated twice', ['duplicate', 'duplicate'], [4], ['1:4', '2:3', '3:2', '4:1', '4:1', '4:1']],
  ['moved and undone', ['moveRight', 'moveRight', 'undo'], [1], ['2:3', '1:4', '3:2', '4:1']]
])('%s', async (_, actions, select, end) => {
  expect(await after(actions, select)).toEqual(end)
})

it('what is done while main is slow is done before the film is left', async () => {
  vi.useRealTimers()
  const { studio, film, asked, tell } = await opened(planned(2, 2, 2), {}, 0, wait)
  studio.perform('moveRight')
  studio.perform('moveRight')
  tell({ type: 'leaving' })
  await vi.waitFor(() => expect(asked.at(-1)!.type).toBe('window.left'))
  expect(film.shots.map(({ id }) => id)).toEqual(['card-2', 'card-3', 'card-1'])
})
