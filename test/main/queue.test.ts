/** Changes to shots during a run never end it, and the queue is stored: real engine, pack and file. */
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import type { Edit } from '../../app/edits/edit.ts'
import { emptyFilm, newCard } from '../../app/film/film.ts'
import { cardId, type CardId } from '../../app/ids.ts'
import { chunk } from '../../app/time.ts'
import { fold, waking } from '../../main/desk/making.ts'
import { Production } from '../../main/production/production.ts'
import { Project } from '../../main/project/project.ts'
import { pidOf, startSupervisor } from './kit/engine-run.ts'
import { QueueCase, one, two, three, words, at, type Moment } from './kit/queue-case.ts'

const supervisor = startSupervisor()
afterAll(() => supervisor.kill())
const here = new QueueCase(supervisor)
beforeEach(() => here.begin())

const removal = (card: CardId): Edit => ({ type: 'removeCards', cards: [card] })
const half = cardId('half')

test.each<[string, Moment, CardId, () => void, number[], string[]]>([
  ['deleted before its first second', 'card', one, here.does(removal(one)), [1, 1], ['one', 'two', 'three']],
  ['deleted in mid-take', 'chunk', one, here.does(removal(one)), [1, 1], ['one', 'two', 'three']],
  ['deleted as its pictures are seen', 'preview', one, here.does(removal(one)), [1, 1], ['one', 'two', 'three']],
  [
    'deleted and brought back',
    'chunk',
    one,
    here.does(removal(one), 'undo'),
    [2, 1, 1],
    ['one', 'one', 'two', 'three']
  ],
  ['deleted while it waits', 'chunk', one, here.does(removal(two)), [2, 1], ['one', 'three']],
  [
    'deleted while it waits, and brought back',
    'chunk',
    one,
    here.does(removal(two), 'undo'),
    [2, 1, 1],
    ['one', 'two', 'three']
  ],
  ['moved', 'chunk', one, here.does({ type: 'moveCards', cards: [one], to: 3 }), [1, 1, 2], ['one', 'two', 'three']],
  [
    'split in mid-take',
    'chunk',
    one,
    here.does({ type: 'splitCard', card: one, at: chunk(1), id: half }),
    [1, 1, 1, 1],
    ['one', 'two', 'three']
  ],
  [
    'split before its first second',
    'step',
    one,
    here.does({ type: 'splitCard', card: one, at: chunk(1), id: half }),
    [1, 1, 1, 1],
    ['one', 'one', 'half', 'two', 'three']
  ],
  ['undone', 'chunk', one, here.does('undo'), [0, 1, 1], ['one', 'two', 'three']],
  [
    'made longer',
    'chunk',
    one,
    here.does({ type: 'setLength', card: one, length: chunk(3) }),
    [3, 1, 1],
    ['one', 'one', 'two', 'three']
  ],
  ['trimmed', 'chunk', one, here.does({ type: 'trimHead', card: one, by: 1 }), [1, 1, 1], ['one', 'two', 'three']],
  [
    'left without words while it waits',
    'chunk',
    one,
    here.does({ type: 'setText', card: two, field: 'prompt', text: '' }),
    [2, 0, 1],
    ['one', 'two work.prompt', 'three']
  ],
  [
    'told to name somebody unknown while it waits',
    'chunk',
    one,
    here.does({ type: 'setText', card: two, field: 'prompt', text: '@nobody waits' }),
    [2, 0, 1],
    ['one', 'two work.cast', 'three']
  ]
])(
  'a shot that is %s',
  async (_, moment, card, act, shown, order) => {
    here.create(2, 1, 1)
    const result = await here.make({ kind: 'film' }, at(moment, card, act))
    expect(result.end).toBe('complete')
    expect(here.said).toEqual(order)
    expect(here.seconds()).toEqual(shown)
    expect(here.project.queue).toEqual([])
    const kept = new Set(here.project.film.cards.flatMap(({ takes }) => takes.map(({ take }) => take)))
    while (here.project.undo())
      for (const { takes } of here.project.film.cards) takes.forEach(({ take }) => kept.add(take))
    expect(here.project.takes().every(({ id }) => kept.has(id))).toBe(true)
    here.project.close()
  },
  240_000
)

test('a queued shot is made as it is when its turn comes, also after a split', async () => {
  here.create(1, 2)
  await here.make(
    { kind: 'film' },
    at(
      'chunk',
      one,
      here.does(
        { type: 'setText', card: two, field: 'prompt', text: 'A duck jumps up and down on a farm.' },
        { type: 'splitCard', card: two, at: chunk(1), id: half }
      )
    )
  )
  expect(here.said).toEqual(['one', 'two', 'half'])
  const takes = here.project.film.cards.map((card) => here.project.take(card.activeTake!)!)
  expect(takes.map(({ prompt, chunks }) => [prompt, chunks])).toEqual([
    [words[0], 1],
    ['A duck jumps up and down on a farm.', 1],
    ['A duck jumps up and down on a farm.', 1]
  ])
  here.project.close()
}, 240_000)

test('the queue is changed and reordered during a run', async () => {
  here.create(1, 1, 1)
  await here.make()
  here.said = []
  await here.make(
    { kind: 'cards', cards: [one], ripple: false },
    at('card', one, (run) => {
      run.ask({ kind: 'cards', cards: [two, three], ripple: false })
      run.ask({ kind: 'cards', cards: [three, one], ripple: false }) // three is queued already
      run.drop(two)
      run.reorder([one, three])
    })
  )
  expect(here.said).toEqual(['one', 'one', 'three'])
  here.said = []
  await here.make(
    { kind: 'cards', cards: [three], ripple: false },
    at('card', three, (run) => {
      run.ask({ kind: 'cards', cards: [two], ripple: true })
    })
  )
  expect(here.said).toEqual(['three', 'two', 'three'])
  here.said = []
  await here.make(
    { kind: 'cards', cards: [one, two], ripple: false },
    at('step', one, (run) => run.drop(one))
  )
  expect(here.said).toEqual(['one', 'two'])
  here.project.close()
}, 240_000)

test('a chunk whose pictures were shown is committed before a stop', async () => {
  here.create(3)
  const seen = new Set<number>()
  const stop = at('preview', one, (run) => run.stop({ forget: true }))
  await here.make({ kind: 'film' }, (event, run) => {
    if (event.type === 'preview') seen.add(event.position.chunk)
    stop(event, run)
  })
  expect([...seen]).toEqual([0])
  expect(here.seconds()[0]).toBeGreaterThanOrEqual(1)
  expect(here.seconds()[0]).toBeLessThan(3)
  here.project.close()
}, 240_000)

test('stopped while the engine loads, nothing is made and the queue is empty', async () => {
  here.create(1)
  const cold = startSupervisor()
  const run = new Production(here.project, cold).start({ kind: 'film' }, () => {})
  run.stop({ forget: true })
  expect((await run.done).end).toBe('stopped')
  expect(here.project.queue).toEqual([])
  expect(here.project.takes()).toEqual([])
  cold.kill()
  here.project.close()
}, 240_000)

test.each<[Moment, number]>([
  ['step', 1],
  ['preview', 1]
])(
  'stopped at a %s and requested again before the end, the film is made',
  async (moment, takes) => {
    here.create(2, 1)
    const result = await here.make(
      { kind: 'film' },
      at(moment, one, (run) => {
        run.stop({ forget: true })
        run.ask({ kind: 'film' })
      })
    )
    expect(result.end).toBe('complete')
    expect(here.seconds()).toEqual([2, 1])
    expect(here.project.film.cards[0]!.takes).toHaveLength(takes)
    here.project.close()
  },
  240_000
)

test('an engine that dies during a pause is started again; the run stays paused', async () => {
  here.create(2)
  const stands: string[] = []
  let making = waking
  await here.make(
    { kind: 'film' },
    (() => {
      const pause = at('chunk', one, (run) => {
        run.pause()
        const unwatch = supervisor.watch((state) => {
          if (state.name !== 'ready') return
          unwatch()
          stands.push(making.state)
          run.resume()
        })
        process.kill(pidOf(supervisor), 'SIGKILL')
      })
      return (event, run) => {
        making = fold(making, event)
        pause(event, run)
      }
    })()
  )
  expect(stands).toEqual(['paused'])
  expect(making.state).toBe('working')
  expect(here.seconds()).toEqual([2])
  here.project.close()
}, 240_000)

test('a thousand shots that cannot be made are skipped in one write', async () => {
  const cards = Array.from({ length: 1000 }, (_, at) => newCard(cardId(`card-${at}`), { prompt: 'A cat by @nobody.' }))
  here.project = Project.create(here.path, { ...emptyFilm('Handmade'), cards })
  here.project.setQueue(cards.map(({ id }) => ({ kind: 'take', card: id, seed: 1, reason: '' })))
  const write = vi.spyOn(here.project, 'setQueue')
  let turns = 0
  const turning = setInterval(() => turns++, 0)
  const { work } = await here.make(null)
  clearInterval(turning)
  expect([work.skipped.length, here.project.queue.length]).toEqual([1000, 0])
  expect(write.mock.calls.length).toBeLessThan(5)
  expect(turns).toBeGreaterThan(20)
  here.project.close()
})
