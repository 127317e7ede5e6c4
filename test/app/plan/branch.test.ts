import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { viewFilm } from '../../../app/contract/film-state.ts'
import { Failure } from '../../../app/base/failure.ts'
import { emptyFilm, newCard, type Film } from '../../../app/film/film.ts'
import { cardId, type CardId } from '../../../app/ids.ts'
import { branchUnderWay } from '../../../app/plan/branch.ts'
import { holds, seedsOf } from '../../../app/ledger/lineage.ts'
import { cardStates } from '../../../app/plan/state.ts'
import { chunk } from '../../../app/time.ts'
import { Studio } from './kit/studio.ts'

const ids = ['a', 'b', 'c'].map(cardId) as [CardId, CardId, CardId]
const [a, b, c] = ids
const film: Film = {
  ...emptyFilm('F'),
  cards: ids.map((id) => newCard(id, { prompt: `Shot ${id}.`, length: chunk(4) }))
}
const base = { fps: 12, framesPerLatent: 4, latentsPerChunk: 3 }

function made(most?: number): Studio {
  const studio = new Studio(film)
  studio.make({ kind: 'film' }, most)
  return studio
}
const card = (studio: Studio, id: CardId) => studio.film.cards.find((each) => each.id === id)!
const shown = (studio: Studio, id: CardId) => studio.take(card(studio, id).activeTake!)!
const chunks = (studio: Studio, id: CardId) => studio.chunksOf(card(studio, id).activeTake!)
const names = (studio: Studio) => cardStates(studio.film, studio).map(({ name }) => name)
const again = (studio: Studio, id: CardId, at: number) => studio.make({ kind: 'branch', card: id, at })
const code = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof Failure) return error.code
    throw error
  }
  return 'done'
}

describe('the last second again', () => {
  test('shares every chunk before it and makes one with another seed, same memory', () => {
    const studio = made()
    const [before, others] = [chunks(studio, b), [chunks(studio, a), chunks(studio, c)]]
    again(studio, b, 3)
    const after = chunks(studio, b)
    expect(after.slice(0, 3)).toEqual(before.slice(0, 3))
    expect(after[3]).toMatchObject({
      index: 3,
      parent: before[2]!.id,
      before: before[3]!.before,
      take: shown(studio, b).id
    })
    expect(after[3]!.latents).not.toBe(before[3]!.latents)
    expect(after).toHaveLength(4)
    expect([chunks(studio, a), chunks(studio, c)]).toEqual(others)
    expect(names(studio)).toEqual(['fits', 'fits', 'check'])
    expect(shown(studio, b)).toMatchObject({
      start: studio.take(before[0]!.take)!.start,
      branch: { from: before[0]!.take, at: 3 }
    })
    expect(viewFilm(studio.film, studio, base).cards[1]!.takes[1]!.seeds).toEqual([
      { at: 0, seed: 1001 },
      { at: 3, seed: 1003 }
    ])
  })

  test('of the last shot leaves everything fitting', () => {
    const studio = made()
    again(studio, c, 3)
    expect(names(studio)).toEqual(['fits', 'fits', 'fits'])
  })

  test('repeated retries branch from the take that made the shared chunks', () => {
    const studio = made()
    const { take: first } = chunks(studio, b)[0]!
    for (let times = 0; times < 3; times++) again(studio, b, 3)
    expect(shown(studio, b).branch).toEqual({ from: first, at: 3 })
    expect(new Set(card(studio, b).takes.map(({ take }) => studio.chunksOf(take)[3]!.latents)).size).toBe(4)
  })

  test('of a shot with a locked seed leaves it fitting, with that seed', () => {
    const studio = made()
    studio.edit({ type: 'setSeed', card: b, seed: { value: 1001, locked: true } })
    again(studio, b, 3)
    expect(names(studio)[1]).toBe('fits')
    expect(chunks(studio, b)[3]!.take).toBe(shown(studio, b).id)
    studio.make({ kind: 'cards', cards: [a], ripple: true }) // made again as a whole, it has the seed it was begun with
    expect(seedsOf(studio, shown(studio, b))).toEqual([{ at: 0, seed: 1001 }])
  })

  test('is reproducible in a film with a seed', () => {
    const studio = () => {
      const each = new Studio({ ...film, settings: { ...film.settings, seed: 5 } })
      each.make({ kind: 'film' })
      again(each, b, 3)
      return each
    }
    expect(chunks(studio(), b)).toEqual(chunks(studio(), b))
    const seeds = seedsOf(studio(), shown(studio(), b)).map(({ seed }) => seed)
    expect(new Set(seeds).size).toBe(2)
  })

  test('of a one-second shot is a new take of it', () => {
    const studio = new Studio({ ...film, cards: film.cards.map((each) => ({ ...each, length: chunk(1) })) })
    studio.make({ kind: 'film' })
    const old = shown(studio, b)
    again(studio, b, 0)
    expect(shown(studio, b)).not.toHaveProperty('branch')
    expect(shown(studio, b)).toMatchObject({ start: old.start, prompt: old.prompt })
    expect(shown(studio, b).seed).not.toBe(old.seed)
  })

  test('shows the same part of the take as before', () => {
    const studio = made()
    studio.edit({ type: 'trimHead', card: b, by: 2 })
    again(studio, b, 3)
    expect(card(studio, b).takes.at(-1)).toMatchObject({ from: 2, take: card(studio, b).activeTake })
    expect(names(studio)[1]).toBe('check')
    expect(chunks(studio, b)).toHaveLength(4)
  })

  test('of a shot that was stopped makes that second only; the shot goes on from it', () => {
    const studio = made(6)
    const before = chunks(studio, b)
    again(studio, b, 1)
    expect(names(studio)).toEqual(['fits', 'partial', 'planned'])
    expect(chunks(studio, b)).toHaveLength(2)
    studio.make({ kind: 'film' })
    const after = chunks(studio, b)
    expect(after).toHaveLength(4)
    expect(after[0]).toEqual(before[0])
    expect(after.slice(1).map(({ take }) => take)).toEqual(Array(3).fill(shown(studio, b).id))
    expect(names(studio)).toEqual(['fits', 'fits', 'fits'])
  })

  test('is refused where nothing is made, and when the plan has changed', () => {
    const studio = made(6)
    expect(code(() => again(studio, b, 2))).toBe('work.second')
    expect(code(() => again(studio, c, 0))).toBe('work.second')
    expect(code(() => again(studio, cardId('z'), 0))).toBe('work.card')
    studio.edit({ type: 'setText', card: b, field: 'prompt', text: 'Another.' })
    expect(code(() => again(studio, b, 1))).toBe('work.changed')
  })
})

describe('while the shot is being made', () => {
  test('continues after the second to the planned length', () => {
    const studio = made(7) // b has three of four
    const { items } = made(4).plan({ kind: 'film' })
    const now = { item: items[0]!, take: card(studio, b).activeTake }
    const item = branchUnderWay(studio.film, studio, now, { kind: 'branch', card: b, at: 2 }, () => 77)
    expect(item).toMatchObject({ take: null, plan: { seed: 77, firstChunk: 2, chunks: 4 }, branch: { at: 2 } })
    const before = chunks(studio, b)
    studio.makeItem(item)
    expect(chunks(studio, b).slice(0, 2)).toEqual(before.slice(0, 2))
    expect(chunks(studio, b)).toHaveLength(4)
    expect(names(studio)).toEqual(['fits', 'fits', 'planned'])
  })

  test('restarts the take when nothing of it is committed', () => {
    const studio = made(4)
    const [item] = studio.plan({ kind: 'film' }).items
    const other = branchUnderWay(
      studio.film,
      studio,
      { item: item!, take: null },
      { kind: 'branch', card: b, at: 0 },
      () => 7
    )
    expect(other).toEqual({ ...item, plan: { ...item!.plan, seed: 7 } })
    const far = { kind: 'branch', card: b, at: 2 } as const
    expect(code(() => branchUnderWay(studio.film, studio, { item: item!, take: null }, far, () => 7))).toBe(
      'work.second'
    )
  })
})

test('chunks have no gaps, and each names its take', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...ids), fc.nat(3)), { maxLength: 8 }), (wishes) => {
      const studio = made()
      for (const [id, at] of wishes) again(studio, id, at)
      for (const take of studio.takes.values()) {
        const all = studio.chunksOf(take.id)
        expect(all.map(({ index }) => index)).toEqual(all.map((_, index) => index))
        expect(all.map(({ before }) => before)).toEqual(
          [take.start, ...all.map(({ after }) => after)].slice(0, all.length)
        )
        const seeds = seedsOf(studio, take)
        for (const each of all) {
          expect(holds(studio, take.id, each)).toBe(true)
          expect(studio.take(each.take)!.seed).toBe(seeds.findLast(({ at }) => at <= each.index)!.seed)
        }
      }
    })
  )
})
