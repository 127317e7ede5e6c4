// @vitest-environment happy-dom
/** What is drawn is in the film soon, before whatever is asked for next, and in one step of undo. */
import { afterEach, expect, test, vi } from 'vitest'
import { Failure } from '../../../app/base/failure.ts'
import type { Drawing } from '../../../app/film/drawing.ts'
import { cardId } from '../../../app/ids.ts'
import type { ActionId } from '../../../renderer/commands/actions.ts'
import { press } from '../../../renderer/commands/keys.ts'
import { perform } from '../../../renderer/commands/perform.ts'
import type { OpenFilm } from '../../../renderer/model/film.svelte.ts'
import { sendDrafts } from '../../../renderer/model/unsent.ts'
import { opened, planned, type Opened } from '../kit/opened.ts'

vi.mock('../../../renderer/model/paint.ts', () => ({
  async drawnSketch({ strokes }: Drawing) {
    await new Promise((resolve) => setTimeout(resolve, 20)) // a picture is encoded
    return new TextEncoder().encode(String(strokes.length))
  }
}))
afterEach(() => vi.useRealTimers())

/** Draws a stroke on the open drawing. */
function stroke({ easel }: OpenFilm): void {
  const { drawing, tool } = easel
  const line = drawing!.begin(tool, easel.widthOf(tool), false)!
  for (const x of [10, 50, 90]) line.add(x, 10, 0.5)
  drawing!.lift()
}
/** How many strokes each sent sketch had; null: none any more. */
const sent = ({ asked }: Opened): (number | null)[] =>
  asked.flatMap((command) => {
    if (command.type === 'film.edit') return command.edit.type === 'setSketch' ? [null] : []
    return command.type === 'sketch.set' ? [Number(new TextDecoder().decode(command.bytes))] : []
  })
const edits = ({ asked }: Opened): string[] =>
  asked.flatMap((command) =>
    command.type === 'film.edit'
      ? [command.edit.type]
      : /^(?:sketch|film)\.(?:set|undo)$/.test(command.type)
        ? [command.type]
        : []
  )
async function drawing(...actions: readonly ActionId[]): Promise<Opened> {
  const open = await opened(planned(4, 3, 2), {}, 0, 5)
  for (const id of ['draw', ...actions] as const) perform(open.studio, id)
  return open
}
function key(name: string, more: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key: name, ...more })
  event.getModifierState = () => false
  return event
}

test('a stroke is in the film half a second later, and so is every one after it', async () => {
  vi.useFakeTimers()
  const open = await opened(planned(4))
  perform(open.studio, 'draw')
  stroke(open.film)
  await vi.advanceTimersByTimeAsync(400)
  stroke(open.film) // it does not put the first off
  expect(sent(open)).toEqual([])
  await vi.advanceTimersByTimeAsync(150)
  expect(sent(open)).toEqual([2])
  stroke(open.film)
  await vi.advanceTimersByTimeAsync(600)
  expect(sent(open)).toEqual([2, 3])
  perform(open.studio, 'draw')
  expect(open.film.state.undo).toMatchObject({ what: 'setSketch' })
  perform(open.studio, 'undo')
  await vi.advanceTimersByTimeAsync(50)
  expect([open.film.shots[0]!.card.sketch, open.film.state.undo]).toEqual([null, null]) // one step
})

test.each<[string, (open: Opened) => unknown]>([
  ['another shot is picked at once', ({ film }) => film.choice.choose(film.shots[1]!)],
  ['Escape ends it', ({ studio }) => press(studio, key('Escape'))],
  ['a text is asked for elsewhere', () => sendDrafts()],
  ['the shot is cut', ({ studio }) => perform(studio, 'cut')],
  ['the film plays on to the next shot', ({ film }) => film.playhead.carry(film.framesPerChunk * 5)]
])('a stroke is kept when %s', async (_, next) => {
  const open = await drawing()
  stroke(open.film)
  next(open)
  await vi.waitFor(() => expect(sent(open)).toEqual([1]))
  await open.film.hand.turns.idle()
  expect(edits(open)[0]).toBe('sketch.set')
})

test('a stroke under the pointer is kept when the drawing ends', async () => {
  const open = await drawing()
  open.film.easel.drawing!.begin('black', 5, false)!.add(1, 1, 1)
  open.film.choice.choose(open.film.shots[1]!)
  expect(open.film.easel.drawing).toBeNull()
  await vi.waitFor(() => expect(sent(open)).toEqual([1]))
})

test('undo and redo are of strokes; with all taken back the shot has no sketch', async () => {
  const open = await drawing()
  const { studio, film } = open
  stroke(film)
  stroke(film)
  perform(studio, 'undo')
  perform(studio, 'undo')
  perform(studio, 'undo')
  expect([film.easel.drawing!.strokes.length, film.easel.drawing!.canUndo]).toEqual([0, false])
  perform(studio, 'redo')
  expect(film.easel.drawing!.strokes).toHaveLength(1)
  stroke(film)
  expect(film.easel.drawing!.canRedo).toBe(false)
  await film.easel.drawing!.flush()
  perform(studio, 'undo')
  perform(studio, 'undo')
  film.easel.end()
  await film.hand.turns.idle()
  expect(sent(open)).toEqual([2, null])
  expect([film.shots[0]!.card.sketch, film.state.undo]).toEqual([null, null])
})

test('an undo right after the drawing takes the drawing back', async () => {
  const open = await drawing()
  stroke(open.film)
  press(open.studio, key('Escape'))
  perform(open.studio, 'undo')
  await open.film.hand.turns.idle()
  expect(edits(open)).toEqual(['sketch.set', 'film.undo'])
  expect(open.film.shots[0]!.card.sketch).toBeNull()
})

test('another sketch of the shot ends the drawing, and stays', async () => {
  const open = await drawing()
  stroke(open.film)
  await open.film.easel.drawing!.flush()
  expect(open.film.easel.drawing).not.toBeNull()
  await open.film.hand.removeSketch(cardId('card-1'))
  expect(open.film.easel.drawing).toBeNull()
  await open.film.hand.turns.idle()
  expect(open.film.shots[0]!.card.sketch).toBeNull()
})

test('what could not be stored is still there when the shot is drawn again', async () => {
  let isFull = true
  const refuse = (): unknown => {
    if (isFull) throw new Failure('disk.full', 'The disk is full.', 'Make room.')
    return undefined
  }
  const open = await opened(planned(4, 3), { 'sketch.set': refuse })
  const { film, studio } = open
  perform(studio, 'draw')
  stroke(film)
  film.choice.choose(film.shots[1]!)
  await vi.waitFor(() => expect(studio.notices.list).toHaveLength(1))
  film.choice.choose(film.shots[0]!)
  isFull = false
  await film.easel.toggle()
  expect(film.easel.drawing!.strokes).toHaveLength(1)
  film.easel.end()
  await vi.waitFor(() => expect(film.shots[0]!.card.sketch).not.toBeNull())
})

test('keys choose what is drawn with; those that change the shot do nothing', async () => {
  const { studio, film } = await drawing()
  for (const name of ['4', ']', ']', ']']) expect(press(studio, key(name))).toBe(true)
  expect([film.easel.tool, film.easel.breadth]).toEqual(['red', 2])
  for (const name of ['e', '[']) press(studio, key(name))
  expect([film.easel.tool, film.easel.breadth]).toEqual(['eraser', 1])
  for (const name of ['Backspace', 'Delete', 's', 'n', 'd', 'r', '0', 'g', 'p']) press(studio, key(name))
  press(studio, key('ArrowLeft', { altKey: true }))
  await film.hand.turns.idle()
  expect(film.shots.map(({ card }) => [card.label, card.prompt])).toEqual([1, 2, 3].map((n) => [null, `shot ${n}`]))
  expect(film.easel.drawing).not.toBeNull()
  press(studio, key('ArrowDown'))
  expect([film.atHand?.index, film.easel.drawing]).toEqual([1, null])
})

test('drawing is for the shot that the key before it brings', async () => {
  const { studio, film } = await opened(planned(4, 3), {}, 0, 5)
  perform(studio, 'duplicate')
  perform(studio, 'draw')
  expect(press(studio, key('2'))).toBe(true) // not a label
  await film.hand.turns.idle()
  expect(film.easel.drawing!.card).toBe(film.shots[1]!.id)
  expect(film.easel.tool).toBe('grey')
})
