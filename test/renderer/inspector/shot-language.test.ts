// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, expect, test } from 'vitest'
import type { Film } from '../../../app/film/film.ts'
import { noLanguage } from '../../../app/film/shot-language.ts'
import Inspector from '../../../renderer/inspector/Inspector.svelte'
import { perform } from '../../../renderer/commands/perform.ts'
import Inside from '../kit/Inside.svelte'
import { opened, planned } from '../kit/opened.ts'

afterEach(cleanup)
const sizes = () => screen.getAllByLabelText<HTMLSelectElement>('Size')
const answered = () => new Promise((resolve) => setTimeout(resolve, 20))

const wide: Film = {
  ...planned(2, 2),
  cards: planned(2, 2).cards.map((card) => ({ ...card, language: { ...noLanguage, size: 'wide' } }))
}

test('a choice for several shots is made to all in one step of undo', async () => {
  const { film } = await opened(planned(2, 2, 2))
  film.choice.select(film.shots.slice(0, 2).map(({ id }) => id))
  render(Inside, { part: Inspector, film })
  await fireEvent.change(sizes()[0]!, { target: { value: 'closeUp' } })
  await answered()
  expect(film.shots.map(({ card }) => card.language.size)).toEqual(['closeUp', 'closeUp', null])
  await film.hand.undo()
  expect(film.shots.map(({ card }) => card.language)).toEqual([noLanguage, noLanguage, noLanguage])
})

test('shots that differ say so', async () => {
  const { film } = await opened({ ...wide, cards: [wide.cards[0]!, { ...wide.cards[1]!, language: noLanguage }] })
  film.choice.select(film.shots.map(({ id }) => id))
  render(Inside, { part: Inspector, film })
  expect(sizes().map(({ value }) => value)).toEqual(['several', 'wide'])
  expect(screen.getAllByLabelText<HTMLSelectElement>('Angle')[0]!.value).toBe('')
})

test('it is written into the prompt by one step of undo, once', async () => {
  const { film } = await opened(wide)
  render(Inside, { part: Inspector, film })
  const write = () => screen.getByText('Write into the prompt').closest('button')!
  await fireEvent.click(write())
  await answered()
  expect(film.shots.map(({ card }) => card.prompt)).toEqual(['shot 1, wide shot.', 'shot 2'])
  expect(write().getAttribute('aria-disabled')).toBe('true')
  await film.hand.undo()
  expect(film.shots[0]!.card.prompt).toBe('shot 1')
})

test('a label is given to all selected shots by a key, and taken away', async () => {
  const { film, studio } = await opened(planned(2, 2, 2))
  film.choice.select([film.shots[0]!.id, film.shots[2]!.id])
  perform(studio, 'labelGreen')
  await film.hand.turns.idle()
  expect(film.shots.map(({ card }) => card.label)).toEqual(['green', null, 'green'])
  perform(studio, 'labelNone')
  await film.hand.turns.idle()
  expect(film.shots.map(({ card }) => card.label)).toEqual([null, null, null])
})

test('the picture at the playhead is the poster of its shot', async () => {
  const { film } = await opened(planned(2, 3))
  film.playhead.seek(2 * film.framesPerChunk + film.framesPerChunk + 5)
  await film.plan.poster()
  expect(film.shots.map(({ card }) => card.poster)).toEqual([null, { chunk: 1, frame: 5 }])
  await film.plan.usualPicture()
  expect(film.shots[1]!.card.poster).toBeNull()
})
