/** Runs interrupted to remake a second, or reordered: real engine, real pack, real project file. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { activeUse, emptyFilm, newCard, type Film } from '../../app/film/film.ts'
import { cardId, type CardId } from '../../app/ids.ts'
import { cardStates } from '../../app/plan/state.ts'
import { chunk } from '../../app/time.ts'
import type { RunEvent } from '../../main/production/events.ts'
import type { FilmRun } from '../../main/production/film-run.ts'
import { ledgerOf } from '../../main/production/ledger.ts'
import { packFacts } from '../../main/production/pack-facts.ts'
import { Production } from '../../main/production/production.ts'
import { Project } from '../../main/project/project.ts'
import { packFolder } from '../engine/kit/pack-parts.ts'
import { startSupervisor } from './kit/engine-run.ts'
import { freshFolder } from './kit/fresh-folder.ts'
import { startThroughline, throughline } from './kit/throughline.ts'

const supervisor = startSupervisor()
const { model } = await packFacts(packFolder)
afterAll(() => supervisor.kill())
const ids = ['one', 'two', 'three'].map(cardId) as [CardId, CardId, CardId]
const [one, two, three] = ids
const words = [
  'A purple cat walks to the right in a meadow.',
  'The cat is dancing in a meadow.',
  'An owl sits on a farm.'
]

/** A fixed film seed, so that everything made, also a remade second, is reproducible. */
const filmOf = (...lengths: number[]): Film => ({
  ...emptyFilm('Seconds'),
  settings: { ...emptyFilm('').settings, seed: 5 },
  cards: lengths.map((length, index) => newCard(ids[index]!, { prompt: words[index]!, length: chunk(length) }))
})

let path: string
let project: Project
beforeEach(() => {
  path = join(freshFolder(), 'film.throughline')
})
const create = (...lengths: number[]): Project => (project = Project.create(path, filmOf(...lengths)))

/** Makes the whole film; `hear` may control the run. */
async function make(hear: (event: RunEvent, run: FilmRun) => void = () => {}): Promise<void> {
  const run: FilmRun = new Production(project, supervisor).start({ kind: 'film' }, (event) => hear(event, run))
  await run.done
}
const chunksOf = (card: CardId) => {
  const use = activeUse(project.film.cards.find(({ id }) => id === card)!)
  return use ? project.chunksOf(use.take) : []
}
/** For every chunk a card shows: the hash of its stored bytes, and its memory before and after. */
const bitsOf = (card: CardId): string[] =>
  chunksOf(card).map(({ latents, before, after }) => {
    const bytes = createHash('sha256').update(project.latents(latents)!).digest('hex')
    return `${bytes} ${before} ${after}`
  })
const states = () => cardStates(project.film, ledgerOf(project, model)).map(({ name }) => name)

/** Calls `then` once, when the chunk is committed. */
function once(card: CardId, index: number, then: (run: FilmRun) => void) {
  let over = false
  return (event: RunEvent, run: FilmRun): void => {
    if (over || event.type !== 'chunk' || event.position.card !== card || event.position.chunk !== index) return
    over = true
    then(run)
  }
}
const branchAt = (at: number) => once(one, at, (run) => run.branch({ kind: 'branch', card: one, at }))

test('the newest second again during a run shares the chunks before it', async () => {
  create(4, 1)
  await make()
  const plain = [one, two].map(bitsOf)
  project.close()

  path = join(freshFolder(), 'again.throughline')
  create(4, 1)
  const queues: string[] = []
  const turn = branchAt(1)
  await make((event, run) => {
    if (event.type === 'card') queues.push(`${event.position.card}: ${event.waiting.join()}`)
    turn(event, run)
  })
  expect(queues).toEqual(['one: two', 'one: two', 'two: '])
  const again = bitsOf(one)
  expect(again).toHaveLength(4)
  expect(again[0]).toBe(plain[0]![0])
  for (const index of [1, 2, 3]) expect(again[index]).not.toBe(plain[0]![index])
  const { takes } = project.film.cards[0]!
  expect(takes).toHaveLength(2)
  const [first] = project.chunksOf(takes[0]!.take)
  expect(chunksOf(one)[0]).toEqual(first)
  expect(project.frames(chunksOf(one)[0]!.id)).toEqual(project.frames(first!.id))
  expect(states()).toEqual(['fits', 'fits'])

  project.undo() // shot 2, made after it
  project.undo() // the remade second
  expect(project.film.cards[0]!.activeTake).toBe(takes[0]!.take)
  expect(bitsOf(one).slice(0, 2)).toEqual(plain[0]!.slice(0, 2))
  project.close()
}, 240_000)

test('killed and resumed it is bit-equal', async () => {
  create(4)
  await make(branchAt(1))
  const whole = bitsOf(one)
  project.close()

  path = join(freshFolder(), 'killed.throughline')
  create(4)
  const branch = branchAt(1)
  let saved = 0
  await make((event, run) => {
    branch(event, run)
    if (event.type === 'chunk' && event.position.chunk === 1 && ++saved === 2) run.cancel() // SIGKILL to the engine
  })
  const kept = bitsOf(one).length
  expect(kept).toBeGreaterThanOrEqual(2)
  expect(kept).toBeLessThan(4)
  expect(bitsOf(one)).toEqual(whole.slice(0, kept))
  project.close()

  const resuming = startThroughline(['resume', path])
  while (!/^\d+\/\d+ card/m.test(resuming.output.stderr)) await new Promise((wake) => setTimeout(wake, 20))
  resuming.child.kill('SIGKILL')
  await resuming.ended
  expect((await throughline(['resume', path])).code).toBe(0)
  project = Project.open(path)
  expect(bitsOf(one)).toEqual(whole)
  project.close()
}, 240_000)

test.each(['step', 'preview'])(
  'the last second again during the first %s of the next shot: new memory',
  async (moment) => {
    create(2, 2)
    let seen = false
    await make((event, run) => {
      if (seen || event.type !== moment || !('position' in event) || event.position.card !== two) return
      seen = true // shot 2 has begun, and nothing of it is committed
      run.branch({ kind: 'branch', card: one, at: 1 })
    })
    expect(project.film.cards.map(({ takes }) => takes.length)).toEqual([2, 1])
    expect(states()).toEqual(['fits', 'fits'])
    project.close()
  },
  240_000
)

test('reordered shots are each made from what precedes them then', async () => {
  create(1, 1, 1)
  const order: string[] = []
  const turn = once(one, 0, (run) => run.reorder([three, two]))
  await make((event, run) => {
    if (event.type === 'card') order.push(event.position.card)
    turn(event, run)
  })
  expect(order).toEqual(['one', 'three', 'two'])
  expect(chunksOf(three)[0]!.before).toBe(chunksOf(one)[0]!.after)
  expect(chunksOf(two)[0]!.before).toBe(chunksOf(one)[0]!.after)
  expect(states()[1]).toBe('fits')
  expect(states()[2]).toMatch(/check|stale/)
  project.close()
}, 240_000)

test('a paused run that is interrupted continues with the second', async () => {
  create(2)
  const turn = once(one, 0, (run) => {
    run.pause()
    run.branch({ kind: 'branch', card: one, at: 0 })
  })
  await make(turn)
  expect(project.film.cards[0]!.takes).toHaveLength(2)
  expect(chunksOf(one)).toHaveLength(2)
  project.close()
}, 240_000)

test('the command line makes the last second again; info names each chunk’s take', async () => {
  create(2)
  await make()
  const before = bitsOf(one)
  project.close()
  const made = await throughline(['regenerate', path, '--card', '1', '--last-second', '--seed', '99'])
  expect(made.code).toBe(0)
  project = Project.open(path)
  expect(bitsOf(one)[0]).toBe(before[0])
  expect(bitsOf(one)[1]).not.toBe(before[1])
  const shown = chunksOf(one).map(({ take, latents }) => ({ take, latents }))
  project.close()
  const { stdout } = await throughline(['info', path, '--json'])
  const { takes } = (
    JSON.parse(stdout) as { cards: { takes: { seed: number; branch: unknown; chunks: object[] }[] }[] }
  ).cards[0]!
  expect(takes[1]!.branch).toEqual({ from: shown[0]!.take, at: 1 })
  expect(takes[1]!.chunks).toMatchObject([
    { index: 0, seed: takes[0]!.seed, ...shown[0]! },
    { index: 1, seed: 99, ...shown[1]! }
  ])
  expect(takes[1]!.chunks[0]).toEqual(takes[0]!.chunks[0])
  expect((await throughline(['info', path])).stdout).toMatch(/take 2: seed \d+, from chunk 2 on seed 99/)
  const refused = await throughline(['regenerate', path, '--card', '1', '--last-second', '--ripple'])
  expect(refused.code).toBe(2)
}, 240_000)
