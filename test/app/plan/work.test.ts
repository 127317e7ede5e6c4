import { describe, expect, test } from 'vitest'
import { emptyFilm, newCard } from '../../../app/film/film.ts'
import { cardId, castId, takeId, type TakeId } from '../../../app/ids.ts'
import { planWork, type WorkRequest } from '../../../app/plan/work.ts'
import { chunk } from '../../../app/time.ts'
import { Studio } from './kit/studio.ts'
import { ids, film, whole, again, ripple, made, states, pictures, failure, a, b, c, d } from './kit/work-film.ts'

describe('the whole film', () => {
  test('is made card by card, each from the memory after the previous one', () => {
    const { items, summary } = new Studio(film).plan(whole)
    expect(items.map(({ card }) => card)).toEqual(ids)
    expect(items.map(({ from }) => from.kind)).toEqual(['empty', 'previous', 'previous', 'previous'])
    expect(items[1]!.plan).toEqual({ prompt: 'Shot b.', seed: 1001, policy: 'memflow', chunks: 4, firstChunk: 0 })
    expect(summary).toBe('4 shots to make, 16 chunks.')
  })

  test('fits when made, and there is nothing more to do', () => {
    const studio = made()
    expect(states(studio)).toEqual(['fits', 'fits', 'fits', 'fits'])
    expect(studio.plan(whole)).toEqual({
      items: [],
      skipped: [],
      summary: 'Every shot is made; there is nothing to do.'
    })
  })

  test('makes only what is missing', () => {
    const studio = made()
    studio.edit({ type: 'addCards', at: 2, cards: [newCard(cardId('n'), { prompt: 'New.' })] })
    const [item, ...rest] = studio.plan(whole).items
    expect(item).toMatchObject({ card: 'n', from: { kind: 'snapshot' }, take: null })
    expect(rest).toEqual([])
  })

  test('reports shots that cannot be made, and makes the others', () => {
    const studio = new Studio(film)
    studio.edit({ type: 'setText', card: b, field: 'prompt', text: ' ' })
    studio.edit({ type: 'setText', card: c, field: 'prompt', text: '@nobody waits' })
    const { items, skipped, summary } = studio.make(whole)
    expect(items.map(({ card }) => card)).toEqual([a, d])
    expect(skipped.map(({ problem }) => problem.code)).toEqual(['work.prompt', 'work.cast'])
    expect(summary).toContain('2 shots cannot be made yet')
    expect(states(studio)).toEqual(['fits', 'planned', 'planned', 'check'])
  })

  test('makes nothing of a prompt whose expansion is too long', () => {
    const studio = new Studio(film)
    const member = { id: castId('m'), kind: 'character', name: 'cat', words: 'cat '.repeat(125) } as const
    studio.edit({ type: 'addCastMember', member })
    studio.edit({ type: 'setText', card: b, field: 'prompt', text: '@cat '.repeat(60) })
    const { items, skipped } = studio.plan(whole)
    expect(items.map(({ card }) => card)).toEqual([a, c, d])
    expect(skipped.map(({ problem }) => problem.code)).toEqual(['work.long'])
    expect(failure(() => studio.plan(again(b))).code).toBe('work.long')
  })

  test('with what is outdated makes both in film order, with the seeds of update', () => {
    const studio = made()
    studio.edit({ type: 'setText', card: b, field: 'prompt', text: 'Another.' })
    studio.edit({ type: 'addCards', at: 4, cards: [newCard(cardId('n'), { prompt: 'New.' })] })
    const { items } = studio.plan({ kind: 'film', outdated: true })
    expect(items.map(({ card }) => card)).toEqual([b, 'n'])
    expect(studio.plan(whole).items.map(({ card }) => card)).toEqual(['n'])
    expect(items[0]!.plan.prompt).toBe('Another.')
  })

  test('begins at a card when asked', () => {
    expect(new Studio(film).plan({ kind: 'film', from: c }).items.map(({ card }) => card)).toEqual([c, d])
  })
})

describe('one card again', () => {
  test('touches only that card and starts from the memory after the one before', () => {
    const studio = made()
    const others = [a, c, d].map((id) => pictures(studio, id))
    const end = studio.chunksOf(studio.film.cards[0]!.activeTake!).at(-1)!.after
    const { items } = studio.make(again(b))
    expect(items).toHaveLength(1)
    expect(items[0]!.from).toEqual({ kind: 'snapshot', id: end })
    expect([a, c, d].map((id) => pictures(studio, id))).toEqual(others)
    expect(states(studio)).toEqual(['fits', 'fits', 'check', 'fits'])
  })

  test('with ripple remakes what follows, with the same seeds, from the new memory', () => {
    const studio = made()
    const before = ids.map((id) => pictures(studio, id))
    const { items } = studio.make(ripple(b))
    expect(items.map(({ card, from }) => [card, from.kind])).toEqual([
      [b, 'snapshot'],
      [c, 'previous'],
      [d, 'previous']
    ])
    expect(items.slice(1).map(({ plan }) => plan.seed)).toEqual([1002, 1003])
    expect(states(studio)).toEqual(['fits', 'fits', 'fits', 'fits'])
    expect(pictures(studio, a)).toEqual(before[0])
    expect(pictures(studio, c)).not.toEqual(before[2])
  })

  test('with its seed locked gives the same pictures, and what follows still fits', () => {
    const studio = made()
    const before = pictures(studio, b)
    studio.edit({ type: 'setSeed', card: b, seed: { value: 1001, locked: true } })
    studio.make(again(b))
    expect(pictures(studio, b)).toEqual(before)
    expect(states(studio)).toEqual(['fits', 'fits', 'fits', 'fits'])
  })

  test('several cards start from what precedes each then', () => {
    const { items } = made().plan(again(d, b, c))
    expect(items.map(({ card, from }) => [card, from.kind])).toEqual([
      [b, 'snapshot'],
      [c, 'previous'],
      [d, 'previous']
    ])
    expect(
      made()
        .plan(again(d, b))
        .items.map(({ from }) => from.kind)
    ).toEqual(['snapshot', 'snapshot'])
  })

  test('may be made before earlier shots, and says so', () => {
    const [item] = new Studio(film).plan(again(c)).items
    expect(item).toMatchObject({ from: { kind: 'empty' } })
    expect(item!.reason).toContain('Shot 2 before it is not made')
  })

  test('is refused without a prompt, with an unknown name, or when it is not there', () => {
    const studio = new Studio(film)
    studio.edit({ type: 'setText', card: b, field: 'prompt', text: '' })
    studio.edit({ type: 'setText', card: c, field: 'prompt', text: '@x' })
    expect(failure(() => studio.plan(again(b))).code).toBe('work.prompt')
    expect(failure(() => studio.plan(again(c))).code).toBe('work.cast')
    expect(failure(() => studio.plan(again(cardId('z')))).code).toBe('work.card')
  })

  test('is refused after shots of another model', () => {
    const studio = made()
    studio.model = 'other@2'
    expect(failure(() => studio.plan(again(b))).code).toBe('work.model')
    expect(studio.plan(again(a)).items).toHaveLength(1)
  })
})

describe('what is outdated', () => {
  const update: WorkRequest = { kind: 'update' }

  test('is empty in a film that fits, and excludes unmade shots', () => {
    expect(made().plan(update).items).toEqual([])
    expect(made(6).plan(update).items).toEqual([])
    expect(new Studio(film).plan(update).items).toEqual([])
  })

  test('gets a new seed where the prompt changed; other shots are kept', () => {
    const studio = made()
    studio.edit({ type: 'setText', card: b, field: 'prompt', text: 'Something else.' })
    const before = [a, c, d].map((id) => pictures(studio, id))
    const { items } = studio.make(update)
    expect(items.map(({ card, plan }) => [card, plan.prompt])).toEqual([[b, 'Something else.']])
    expect(items[0]!.plan.seed).not.toBe(1001)
    expect(states(studio)[1]).toBe('fits')
    expect([a, c, d].map((id) => pictures(studio, id))).toEqual(before)
  })

  test('keeps its seed where only the memory before it changed', () => {
    const studio = made()
    studio.edit({ type: 'moveCards', cards: [d], to: 0 })
    expect(states(studio)[0]).toBe('stale')
    const { items } = studio.make(update)
    expect(items[0]).toMatchObject({ card: d, from: { kind: 'empty' }, plan: { seed: 1003 } })
    for (let again = 0; again < 4; again++) studio.make(update)
    expect(states(studio)).not.toContain('stale')
  })

  test('includes lengthened shots, and skips those that cannot be made', () => {
    const studio = made()
    studio.edit({ type: 'setText', card: b, field: 'prompt', text: '@nobody' })
    studio.edit({ type: 'setText', card: c, field: 'prompt', text: 'Longer.' })
    studio.edit({ type: 'setLength', card: c, length: chunk(6) })
    const { items, skipped } = studio.plan(update)
    expect(items.map(({ card, plan }) => [card, plan.chunks])).toEqual([[c, 6]])
    expect(skipped.map(({ problem }) => problem.code)).toEqual(['work.cast'])
  })
})

describe('lengths', () => {
  test('a longer card is continued past the take’s first plan', () => {
    const studio = made()
    studio.edit({ type: 'setLength', card: d, length: chunk(6) })
    expect(states(studio)[3]).toBe('partial')
    expect(studio.make(whole).items[0]!.plan).toMatchObject({ firstChunk: 4, chunks: 6 })
    expect(states(studio)[3]).toBe('fits')
  })

  test('the halves of a split shot fit', () => {
    const studio = made()
    studio.edit({ type: 'splitCard', card: b, at: chunk(1), id: cardId('n') })
    expect(states(studio)).toEqual(['fits', 'fits', 'fits', 'fits', 'fits'])
    expect(studio.plan(whole).items).toEqual([])
  })
})

test.each([
  ['begun and without a second, which none of them follows', { kind: 'film' }],
  ['begun and without a second, gone on with', { kind: 'resume' }],
  ['outdated', { kind: 'update' }]
] as const)('hundreds of shots %s are planned by reading each a few times', (_, request) => {
  const cards = Array.from({ length: 300 }, (_none, at) => newCard(cardId(`card-${at}`), { prompt: 'A cat.' }))
  const studio = new Studio({ ...emptyFilm('F'), cards })
  if (request.kind === 'update') {
    studio.make(whole)
    studio.edit({ type: 'moveCards', cards: [cards[0]!.id], to: cards.length })
  } else {
    for (const [at, { id }] of cards.entries()) {
      const [item] = studio.plan(again(id)).items
      const take = takeId(`take-${at}`)
      const { prompt, seed, policy } = item!.plan
      const record = { id: take, prompt, seed, policy, model: studio.model, start: studio.empty.id, chunks: chunk(1) }
      studio.takes.set(take, { ...record, made: 0 })
      studio.edit({ type: 'addTake', card: id, take })
    }
  }
  let read = 0
  const counted = { ...studio, take: (id: TakeId) => (read++, studio.take(id)) }
  expect(planWork(studio.film, counted, request, () => 1).items.length).toBeGreaterThan(0)
  expect(read).toBeLessThan(20 * cards.length)
})
