// @vitest-environment happy-dom
/** The playhead in the hand: along with the pointer that pressed, until that lets go. */
import { expect, test } from 'vitest'
import { scrub } from '../../../renderer/timeline/gestures.ts'
import { opened, planned } from '../kit/opened.ts'
import { layOutTimeline, pointer } from '../kit/page.ts'

test.each(['pointerup', 'pointercancel'] as const)('the playhead follows one pointer, up to its %s', async (end) => {
  const { film } = await opened(planned(4))
  const view = layOutTimeline()
  view.addEventListener('pointerdown', (event) => scrub(film, event))
  const at = (x: number): number => Math.floor(film.scale.at(x) * film.framesPerChunk)
  pointer(view, 'pointerdown', [60, 610])
  expect(film.playhead.frame).toBe(at(60))
  pointer(view, 'pointermove', [100, 610])
  expect(film.playhead.frame).toBe(at(100))
  pointer(view, 'pointermove', [30, 610], { pointerId: 2 })
  pointer(view, end, [30, 610], { pointerId: 2 })
  pointer(view, 'pointermove', [120, 610])
  expect(film.playhead.frame).toBe(at(120))
  pointer(view, end, [120, 610])
  pointer(view, 'pointermove', [30, 610])
  expect(film.playhead.frame).toBe(at(120))
})
