// @vitest-environment happy-dom
/** A field is not taken away from under the keyboard; where it must go, what is typed on is no command. */
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { cardId } from '../../../app/ids.ts'
import FilmTitle from '../../../renderer/shell/FilmTitle.svelte'
import Inspector from '../../../renderer/inspector/Inspector.svelte'
import type { OpenFilm } from '../../../renderer/model/film.svelte.ts'
import type { Studio } from '../../../renderer/model/studio.svelte.ts'
import Inside from '../kit/Inside.svelte'
import { opened, planned } from '../kit/opened.ts'
import { perform } from '../../../renderer/commands/perform.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  document.body.replaceChildren()
  vi.useRealTimers()
})

const first = cardId('card-1')
const enter = (name: string) => fireEvent.focusIn(screen.getByLabelText(name))

/** What goes on to another shot when main has answered. */
const moves: [string, (film: OpenFilm, studio: Studio) => unknown][] = [
  ['a shot that an undo brings back', (_, studio) => perform(studio, 'undo')],
  ['a copy', (_, studio) => perform(studio, 'duplicate')],
  ['a new shot', (film) => film.hand.add('')],
  ['the second half of a cut', (_, studio) => perform(studio, 'split')],
  ['a shot that was copied', (_, studio) => (perform(studio, 'copy'), perform(studio, 'paste'))],
  ['a second made again', (film) => film.work.redo({ card: first, at: 0 })]
]

/** A film of which a shot was removed, with the first at hand. */
async function film() {
  const all = await opened(planned(4, 3, 2), {}, 40, 40)
  all.film.choice.choose(all.film.shots[1]!)
  perform(all.studio, 'remove')
  await vi.advanceTimersByTimeAsync(200)
  all.film.playhead.seek(2 * all.film.framesPerChunk)
  return all
}

describe('an answer that comes when the hand has chosen another shot meanwhile', () => {
  test.each(moves.slice(0, -1))('does not change the shot at hand: %s', async (_, act) => {
    const { studio, film: open } = await film()
    act(open, studio)
    await vi.advanceTimersByTimeAsync(0)
    const chosen = open.shots.findLast(({ id }) => id === 'card-3')!
    open.choice.pick(chosen)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(open.inHand.map(({ id }) => id)).toEqual([chosen.id])
    expect(open.atHand?.id).toBe(chosen.id)
  })
})

describe('an answer that comes when the keyboard is already in a field of the shot at hand', () => {
  test.each(moves)('does not move focus: %s', async (_, act) => {
    const { studio, film: open, emit } = await film()
    render(Inside, { part: Inspector, film: open })
    const field = screen.getByLabelText('Title')
    act(open, studio)
    await vi.advanceTimersByTimeAsync(10)
    await enter('Title')
    await vi.advanceTimersByTimeAsync(1_000)
    const making = { state: 'generating', card: open.shots.at(-1)!.id, job: 'a', take: null, ready: 1 }
    emit({ type: 'making', session: 1, making } as never)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(open.atHand?.id).toBe(first)
    expect(field.isConnected).toBe(true)
  })

  test('shows the new cards if the user did nothing else meanwhile', async () => {
    const { studio, film } = await opened(planned(4, 3), {}, 40, 40)
    render(Inside, { part: Inspector, film })
    await enter('Title')
    perform(studio, 'duplicate')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(film.atHand?.index).toBe(1)
  })
})

test('a name sent while typing keeps its trailing space', async () => {
  const { film } = await opened(planned(2))
  render(Inside, { part: FilmTitle, film })
  const field = screen.getByLabelText<HTMLInputElement>('Name of the film')
  await fireEvent.input(field, { target: { value: 'Story ' } })
  await film.hand.edit({ type: 'lengthenCards', cards: [first], by: 1 }) // what is being written goes first
  await vi.advanceTimersByTimeAsync(100)
  expect(field.value).toBe('Story ')
  await fireEvent.input(field, { target: { value: `${field.value}781 ` } })
  await fireEvent.blur(field)
  await vi.advanceTimersByTimeAsync(100)
  expect([film.state.view.film.title, field.value]).toEqual(['Story 781', 'Story 781'])
})
