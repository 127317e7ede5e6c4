/** A card's memory as the window gets it, from a real project file. */
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cardId, takeId } from '../../../app/ids.ts'
import type { FrameRef, MemoryWishes, Snapshot } from '../../../app/ledger/records.ts'
import { chunk } from '../../../app/time.ts'
import { MemoryReader } from '../../../main/desk/memory-reader.ts'
import { Project } from '../../../main/project/project.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { filmOf, madeChunk, memory, storybookFacts, takeOf } from '../kit/made.ts'

const [one, two] = [cardId('card-1'), cardId('card-2')]
let project: Project
const of = (card: typeof one, index: number) => new MemoryReader(project, storybookFacts).of(card, index)

function make(name: string, chunks: number, wishes?: MemoryWishes): void {
  const take = { ...takeOf(name, chunks), ...(wishes && { wishes }) }
  project.startTake(take, memory(name, 0), { card: one, burst: null })
  for (let index = 0; index < chunks; index++) project.commitChunk(take.id, madeChunk(take.id, index), 'cpu')
}

beforeEach(() => {
  project = Project.create(join(freshFolder(), 'a.throughline'), filmOf(2))
})
afterEach(() => project.close())

test('gives origin and number of layers of each remembered frame', () => {
  make('take-1', 3)
  expect(of(one, 0)).toMatchObject({ made: true, frames: [], layers: 8, places: 3 })
  const { frames } = of(one, 2)
  expect(frames.map(({ kind, at, votes }) => [kind, at, votes])).toEqual(
    [0, 1, 2, 3, 4, 5].map((at) => ['window', at, 8])
  )
  expect(frames.map(({ picture }) => picture)).toEqual(
    [0, 1, 2, 3, 4, 5].map((at) => ({ take: 'take-1', index: Math.floor(at / 3), frame: (at % 3) * 4 + 2 }))
  )
})

test('gives the starting memory of a card that is not made', () => {
  make('take-1', 2)
  const { made, frames } = of(two, 0)
  expect(made).toBe(false)
  expect(frames.map(({ at }) => at)).toEqual([0, 1, 2, 3, 4, 5])
})

test('gives the bank a chunk was made with, not the one before it', () => {
  const [start, chosen] = memory('take-1', 1).layers[0]!.window
  const banked = (name: string, made: number, bank: readonly FrameRef[]): Snapshot => {
    const { layers, ...rest } = memory(name, made)
    return { ...rest, layers: layers.map((layer) => ({ ...layer, bank })) }
  }
  const take = takeOf('take-1', 1)
  project.startTake(take, memory('take-1', 0), { card: one, burst: null })
  const chunk = madeChunk(take.id, 0)
  project.commitChunk(take.id, { ...chunk, after: banked('take-1', 1, [start!, chosen!]) }, 'cpu')
  const bank = (card: typeof one) => of(card, 0).frames.flatMap(({ kind, at }) => (kind === 'bank' ? [at] : []))
  expect([bank(one), of(one, 0).open]).toEqual([[0, 1], false])
  // The next card would begin with it, unless its policy selects from the whole film again.
  expect([bank(two), of(two, 0).open]).toEqual([[0, 1], false])
  project.edit({ type: 'setPolicy', cards: [two], policy: 'recall' })
  expect([bank(two), of(two, 0).open]).toEqual([[], true])
  expect(of(two, 0).frames.map(({ kind }) => kind)).toEqual(['window', 'window', 'window'])
})

test('finds the picture of a marked frame in a hidden take, or says there is none', () => {
  make('take-1', 3)
  make('take-2', 3)
  const mark = { ...memory('take-1', 2).layers[0]!.window[4]!, name: 'the hero’s face' }
  project.edit({ type: 'markFrame', cards: [two], mark, as: 'pin' })
  const gone = { ...memory('never', 2).layers[0]!.window[4]!, name: '' }
  project.edit({ type: 'markFrame', cards: [two], mark: gone, as: 'forget' })
  const { marks, frames } = of(two, 0)
  expect(marks.map(({ picture }) => picture)).toEqual([{ take: 'take-1', index: 1, frame: 6 }, null])
  expect(new Set(frames.map(({ picture }) => picture?.take))).toEqual(new Set(['take-2']))
})

test('lists a marked frame once, even with duplicates in the file', () => {
  project.close()
  const mark = { ...memory('take-1', 2).layers[0]!.window[4]!, name: '' }
  const film = filmOf(2)
  const cards = film.cards.map((card) => ({ ...card, pins: [mark, mark], forgets: [mark] }))
  project = Project.create(join(freshFolder(), 'b.throughline'), { ...film, cards })
  expect(of(one, 0).marks).toHaveLength(1)
})

test('gives the effect of wishes compared with the previous take', () => {
  make('take-1', 2)
  const [first] = memory('take-2', 2).layers[0]!.window
  const [other] = memory('take-1', 1).layers[0]!.window
  make('take-2', 2, { pins: [first!], forgets: [other!], lookAhead: [] })
  const { granted } = of(one, 1)
  expect(granted).toMatchObject([
    { wish: 'pin', before: 0, now: 8, picture: { take: takeId('take-2'), index: 0 } },
    { wish: 'forget', before: 8, now: 0, picture: { take: takeId('take-1'), index: 0 } }
  ])
})

test('attributes a shared picture to the take on the timeline', () => {
  make('take-1', 3)
  const branch = { ...takeOf('again', 3), branch: { from: takeId('take-1'), at: chunk(2) } }
  project.startTake(branch, memory('take-1', 0), { card: one, burst: null })
  project.commitChunk(branch.id, { ...madeChunk(branch.id, 2), before: memory('take-1', 2) }, 'cpu')
  const pictures = () => of(one, 2).frames.map(({ picture }) => picture?.take)
  expect(new Set(pictures())).toEqual(new Set(['again']))
  project.edit({ type: 'dropTake', card: one, take: takeId('take-1') })
  expect(new Set(pictures())).toEqual(new Set(['again']))
  project.edit({ type: 'setActiveTake', card: one, take: null })
  const mark = { ...memory('take-1', 2).layers[0]!.window[4]!, name: '' }
  project.edit({ type: 'markFrame', cards: [two], mark, as: 'pin' })
  expect(of(two, 0).marks[0]!.picture).toEqual({ take: 'again', index: 1, frame: 6 })
})
