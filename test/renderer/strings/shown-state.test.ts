// @vitest-environment happy-dom
/** A shot that is being made and paused is shown as paused, and neither as made nor as to be made. */
import { expect, test } from 'vitest'
import type { Making } from '../../../app/contract/open-film.ts'
import { cardId } from '../../../app/ids.ts'
import { nextWork } from '../../../renderer/model/next-work.ts'
import { placeShots } from '../../../renderer/model/shots.ts'
import { de } from '../../../renderer/strings/de.ts'
import { en } from '../../../renderer/strings/en.ts'
import { opened, planned } from '../kit/opened.ts'

const making = (state: Making['state']): Making => ({
  ...{ state, card: cardId('card-1'), take: null, first: 0, job: null, ready: 0, step: 0, newest: null, asks: null },
  ...{ queue: [cardId('card-2')], made: 0, all: 4, remembering: null, speed: null }
})

test('shows paused exactly while the shot’s run is paused, or asks', async () => {
  const { film } = await opened(planned(2, 2, 2))
  const states = (state: Making['state']) => placeShots(film.state, making(state)).map((shot) => shot.state)
  expect(states('working')).toEqual(['generating', 'queued', 'planned'])
  expect(states('paused')).toEqual(['paused', 'queued', 'planned'])
  expect(states('asking')).toEqual(['paused', 'queued', 'planned'])
  expect(states('restarting')[0]).toBe('generating')
})

test('does not queue a paused shot again', async () => {
  const { film } = await opened(planned(2, 2))
  const shots = placeShots(film.state, making('paused'))
  expect(nextWork(shots, { readOnly: false, making: true, waiting: 0 })).toEqual({ kind: 'nothing', why: 'making' })
})

test('shows how much of a take is made in both languages', () => {
  expect([en.takes.part(3, 5), de.takes.part(3, 5)]).toEqual(['3 of 5 s', '3 von 5 s'])
  expect([en.takes.part(1.25, 5), de.takes.part(1.25, 5)]).toEqual(['1.3 of 5 s', '1,3 von 5 s'])
  expect([en.inspector.activate(2, '3 of 5 s'), en.inspector.activate(2, null)]).toEqual([
    'Show take 2, 3 of 5 s',
    'Show take 2'
  ])
})
