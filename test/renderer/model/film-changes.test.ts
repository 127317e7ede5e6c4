// @vitest-environment happy-dom
/** Main tells only what changed of the film; nothing of it may be missed, and nothing else drawn again. */
import { expect, test } from 'vitest'
import { patchOf } from '../../../app/contract/film-patch.ts'
import { cardId } from '../../../app/ids.ts'
import { opened, planned } from '../kit/opened.ts'

test('only changed shots are new objects', async () => {
  const { film } = await opened(planned(2, 2, 2, 2))
  const before = film.shots
  await film.hand.edit({ type: 'setText', card: cardId('card-2'), field: 'notes', text: 'windy' })
  expect(film.shots.map((shot, index) => shot === before[index])).toEqual([true, false, true, true])
  expect(film.shots[1]!.card.notes).toBe('windy')
  const written = film.shots
  await film.hand.edit({ type: 'setTitle', title: 'Another' })
  expect(film.shots).toBe(written)
})

test('a patch that does not apply requests the whole film', async () => {
  const { film, emit, asked } = await opened(planned(2, 2))
  const shown = film.state
  const missed = { ...shown, serial: shown.serial + 1 }
  const next = { ...missed, serial: missed.serial + 1, revision: 99 }
  emit({ type: 'changed', patch: patchOf(missed, next) })
  expect(film.state).toBe(shown)
  expect(asked.at(-1)).toEqual({ type: 'film.resend' })
  emit({ type: 'film', film: next })
  expect(film.state.revision).toBe(99)
  emit({ type: 'changed', patch: patchOf(shown, missed) }) // overtaken
  expect(film.state.revision).toBe(99)
  expect(asked.filter(({ type }) => type === 'film.resend')).toHaveLength(1)
})

test('an edit continues once its state has arrived, however late', async () => {
  const { film, emit } = await opened(planned(2, 2))
  const serial = film.state.serial + 1
  let there = false
  void film.reached(serial).then(() => (there = true))
  await new Promise((go) => setTimeout(go))
  expect(there).toBe(false)
  emit({ type: 'changed', patch: patchOf(film.state, { ...film.state, serial }) })
  await new Promise((go) => setTimeout(go))
  expect(there).toBe(true)
  const left = film.reached(serial + 5)
  film.leave()
  await left
})
