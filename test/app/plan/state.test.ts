import { describe, expect, test } from 'vitest'
import { viewFilm } from '../../../app/contract/film-state.ts'
import { emptyFilm, newCard, type Film } from '../../../app/film/film.ts'
import { cardId, castId, pageId, takeId, type CardId } from '../../../app/ids.ts'
import { compareSnapshots, isClose } from '../../../app/ledger/distance.ts'
import { seedFor } from '../../../app/plan/seed.ts'
import { cardStates } from '../../../app/plan/state.ts'
import { chunk, latentFrame } from '../../../app/time.ts'
import { Studio } from './kit/studio.ts'

const ids = ['a', 'b', 'c', 'd'].map(cardId) as [CardId, CardId, CardId, CardId]
const [a, b, c, d] = ids
const film: Film = {
  ...emptyFilm('F'),
  cards: ids.map((id) => newCard(id, { prompt: `Shot ${id}.`, length: chunk(2) }))
}
function made(): Studio {
  const studio = new Studio(film)
  studio.make({ kind: 'film' })
  return studio
}
const states = (studio: Studio) => cardStates(studio.film, studio)
const codes = (studio: Studio) => states(studio).map(({ code }) => code)
const base = { fps: 12, framesPerLatent: 4, latentsPerChunk: 3 }

describe('card states', () => {
  test('are stale when prompt, cast, locked seed, memory policy or model changed', () => {
    const studio = made()
    studio.edit({ type: 'setText', card: a, field: 'prompt', text: 'Another.' })
    studio.edit({ type: 'setSeed', card: b, seed: { value: 7, locked: true } })
    studio.edit({ type: 'setPolicy', cards: [c], policy: 'sink' })
    expect(codes(studio)).toEqual(['prompt-changed', 'seed-changed', 'policy-changed', 'same-memory'])
    expect(states(studio).map(({ name }) => name)).toEqual(['stale', 'stale', 'stale', 'fits'])
    expect(states(studio)[1]!.reason).toBe('Its seed is locked at 7; it was made with 1001.')
    studio.model = 'other@2'
    expect(codes(studio)[3]).toBe('model-changed')
  })

  test('are stale when the words of a cast member changed', () => {
    const studio = new Studio(film)
    const member = { id: castId('k'), kind: 'character', name: 'cat', words: 'a purple cat' } as const
    studio.edit({ type: 'addCastMember', member })
    studio.edit({ type: 'setText', card: b, field: 'prompt', text: '@cat sleeps' })
    studio.make({ kind: 'film' })
    studio.edit({ type: 'setCastMember', member: { ...member, name: 'Mia' } })
    expect(codes(studio)[1]).toBe('same-memory')
    studio.edit({ type: 'setCastMember', member: { ...member, words: 'a red cat' } })
    expect(codes(studio)[1]).toBe('prompt-changed')
  })

  test('ignore the value of an unlocked seed', () => {
    const studio = made()
    studio.edit({ type: 'setSeed', card: b, seed: { value: 7, locked: false } })
    expect(codes(studio)[1]).toBe('same-memory')
  })

  test('an accepted shot stays accepted while its predecessor is unchanged', () => {
    const studio = made()
    studio.edit({ type: 'setLength', card: b, length: chunk(1) })
    const memory = states(studio)[2]!.after!
    expect(memory).toMatch(/^[0-9a-f]{64}$/)
    expect(states(studio)[1]!.after).toBeUndefined()
    studio.edit({ type: 'acceptTake', card: c, memory })
    expect(states(studio)[2]).toMatchObject({ name: 'fits', code: 'accepted' })
    studio.edit({ type: 'setLength', card: b, length: chunk(2) })
    expect(codes(studio)[2]).toBe('same-memory')
    studio.edit({ type: 'removeCards', cards: [b] })
    expect(codes(studio)[2 - 1]).not.toBe('accepted')
  })

  test('after a trim the next shot is to be checked, the trimmed one fits', () => {
    const studio = made()
    studio.edit({ type: 'setLength', card: b, length: chunk(1) })
    expect(states(studio).map(({ name }) => name)).toEqual(['fits', 'fits', 'check', 'fits'])
    studio.edit({ type: 'setLength', card: b, length: chunk(2) })
    expect(codes(studio)[2]).toBe('same-memory')
  })

  test('do not claim that everything is equal for a shot to be checked', () => {
    const studio = made()
    const one = studio.snapshot(studio.chunksOf(studio.film.cards[2]!.activeTake!)[0]!.before)!
    studio.snapshot = (id) => ({ ...one, id }) // of everything the same frames
    studio.make({ kind: 'cards', cards: [c], ripple: false })
    const last = states(studio)[3]!
    expect([last.name, last.distance?.identities]).toEqual(['check', 1])
    expect(last.reason).toBe('What comes before it was changed; the characters and places it remembers are the same.')
  })

  test('ask to check after a removal, and not after it is undone', () => {
    const studio = made()
    const cards = [b]
    studio.edit({ type: 'removeCards', cards })
    const [, after] = states(studio)
    expect(after).toMatchObject({ name: 'check', code: 'memory-close' })
    expect(after!.distance!.identities).toBeGreaterThanOrEqual(0.5)
    expect(after!.reason).toMatch(/shares \d+ % of the remembered/)
  })

  test('never give nearly all of the memory as 100 %', () => {
    const studio = made()
    const [here, there] = [...studio.chunks.values()].map((chunks) => chunks.at(-1)!.after)
    const page = pageId('0'.repeat(64))
    const frames = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ page, frame: at, at: latentFrame(at) }))
    for (const [id, count] of [[here!, 299] as const, [there!, 300] as const]) {
      const layers = [{ sink: frames(count), bank: [], window: [] }]
      studio.snapshots.set(id, { ...studio.snapshot(id)!, layers })
    }
    studio.edit({ type: 'removeCards', cards: [b] })
    expect(states(studio)[1]!.reason).toMatch(/shares 99 % of the remembered/)
  })

  test('are stale at another place: the first shot moved, or a shot moved to the front', () => {
    const studio = made()
    studio.edit({ type: 'moveCards', cards: [d], to: 0 })
    expect(states(studio)[0]).toMatchObject({ name: 'stale', code: 'memory-far' })
    expect(states(studio)[1]).toMatchObject({ name: 'stale', code: 'memory-far' })
  })

  test('are stale after the first shot was made again', () => {
    const studio = made()
    studio.make({ kind: 'cards', cards: [a], ripple: false })
    const [, second] = states(studio)
    expect(second).toMatchObject({ name: 'stale', code: 'memory-far', distance: { identities: 0 } })
  })

  test('ask to check after an unmade shot in between', () => {
    const studio = made()
    studio.edit({ type: 'addCards', at: 1, cards: [newCard(cardId('n'), { prompt: 'New.' })] })
    expect(states(studio)[2]).toMatchObject({
      name: 'check',
      code: 'before-unmade',
      reason: 'Shot 2 before it is not made yet.'
    })
  })

  test('show shots being made, queued, and a missing take', () => {
    const studio = made()
    const activity = new Map([
      [a, 'generating'],
      [b, 'queued']
    ] as const)
    studio.edit({ type: 'addTake', card: c, take: takeId('gone') })
    const [first, second, third] = cardStates(studio.film, studio, activity)
    expect([first!.name, second!.name]).toEqual(['generating', 'queued'])
    expect(third).toMatchObject({ name: 'planned', code: 'take-lost' })
  })
})

describe('distances', () => {
  const studio = made()
  const after = (card: number) => {
    const { activeTake } = studio.film.cards[card]!
    return studio.snapshot(studio.chunksOf(activeTake!).at(-1)!.after)!
  }

  test('are none between a memory and itself, and the same both ways', () => {
    const same = compareSnapshots(after(1), after(1))
    expect(same).toEqual({ identities: 1, justSeen: 1, layers: [1, 1] })
    expect(compareSnapshots(after(1), after(2))).toEqual(compareSnapshots(after(2), after(1)))
  })

  test('count frames layer by layer', () => {
    // After 4 chunks: sink 0, bank 1 2 3, window 2 3. After 6: sink 0, bank 3 4 5, window 4 5.
    const { identities, justSeen, layers } = compareSnapshots(after(1), after(2))
    expect(identities).toBeCloseTo(4 / 6)
    expect(justSeen).toBe(0)
    // The first frames of chunks 2 and 3 stand in bank and window: 10 different frames; 3 of the sink and chunk 3's first in common.
    expect(layers).toEqual([4 / 10, 4 / 10])
  })

  test('are maximal between models', () => {
    const distance = compareSnapshots(after(1), { ...after(1), model: 'other@2' })
    expect(distance.layers).toEqual([0, 0])
    expect(isClose(distance)).toBe(false)
  })

  test('use the window where a policy has no sink or bank', () => {
    const bare = { ...after(1), layers: after(1).layers.map(({ window }) => ({ sink: [], bank: [], window })) }
    const other = { ...after(3), layers: after(3).layers.map(({ window }) => ({ sink: [], bank: [], window })) }
    expect(compareSnapshots(bare, other).identities).toBe(0)
    expect(compareSnapshots(bare, bare).identities).toBe(1)
  })
})

describe('seeds', () => {
  test('come from the card when locked, from the film when it has one, else from outside', () => {
    const fixed: Film = { ...film, settings: { ...film.settings, seed: 5 } }
    const source = () => 99
    expect(seedFor(film, 0, source)).toBe(99)
    const locked: Film = { ...fixed, cards: [{ ...film.cards[0]!, seed: { value: 3, locked: true } }] }
    expect(seedFor(locked, 0, source)).toBe(3)
    const derived = [0, 1, 2, 3].map((index) => seedFor(fixed, index, source))
    expect(new Set(derived).size).toBe(4)
    expect([0, 1, 2, 3].map((index) => seedFor(fixed, index, source))).toEqual(derived)
    for (const seed of derived) expect(seed >>> 0).toBe(seed)
  })

  test('differ per take', () => {
    const card = film.cards[0]!
    const taken = { ...card, takes: [{ take: takeId('t'), from: chunk(0), starred: false }] }
    const settings = { ...film.settings, seed: 5 }
    const [one, two] = [card, taken].map((each) => seedFor({ ...film, cards: [each], settings }, 0, () => 0))
    expect(one).not.toBe(two)
  })
})

describe('the view of a window', () => {
  test('is plain data with times, states and takes', () => {
    const studio = made()
    studio.make({ kind: 'cards', cards: [b], ripple: false })
    const view = viewFilm(studio.film, studio, base)
    expect(JSON.parse(JSON.stringify(view))).toEqual(view)
    expect(view.length).toBe(8)
    const takes = view.cards[1]!.takes
    expect(takes.map(({ number, active, chunksMade, seeds }) => [number, active, chunksMade, seeds])).toEqual([
      [1, false, 2, [{ at: 0, seed: 1001 }]],
      [2, true, 2, [{ at: 0, seed: 1004 }]]
    ])
  })
})
