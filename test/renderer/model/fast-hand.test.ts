// @vitest-environment happy-dom
/** A hand that is faster than main's answers gets what a slow one gets. */
import { expect, test, vi } from 'vitest'
import type { ActionId } from '../../../renderer/commands/actions.ts'
import { cardId } from '../../../app/ids.ts'
import { opened, planned } from '../kit/opened.ts'
import { perform } from '../../../renderer/commands/perform.ts'
import type * as Sketch from '../../../renderer/model/sketch.ts'

vi.mock('../../../renderer/model/sketch.ts', async (original) => ({
  ...(await original<typeof Sketch>()),
  async makeSketch() {
    await new Promise((resolve) => setTimeout(resolve, 20)) // a large picture takes longer to decode
    return new Uint8Array(4)
  }
}))

const patience = { timeout: 20_000 } // a busy machine
const wait = 5 // milliseconds until main hears of what is asked

/** The cards and their lengths after these actions, pressed without a pause, with the first or so many selected. */
async function after(actions: readonly ActionId[], select: readonly number[] = [1]): Promise<readonly string[]> {
  const { studio, film } = await opened(planned(4, 3, 2, 1), {}, 0, wait)
  film.choice.select(select.map((number) => cardId(`card-${number}`)))
  film.choice.choose(film.shots[select[0]! - 1]!)
  film.choice.select(select.map((number) => cardId(`card-${number}`)))
  for (const id of actions) perform(studio, id)
  await film.hand.turns.idle()
  return film.shots.map(({ card, length }) => `${card.prompt.replace('shot ', '')}:${length}`)
}

test.each<[string, ActionId[], number[], string[]]>([
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

/** The cards and their lengths when the hand presses these, and picks a shot (a number) between, without a pause. */
async function between(steps: readonly (ActionId | number)[]): Promise<readonly string[]> {
  const { studio, film } = await opened(planned(4, 3, 2, 1), {}, 0, wait)
  for (const step of steps) {
    if (typeof step === 'number') film.choice.pick(film.shots.find(({ id }) => id === `card-${step}`)!)
    else perform(studio, step)
  }
  await film.hand.turns.idle()
  return film.shots.map(({ card, length }) => `${card.prompt.replace('shot ', '')}:${length}`)
}

test.each<[string, (ActionId | number)[], string[]]>([
  ['deleted', [1, 'moveRight', 'remove', 3], ['2:3', '3:2', '4:1']],
  ['deleted twice', [1, 'remove', 'remove', 4], ['3:2', '4:1']],
  ['made longer', [1, 'moveRight', 'longer', 3], ['2:3', '1:5', '3:2', '4:1']],
  ['duplicated', [2, 'longer', 'duplicate', 1], ['1:4', '2:4', '2:4', '3:2', '4:1']],
  ['duplicated, and the copy made longer', [2, 'duplicate', 'longer', 1], ['1:4', '2:3', '2:4', '3:2', '4:1']],
  ['cut and pasted elsewhere', [1, 'longer', 'cut', 3, 'paste'], ['2:3', '3:2', '1:5', '4:1']],
  ['moved, and the next one too', [1, 'moveRight', 'moveRight', 4, 'moveLeft'], ['2:3', '3:2', '4:1', '1:4']],
  ['pasted behind it', [1, 'copy', 'paste', 4, 'shorter'], ['1:4', '1:4', '2:3', '3:2', '4:1']],
  ['a new shot behind it', [2, 'longer', 'newCard', 4], ['1:4', '2:4', ':4', '3:2', '4:1']],
  ['undone and deleted', [1, 'remove', 'undo', 'remove', 4, 'longer'], ['2:3', '3:2', '4:2']]
])('what was at hand when a key was pressed is %s, whatever shot is picked then', async (_, steps, end) => {
  expect(await between(steps)).toEqual(end)
})

test('a shot dropped before another lands there, whatever else is pending', async () => {
  const { studio, film } = await opened(planned(4, 3, 2, 1), {}, 0, wait)
  perform(studio, 'duplicate')
  void film.hand.move([cardId('card-4')], 2) // in front of shot 3
  await film.hand.turns.idle()
  expect(film.shots.map(({ card }) => card.prompt.slice(-1))).toEqual(['1', '1', '2', '4', '3'])
})

test('an answer does not move a playhead that the user has moved', async () => {
  const { studio, film } = await opened(planned(4, 3, 2, 1), {}, 0, wait)
  film.scrub(24)
  perform(studio, 'trimStart')
  film.scrub(80)
  await film.hand.turns.idle()
  expect([film.atHand?.id, film.playhead.frame]).toEqual(['card-2', 56])
})

test('pending edits are done before the film is closed', async () => {
  vi.useRealTimers()
  const { studio, film, asked, emit } = await opened(planned(2, 2, 2), {}, 0, wait)
  perform(studio, 'moveRight')
  perform(studio, 'moveRight')
  emit({ type: 'leaving' })
  await vi.waitFor(() => expect(asked.at(-1)!.type).toBe('window.flushed'), patience)
  expect(film.shots.map(({ id }) => id)).toEqual(['card-2', 'card-3', 'card-1'])
})

test.each<[string, ActionId, readonly string[]]>([
  ['an undo takes the sketch back', 'undo', ['5', '3', '2', '1']],
  ['deleting its shot is no failure', 'remove', ['3', '2', '1']]
])('right after a picture was dropped, %s', async (_, action, end) => {
  const { studio, film } = await opened(planned(4, 3, 2, 1), {}, 0, wait)
  perform(studio, 'longer')
  const dropped = film.hand.sketch(cardId('card-1'), new Blob())
  perform(studio, action)
  await dropped
  await film.hand.turns.idle()
  expect(film.shots.map(({ card, length }) => `${length}${card.sketch === null ? '' : ' sketch'}`)).toEqual(end)
  expect(studio.notices.list).toEqual([])
})

test('a dropped picture is stored before its film is closed', async () => {
  const { film, asked, emit } = await opened(planned(2, 2), {}, 0, wait)
  void film.hand.sketch(cardId('card-2'), new Blob())
  emit({ type: 'leaving' })
  await vi.waitFor(() => expect(asked.at(-1)!.type).toBe('window.flushed'), patience)
  expect(film.shots[1]!.card.sketch).not.toBeNull()
})
