// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { chunk } from '../../../app/time.ts'
import { menuBar } from '../../../renderer/commands/menu-bar.ts'
import { actionName } from '../../../renderer/commands/action-name.ts'
import type { OpenFilm } from '../../../renderer/model/film.svelte.ts'
import { opened, planned } from '../kit/opened.ts'
import { perform } from '../../../renderer/commands/perform.ts'

/** docs/shot-at-hand.md */
const hand = (film: OpenFilm) => [film.atHand?.id, film.inHand.map(({ id }) => id)]
const alone = (id: string) => [id, [id]]

describe('the shot at hand is the one under the playhead', () => {
  test('from the start, and wherever the playhead is taken', async () => {
    const { studio, film } = await opened(planned(2, 3, 2))
    expect(hand(film)).toEqual(alone('card-1'))
    film.playhead.seek(30)
    expect(hand(film)).toEqual(alone('card-2'))
    perform(studio, 'last')
    expect(hand(film)).toEqual(alone('card-3'))
    film.step(-24)
    expect(hand(film)).toEqual(alone('card-2'))
    perform(studio, 'selectNone')
    expect(hand(film)).toEqual(alone('card-2'))
  })

  test('follows playback', async () => {
    const { film } = await opened(planned(1, 3))
    film.playhead.seek(11)
    film.playhead.run(8)
    await expect.poll(() => hand(film)).toEqual(alone('card-2'))
    film.playhead.halt()
    expect(film.inHand).toHaveLength(1)
  })

  test('is among several selected shots; outside of them it is selected alone', async () => {
    const { film } = await opened(planned(2, 3, 2, 2))
    film.choice.extend(film.shots[2]!)
    expect(hand(film)).toEqual(['card-3', ['card-1', 'card-2', 'card-3']])
    film.playhead.seek(30)
    expect(hand(film)).toEqual(['card-2', ['card-1', 'card-2', 'card-3']])
    film.playhead.seek(90)
    expect(hand(film)).toEqual(alone('card-4'))
  })

  test('deselected, is replaced by the nearest; the last one stays', async () => {
    const { film } = await opened(planned(2, 3, 2, 2))
    film.choice.toggle(film.shots[3]!)
    film.choice.toggle(film.shots[2]!)
    expect(hand(film)).toEqual(['card-3', ['card-1', 'card-3', 'card-4']])
    film.choice.toggle(film.shots[2]!)
    expect(hand(film)).toEqual(['card-4', ['card-1', 'card-4']])
    film.choice.toggle(film.shots[0]!)
    film.choice.toggle(film.shots[3]!)
    expect(hand(film)).toEqual(alone('card-4'))
  })
})

describe('the playhead belongs to its shot', () => {
  test('moves with its shot when shots are changed or moved', async () => {
    const { film } = await opened(planned(2, 3, 2))
    film.playhead.seek(40)
    await film.hand.edit({ type: 'setLength', card: film.shots[0]!.id, length: chunk(5) })
    expect([film.atHand?.id, film.playhead.frame]).toEqual(['card-2', 76])
    await film.hand.shift(1)
    expect([film.atHand?.id, film.playhead.frame]).toEqual(['card-2', 60 + 24 + 16])
    await film.hand.undo()
    expect([film.atHand?.id, film.playhead.frame]).toEqual(['card-2', 76])
  })

  test('is clamped to a shot that gets shorter', async () => {
    const { film } = await opened(planned(2, 3, 2))
    film.playhead.seek(50)
    await film.hand.trim('end')
    expect([film.atHand?.id, film.playhead.frame]).toEqual(['card-2', 47])
    await film.hand.trim('start')
    expect([film.atHand?.id, film.playhead.frame]).toEqual(['card-2', 47])
    film.playhead.seek(36)
    await film.hand.trim('start')
    expect([film.atHand?.id, film.playhead.frame, film.chunks]).toEqual(['card-2', 24, 5])
  })

  test('goes to the next shot when its own is removed, else to the previous', async () => {
    const { film } = await opened(planned(2, 3, 2))
    film.choice.pick(film.shots[1]!)
    await film.hand.remove()
    expect(hand(film)).toEqual(alone('card-3'))
    await film.hand.remove()
    expect(hand(film)).toEqual(alone('card-1'))
    await film.hand.remove()
    expect(hand(film)).toEqual([undefined, []])
    await film.hand.undo()
    expect(hand(film)).toEqual(alone('card-1'))
  })

  test('is in the second part after a split; playback continues', async () => {
    const { film } = await opened(planned(4))
    film.playhead.seek(20)
    film.playhead.run(1)
    await film.hand.split()
    expect([film.atHand?.index, film.inHand.length, film.playhead.running]).toEqual([1, 1, true])
    film.playhead.halt()
  })
})

describe('a shot is not taken away from under the keyboard', () => {
  test('focusing a field stops the film, unless only that shot plays', async () => {
    const { film } = await opened(planned(2, 3, 2))
    film.playhead.run(1)
    film.choice.hold()
    expect(film.playhead.running).toBe(false)
    film.playShot()
    film.choice.hold()
    expect(film.playhead.running).toBe(true)
    film.playhead.halt()
  })

  test('arriving pictures of another shot do not move the selection', async () => {
    const { film } = await opened(planned(2, 3, 2))
    const making = (ready: number) =>
      ({ card: film.shots[1]!.id, queue: [], job: 'job', ready, made: 0, all: 7, step: 0, state: 'working' }) as never
    film.work.generate()
    await film.hand.turns.idle()
    film.making = making(0)
    film.choice.pick(film.shots[2]!)
    film.making = making(1)
    expect([film.atHand?.id, film.playhead.following]).toEqual(['card-3', false])
    film.making = null
    film.work.generate()
    await film.hand.turns.idle()
    film.making = making(1)
    expect([film.atHand?.id, film.playhead.following]).toEqual(['card-2', true])
    film.choice.hold()
    film.making = making(2)
    expect(film.playhead.running).toBe(false)
  })
})

describe('what acts on shots says on which', () => {
  test('by number or count', async () => {
    const { studio, film } = await opened(planned(2, 3, 2))
    film.playhead.seek(40)
    expect(actionName(studio, 'remove')).toBe('Delete shot 2')
    expect(actionName(studio, 'split')).toBe('Split shot 2 at the playhead')
    film.choice.extend(film.shots[2]!)
    expect(actionName(studio, 'remove')).toBe('Delete 2 shots')
    expect(actionName(studio, 'ripple')).toBe('Remake from shot 2 on')
    expect(actionName(studio, 'split')).toBe('Split shot 3 at the playhead')
    expect(actionName(studio, 'undo')).toBe('Undo')
  })

  test('and the menu bar is unchanged during playback', async () => {
    const { studio, film } = await opened(planned(2, 3, 2))
    const labels = (): string[] => menuBar(studio).flatMap(({ items }) => items.flatMap((item) => item?.label ?? []))
    expect(labels()).toContain('Delete shot 1')
    film.playhead.run(1)
    const before = JSON.stringify(menuBar(studio))
    film.playhead.frame = 30
    expect(JSON.stringify(menuBar(studio))).toBe(before)
    film.playhead.halt()
  })
})
