// @vitest-environment happy-dom
/** Which cards a drag moves. */
import { afterEach, expect, test } from 'vitest'
import { pressCard } from '../../../renderer/timeline/gestures.ts'
import { opened, planned } from '../kit/opened.ts'
import { layOutTimeline, pointer } from '../kit/page.ts'

afterEach(() => document.body.replaceChildren())

test('a drag moves the cards that were pressed, whatever is selected when it begins', async () => {
  layOutTimeline()
  const { film } = await opened(planned(2, 3, 2))
  const [first, second] = film.shots
  film.choice.pick(first!)
  pressCard(film, pointer(document.body, 'pointerdown', [40, 700]), first!)
  film.selection.only(second!.id) // film being watched reaches the next shot
  pointer(window, 'pointermove', [60, 700])
  expect(film.drag.hold?.held).toEqual({ kind: 'cards', cards: [first!.id] })
  film.drag.cancel()
})
