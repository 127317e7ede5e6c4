// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { opened, planned } from '../kit/opened.ts'

describe('a shot taken in hand', () => {
  test('is shown in the details, with the playhead where it was clicked', async () => {
    const { film } = await opened(planned(2, 3, 2))
    film.choice.pick(film.shots[1]!, 3.5)
    expect([film.atHand?.id, film.inHand.map(({ id }) => id)]).toEqual(['card-2', ['card-2']])
    expect(film.playhead.frame).toBe(42)
    film.choice.pick(film.shots[2]!)
    expect([film.atHand?.id, film.playhead.frame]).toEqual(['card-3', 60])
  })

  test('never shows its neighbour, however near its edge it was clicked', async () => {
    const { film } = await opened(planned(2, 3, 2))
    film.choice.pick(film.shots[1]!, 5.02)
    expect([film.atHand?.id, film.playhead.frame]).toEqual(['card-2', 59])
    film.playhead.seek(0)
    film.choice.pick(film.shots[1]!, 1.98)
    expect([film.atHand?.id, film.playhead.frame]).toEqual(['card-2', 24])
  })

  test('does not move a playhead that is in it', async () => {
    const { film } = await opened(planned(2, 3))
    film.playhead.seek(40)
    film.choice.pick(film.shots[1]!, 2.1)
    expect([film.atHand?.id, film.playhead.frame]).toEqual(['card-2', 40])
  })

  test('stops a playing film', async () => {
    const { film } = await opened(planned(2, 3))
    film.playhead.run(1)
    film.choice.pick(film.shots[0]!)
    expect(film.playhead.running).toBe(false)
    film.playhead.run(1)
    film.choice.pick(film.shots[1]!, 3)
    expect([film.playhead.running, film.playhead.frame]).toEqual([false, 36])
  })

  test('keeps following its run; choosing another shot stops following', async () => {
    const { film } = await opened(planned(2, 3))
    film.playhead.follow(0)
    film.choice.pick(film.shots[0]!)
    expect([film.playhead.following, film.playhead.running]).toEqual([true, true])
    film.choice.pick(film.shots[1]!)
    expect([film.playhead.following, film.playhead.running]).toEqual([false, false])
  })

  test('replaces a deleted one', async () => {
    const { film } = await opened(planned(2, 3, 2))
    film.choice.pick(film.shots[0]!)
    await film.hand.remove()
    expect([film.atHand?.id, film.inHand.map(({ id }) => id)]).toEqual(['card-2', ['card-2']])
    film.choice.pick(film.shots[1]!)
    await film.hand.remove()
    expect([film.atHand?.id, film.inHand.map(({ id }) => id)]).toEqual(['card-2', ['card-2']])
  })
})
