// @vitest-environment happy-dom
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pinch, pinched } from '../../../renderer/timeline/pinch.ts'
import { opened, planned } from '../kit/opened.ts'
import { layOutTimeline, pointer } from '../kit/page.ts'

const finger = fc.record({ x: fc.integer({ min: 0, max: 1000 }), y: fc.integer({ min: 600, max: 750 }) })
const touch = (pointerId: number) => ({ pointerType: 'touch', pointerId })

describe('two fingers on the timeline', () => {
  test('rotation changes nothing; spreading zooms, moving pans', () => {
    const at = { x: 400, y: 650 }
    expect(
      pinched(
        [at, { x: 500, y: 650 }],
        [
          { x: 350, y: 650 },
          { x: 550, y: 650 }
        ]
      )
    ).toEqual({
      factor: 2,
      at: 450,
      by: 0
    })
    fc.assert(
      fc.property(finger, finger, fc.integer({ min: -300, max: 300 }), (one, other, by) => {
        const moved = [one, other].map(({ x, y }) => ({ x: x + by, y })) as [typeof one, typeof one]
        expect(pinched([one, other], moved)).toMatchObject({ factor: 1, by })
      })
    )
  })

  test('keep the time between them in place, and drop any drag', async () => {
    const view = layOutTimeline()
    const { film } = await opened(planned(20, 20))
    Object.assign(film.scale, { chunk: 40, width: 1000, scroll: 300 })
    const end = pinch(film)(view)
    let pressed = 0
    view.addEventListener('pointerdown', () => pressed++)
    const first = pointer(view, 'pointerdown', [400, 700], touch(1))
    film.drag.press(first, { kind: 'cards', cards: [film.shots[0]!.id] }, () => {})
    pointer(view, 'pointermove', [410, 700], touch(1))
    expect(film.drag.hold).not.toBeNull()
    pointer(view, 'pointerdown', [590, 700], touch(2))
    expect([film.drag.hold, pressed]).toEqual([null, 1])

    const moment = film.scale.at(film.scale.scroll + 500)
    pointer(view, 'pointermove', [320, 700], touch(1))
    pointer(view, 'pointermove', [680, 700], touch(2))
    expect(film.scale.chunk).toBeCloseTo(80)
    expect(film.scale.at(film.scale.scroll + 500)).toBeCloseTo(moment)

    pointer(window, 'pointerup', [680, 700], touch(2))
    const { chunk, scroll } = film.scale
    pointer(view, 'pointermove', [200, 700], touch(1))
    expect([film.scale.chunk, film.scale.scroll]).toEqual([chunk, scroll])
    end()
  })

  test('are ignored for a mouse', async () => {
    const view = layOutTimeline()
    const { film } = await opened(planned(2))
    const end = pinch(film)(view)
    pointer(view, 'pointerdown', [400, 700])
    pointer(view, 'pointerdown', [500, 700], { pointerId: 2 })
    pointer(view, 'pointermove', [900, 700], { pointerId: 2 })
    expect(film.scale.chunk).toBe(44)
    end()
  })
})
