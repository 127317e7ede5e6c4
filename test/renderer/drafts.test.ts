// @vitest-environment happy-dom
/** Text that is still being written when one asks for something else is in the film before that is done. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { cardId } from '../../app/ids.ts'
import { Draft } from '../../renderer/inspector/draft.svelte.ts'
import type { Studio } from '../../renderer/state/studio.svelte.ts'
import { opened, planned } from './kit/opened.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const card = cardId('card-1')

it.each<[string, (studio: Studio) => Promise<void>]>([
  ['film.close', (studio) => studio.close()],
  ['film.create', (studio) => studio.create(null)],
  ['film.open', (studio) => studio.open('/films/other.throughline')],
  ['film.saveAs', (studio) => studio.saveAs()],
  ['film.duplicate', (studio) => studio.duplicate()]
])('what was just written is sent before %s', async (type, leave) => {
  const { studio, film, asked } = await opened(planned(2))
  const draft = new Draft(
    () => film.shots[0]!.card.notes,
    (text, burst) => film.hand.edit({ type: 'setText', card, field: 'notes', text }, burst)
  )
  draft.text = 'Slowly'
  await leave(studio)
  expect(asked.map((command) => command.type)).toEqual(['studio.state', 'film.edit', type])
})
