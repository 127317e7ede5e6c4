/** Work that was begun before, or out of turn: what is left of it, and where it starts. */
import { describe, expect, test } from 'vitest'
import { settle, wantOf } from '../../../app/plan/want.ts'
import { chunk } from '../../../app/time.ts'
import { Studio } from './kit/studio.ts'
import { ids, film, whole, made, states, pictures, chunksOf, failure, a, b, c, d } from './kit/work-film.ts'

describe('what was interrupted', () => {
  test.each([0, 1, 3, 4, 5, 7, 8, 11, 15])('after %i chunks is resumed to the same film', (most) => {
    const uninterrupted = made()
    const studio = made(most)
    studio.edit({ type: 'setSettings', settings: { ...film.settings, seed: 5 } }) // not asked for by what is continued
    const begun = studio.takes.size
    studio.make({ kind: 'resume' })
    for (const id of ids.slice(0, begun)) expect(pictures(studio, id)).toEqual(pictures(uninterrupted, id))
    expect(states(studio)).toEqual(['fits', 'fits', 'fits', 'fits'])
  })

  test('is continued from its last chunk', () => {
    const studio = made(6)
    expect(states(studio)).toEqual(['fits', 'partial', 'planned', 'planned'])
    const [item] = studio.plan(whole).items
    const last = studio.chunksOf(studio.film.cards[1]!.activeTake!).at(-1)!
    expect(item).toMatchObject({ card: b, take: last.take, from: { kind: 'snapshot', id: last.after } })
    expect(item!.plan).toMatchObject({ firstChunk: 2, chunks: 4, seed: 1001 })
  })

  test('starts anew when its plan changed, but resume continues it', () => {
    const studio = made(6)
    studio.edit({ type: 'setText', card: b, field: 'prompt', text: 'Another.' })
    expect(studio.plan(whole).items[0]).toMatchObject({ take: null, plan: { prompt: 'Another.', firstChunk: 0 } })
    expect(studio.plan({ kind: 'resume' }).items[0]).toMatchObject({ plan: { prompt: 'Shot b.', firstChunk: 2 } })
  })

  test('starts anew when what precedes it does', () => {
    const studio = made(6)
    studio.edit({ type: 'setText', card: a, field: 'prompt', text: 'Another.' })
    studio.edit({ type: 'setLength', card: a, length: chunk(5) })
    const { items } = studio.plan(whole)
    expect(items.map(({ card, take }) => [card, take])).toEqual([
      [a, null],
      [b, null],
      [c, null],
      [d, null]
    ])
  })

  test('cannot be continued by another model', () => {
    const studio = made(2)
    studio.model = 'other@2'
    expect(failure(() => studio.plan({ kind: 'resume' })).code).toBe('work.model')
    expect(studio.plan(whole).items[0]).toMatchObject({ take: null, from: { kind: 'empty' } })
  })
})

describe('a shot made before its turn', () => {
  test('starts from what precedes it then, and its state names the gap', () => {
    const studio = made(4)
    const [second, third, fourth] = studio.plan(whole).items
    for (const item of [fourth!, second!]) studio.makeItem(item)
    expect(chunksOf(studio, d)[0]!.before).toBe(chunksOf(studio, a).at(-1)!.after)
    expect(states(studio)).toEqual(['fits', 'fits', 'planned', 'check'])
    studio.makeItem(third!)
    expect(chunksOf(studio, c)[0]!.before).toBe(chunksOf(studio, b).at(-1)!.after)
    expect(states(studio).slice(0, 3)).toEqual(['fits', 'fits', 'fits'])
    expect(states(studio)[3]).toMatch(/check|stale/)
  })

  test('is made as planned in its turn', () => {
    const studio = new Studio(film)
    for (const item of studio.plan(whole).items) studio.makeItem(item)
    for (const id of ids) expect(pictures(studio, id)).toEqual(pictures(made(), id))
  })

  test('is skipped when it is no longer in the film', () => {
    const studio = made(4)
    const [second] = studio.plan(whole).items
    studio.edit({ type: 'removeCards', cards: [b] })
    expect(settle(studio.film, studio, wantOf(second!), true)).toBeNull()
  })
})
