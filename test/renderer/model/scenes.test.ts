// @vitest-environment happy-dom
/** What the hand does to scenes, by the commands that keys and menus give. */
import { expect, test, vi } from 'vitest'
import { cardId } from '../../../app/ids.ts'
import type { ActionId } from '../../../renderer/commands/actions.ts'
import { perform } from '../../../renderer/commands/perform.ts'
import type { OpenFilm } from '../../../renderer/model/film.svelte.ts'
import { opened, planned } from '../kit/opened.ts'

/** Of each shot what its scene is called. */
const scenes = (film: OpenFilm) => film.shots.map(({ card }) => card.scene?.name ?? null)
const chosen = (film: OpenFilm) => film.inHand.map(({ id }) => id)

async function filmOf(...select: number[]) {
  const { studio, film } = await opened(planned(2, 2, 2, 2), {}, 0, 1)
  const choose = (...numbers: number[]) => film.choice.select(numbers.map((number) => cardId(`card-${number}`)))
  const act = async (...ids: ActionId[]) => {
    for (const id of ids) perform(studio, id)
    await film.hand.turns.idle()
  }
  choose(...select)
  return { film, choose, act }
}

test('the selected shots become a scene, whose name is focused', async () => {
  const { film, act } = await filmOf(2, 3)
  await act('scene')
  expect(scenes(film)).toEqual([null, 'Scene 1', 'Scene 1', null])
  expect(film.wantsScene).toBe(film.atHand!.id)
  expect(film.said).toBe('“Scene 1” is a scene of 2 shots.')
  await act('scene') // all of a scene: only its name
  expect(scenes(film)).toEqual([null, 'Scene 1', 'Scene 1', null])
})

test('a part of a scene becomes a scene of its own, in another colour', async () => {
  const { film, act, choose } = await filmOf(1, 2, 3)
  await act('scene')
  choose(3)
  await act('scene')
  expect(scenes(film)).toEqual(['Scene 1', 'Scene 1', 'Scene 2', null])
  expect(film.shots.map(({ card }) => card.scene?.colour)).toEqual(['sky', 'sky', 'red', undefined])
})

test('one shot selects or dissolves its whole scene', async () => {
  const { film, act, choose } = await filmOf(2, 4)
  await act('scene')
  choose(4)
  await act('selectScene')
  expect(chosen(film)).toEqual(['card-2', 'card-4'])
  choose(2)
  await act('dissolveScene')
  expect(scenes(film)).toEqual([null, null, null, null])
  await act('undo')
  expect(scenes(film)).toEqual([null, 'Scene 1', null, 'Scene 1'])
})

test('a new shot joins the scene of the shot before it', async () => {
  const { film, act, choose } = await filmOf(1, 2)
  await act('scene')
  choose(2)
  await act('newCard')
  expect(scenes(film)).toEqual(['Scene 1', 'Scene 1', 'Scene 1', null, null])
  choose(4)
  await act('newCard')
  expect(scenes(film)).toEqual(['Scene 1', 'Scene 1', 'Scene 1', null, null, null])
})

test('fast commands each apply to the selection at their press', async () => {
  const { film, act, choose } = await filmOf(1)
  const first = act('scene')
  choose(3, 4)
  await Promise.all([first, act('scene')])
  expect(scenes(film)).toEqual(['Scene 1', null, 'Scene 2', 'Scene 2'])
})

test('a name being typed stays with its scene, whichever shot is shown', async () => {
  vi.useFakeTimers()
  const { film, act, choose } = await filmOf(1, 2).finally(() => vi.useRealTimers())
  await act('scene')
  const { id } = film.shots[0]!.card.scene!
  const draft = film.drafts.scene(cardId('card-1'), id)
  draft.text = 'INT. BARN'
  choose(4)
  await draft.leave()
  expect(scenes(film)).toEqual(['INT. BARN', 'INT. BARN', null, null])
  draft.text = 'x'.repeat(201)
  await draft.leave()
  expect(scenes(film)).toEqual(['INT. BARN', 'INT. BARN', null, null])
  expect(draft.refusal?.code).toBe('text.long')
})

test('a name typed in two of its shots is two undo steps', async () => {
  const { film, act } = await filmOf(1, 2)
  await act('scene')
  const { id } = film.shots[0]!.card.scene!
  for (const [card, name] of [
    ['card-1', 'Barn'],
    ['card-2', 'Old barn']
  ] as const) {
    const draft = film.drafts.scene(cardId(card), id)
    draft.text = name
    await draft.leave()
  }
  expect(scenes(film)).toEqual(['Old barn', 'Old barn', null, null])
  await act('undo')
  expect(scenes(film)).toEqual(['Barn', 'Barn', null, null])
})
