// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest'
import { pressBare, touched } from '../../../renderer/timeline/marquee.ts'
import { opened, planned } from '../kit/opened.ts'
import { layOutTimeline, pointer } from '../kit/page.ts'
import { perform } from '../../../renderer/commands/perform.ts'

/** Cards of 2, 3, 2 and 1 chunks of 40 pixels: from 12, 92, 212, 292 to 332. */
async function timeline() {
  layOutTimeline()
  const { studio, film } = await opened(planned(2, 3, 2, 1))
  film.scale.chunk = 40
  return { studio, film }
}
type Film = Awaited<ReturnType<typeof timeline>>['film']

const names = (film: Film): string[] => film.shots.filter(({ id }) => film.selection.has(id)).map(({ id }) => id)
const hold = (fromX: number, fromY: number, x: number, y: number) => ({
  ...{ held: { kind: 'area', kept: [] } as const, x, y, fromX, fromY }
})

describe('a rectangle over the bare timeline', () => {
  afterEach(() => document.body.replaceChildren())

  test('selects the cards it overlaps, drawn in any direction', async () => {
    const { film } = await timeline()
    expect(touched(film, hold(400, 745, 220, 700))).toEqual(['card-3', 'card-4'])
    expect(touched(film, hold(100, 625, 250, 640))).toEqual(['card-2', 'card-3'])
    expect(touched(film, hold(100, 740, 250, 748))).toEqual([]) // below the cards
    expect(touched(film, hold(340, 625, 500, 740))).toEqual([])
  })

  test('includes cards that scrolled out of view', async () => {
    const { film } = await timeline()
    film.scale.scroll = 200
    expect(touched(film, hold(-190, 625, 20, 700))).toEqual(['card-1', 'card-2', 'card-3'])
  })

  test('Escape restores the selection; a press without a move selects nothing', async () => {
    const { film } = await timeline()
    film.choice.select([film.shots[0]!.id, film.shots[1]!.id])
    pressBare(film, pointer(document.body, 'pointerdown', [400, 745]))
    pointer(window, 'pointermove', [402, 745])
    expect(film.drag.hold).toBeNull()
    pointer(window, 'pointermove', [220, 700])
    expect(film.drag.hold?.held.kind).toBe('area')
    film.choice.select(touched(film, film.drag.hold!))
    expect(film.atHand?.id).toBe('card-3')
    expect(names(film)).toEqual(['card-3', 'card-4'])
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))
    expect([names(film), film.atHand?.id]).toEqual([['card-1', 'card-2'], 'card-1'])
  })

  test('extends the selection with Shift or Ctrl, and ignores touch', async () => {
    const { film } = await timeline()
    film.choice.pick(film.shots[0]!)
    pressBare(film, pointer(document.body, 'pointerdown', [400, 745], { ctrlKey: true }))
    pointer(window, 'pointermove', [300, 700])
    expect(film.drag.hold?.held).toEqual({ kind: 'area', kept: ['card-1'] })
    film.drag.cancel()
    pressBare(film, pointer(document.body, 'pointerdown', [400, 745], { pointerType: 'touch' }))
    pointer(window, 'pointermove', [300, 700])
    expect(film.drag.hold).toBeNull()
  })

  test('has a keyboard equivalent: Shift with arrows', async () => {
    const { studio, film } = await timeline()
    film.choice.pick(film.shots[1]!)
    const after = (...ids: ('stretchBack' | 'stretchForward')[]): string[] => {
      for (const id of ids) perform(studio, id)
      return names(film)
    }
    expect(after('stretchForward', 'stretchForward')).toEqual(['card-2', 'card-3', 'card-4'])
    expect(film.atHand?.id).toBe('card-4')
    expect(after('stretchForward')).toEqual(['card-2', 'card-3', 'card-4'])
    expect(after('stretchBack', 'stretchBack')).toEqual(['card-2'])
    expect(after('stretchBack')).toEqual(['card-1', 'card-2'])
    expect(film.atHand?.id).toBe('card-1')
  })
})
