// @vitest-environment happy-dom
/** Locking the shot numbers, and counting again, by the commands of the menus. */
import { expect, test } from 'vitest'
import { cardId } from '../../../app/ids.ts'
import type { ActionId } from '../../../renderer/commands/actions.ts'
import { can, perform } from '../../../renderer/commands/perform.ts'
import { opened, planned } from '../kit/opened.ts'

test('locked numbers stay when shots are added; they can be counted again', async () => {
  const { studio, film } = await opened(planned(2, 2, 2))
  const act = async (id: ActionId) => {
    perform(studio, id)
    await film.hand.turns.idle()
  }
  const numbers = () => film.shots.map(({ number }) => number)
  const ready = () => (['lockNumbers', 'countNumbers'] as const).filter((id) => can(studio, id))

  expect(ready()).toEqual(['lockNumbers'])
  await act('lockNumbers')
  expect(ready()).toEqual(['countNumbers'])
  expect(film.said).toBe('Every shot keeps its number now.')
  expect(film.state.undo).toMatchObject({ what: 'lockNumbers' })

  film.choice.select([cardId('card-1')])
  await act('newCard')
  await act('duplicate')
  expect(numbers()).toEqual(['1', '1A', '1B', '2', '3'])

  await act('countNumbers')
  expect(numbers()).toEqual(['1', '2', '3', '4', '5'])
  expect(ready()).toEqual(['lockNumbers'])
  await act('undo')
  expect(numbers()).toEqual(['1', '1A', '1B', '2', '3'])
})
