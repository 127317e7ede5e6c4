// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { opened, planned } from '../kit/opened.ts'

describe('a shot taken in hand', () => {
  test('is what the details show and the playhead is in, where the hand pointed', async () => {
    const { film } = await opened(planned(2, 3, 2))
    film.choice.pick(film.shots[1]!, 3.5)
    expect([film.atHand?.id, film.inHand.map(({ id }) => id)]).toEqual(['card-2', ['card-2']])
    expect(film.playhead.frame).toBe(42)
    film.choice.pick(film.shots[2]!)
    expect([film.atHand?.id, film.playhead.frame]).toEqual(['card-3', 60])
  })

  test('never shows its neighbour, however near to its edge it was pointed at', async () => {
    const { film } = await opened(planned(2, 3, 2))
    film.choice.pick(film.shots[1]!, 5.02)
    expect([film.atHand?.id, film.playhead.frame]).toEqual(['card-2', 59])
    film.playhead.seek(0)
    film.choice.pick(film.shots[1]!, 1.98)
    expect([film.atHand?.id, film.playhead.frame]).toEqual(['card-2', 24])
  })

  test('leaves a playhead that is in it where it is', async () => {
    const { film } = await opened(planned(2, 3))
    film.playhead.seek(40)
    film.choice.pick(film.shots[1]!, 2.1)
    expect([film.atHand?.id, film.playhead.frame]).toEqual(['card-2', 40])
  })

  test('halts a film that plays, so that it stays the shot that is seen', async () => {
    const { film } = await opened(planned(2, 3))
    film.playhead.run(1)
    film.choice.pick(film.shots[0]!)
    expect(film.playhead.running).toBe(false)
    film.playhead.run(1)
    film.choice.pick(film.shots[1]!, 3)
    expect([film.playhead.running, film.playhead.frame]).toEqual([false, 36])
  })

  test('goes on being watched while it is made; another one ends that', async () => {
    const { film } = await opened(planned(2, 3))
    film.playhead.follow(0)
    film.choice.pick(film.shots[0]!)
    expect([film.playhead.following, film.playhead.running]).toEqual([true, true])
    film.choice.pick(film.shots[1]!)
    expect([film.playhead.following, film.playhead.running]).toEqual([false, false])
  })

  test('follows one that was deleted', async () => {
    const { film } = await opened(planned(2, 3, 2))
    film.choice.pick(film.shots[0]!)
    await film.hand.remove()
    expect([film.atHand?.id, film.inHand.map(({ id }) => id)]).toEqual(['card-2', ['card-2']])
    film.choice.pick(film.shots[1]!)
    await film.hand.remove()
    expect([film.atHand?.id, film.inHand.map(({ id }) => id)]).toEqual(['card-2', ['card-2']])
  })
})
