import { expect, test } from 'vitest'
import { limits } from '../../../app/base/limits.ts'
import { emptyFilm, newCard } from '../../../app/film/film.ts'
import { cardId } from '../../../app/ids.ts'
import { planWork } from '../../../app/plan/work.ts'
import { chunk } from '../../../app/time.ts'
import { Studio } from './kit/studio.ts'
import { a, b, c, d, ids, made, pictures, states, whole } from './kit/work-film.ts'

const tails = (chunks: number) => ({ kind: 'tails', chunks: chunk(chunks) }) as const

test('every finished shot is continued past its end, and the film stays as it is', () => {
  const studio = made()
  const before = ids.map((id) => pictures(studio, id))
  const { items, summary } = studio.make(tails(2))
  expect(items.map(({ card, plan }) => [card, plan.firstChunk, plan.chunks])).toEqual(ids.map((id) => [id, 4, 6]))
  expect(summary).toBe('4 shots to make, 8 chunks.')
  expect(states(studio)).toEqual(['fits', 'fits', 'fits', 'fits'])
  expect(ids.map((id) => pictures(studio, id).slice(0, 4))).toEqual(before)
  expect(studio.plan(whole).items).toEqual([])
})

test('what a take has beyond the end counts; what lacks is made', () => {
  const studio = made()
  studio.edit({ type: 'setLength', card: b, length: chunk(3) })
  expect(studio.plan(tails(1)).items.map(({ card }) => card)).toEqual([a, c, d])
  expect(studio.plan(tails(2)).items.map(({ plan }) => plan.chunks)).toEqual([6, 5, 6, 6])
  studio.make(tails(2))
  expect(studio.plan(tails(2)).items).toEqual([])
})

test('a shot that is not finished gets none', () => {
  const studio = made(6)
  expect(studio.plan(tails(1)).items.map(({ card }) => card)).toEqual([a])
})

test('the halves of a split shot have one tail, behind the second', () => {
  const studio = made()
  studio.edit({ type: 'splitCard', card: b, at: chunk(1), id: cardId('n') })
  const { items } = studio.plan(tails(1))
  expect(items.map(({ card, plan }) => [card, plan.chunks])).toEqual([
    [a, 5],
    ['n', 5],
    [c, 5],
    [d, 5]
  ])
})

test('an outdated shot is continued as it was made; takes of another model are named', () => {
  const studio = made()
  studio.edit({ type: 'setText', card: b, field: 'prompt', text: 'Something else.' })
  expect(studio.plan(tails(1)).items[1]!.plan.prompt).toBe('Shot b.')
  const { items, skipped } = planWork(studio.film, { ...studio, model: 'other@2' }, tails(1), () => 0)
  expect(items).toEqual([])
  expect(skipped.map(({ card, problem }) => [card, problem.code])).toEqual(ids.map((id) => [id, 'work.model']))
})

test('a take has no more chunks than a shot may have', () => {
  const most = chunk(limits.cardChunks)
  const studio = new Studio({ ...emptyFilm('F'), cards: [newCard(a, { prompt: 'A cat.', length: most })] })
  studio.make(whole)
  expect(studio.plan(tails(1)).items).toEqual([])
})
