/** Changes to shots during a run never end it, and the queue is stored: real engine, pack and file. */
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import type { Edit } from '../../app/edits/edit.ts'
import { activeUse, emptyFilm, newCard, type Film } from '../../app/film/film.ts'
import { cardId, type CardId } from '../../app/ids.ts'
import { chunk } from '../../app/time.ts'
import type { WorkRequest } from '../../app/plan/work.ts'
import { fold, waking } from '../../main/desk/making.ts'
import type { RunEvent, RunResult } from '../../main/production/events.ts'
import type { FilmRun } from '../../main/production/film-run.ts'
import { Production } from '../../main/production/production.ts'
import { Project } from '../../main/project/project.ts'
import { pidOf, startSupervisor } from './kit/engine-run.ts'
import { freshFolder } from './kit/fresh-folder.ts'

const supervisor = startSupervisor()
afterAll(() => supervisor.kill())
const [one, two, three] = ['one', 'two', 'three'].map(cardId) as [CardId, CardId, CardId]
const words = [
  'A purple cat walks to the right in a meadow.',
  'The cat is dancing in a meadow.',
  'An owl sits on a farm.'
]
const filmOf = (...lengths: number[]): Film => ({
  ...emptyFilm('Queue'),
  cards: lengths.map((length, index) =>
    newCard([one, two, three][index]!, { prompt: words[index]!, length: chunk(length) })
  )
})

let path: string
let project: Project
let said: string[]
beforeEach(() => {
  path = join(freshFolder(), 'film.throughline')
  said = []
})
const create = (...lengths: number[]): Project => (project = Project.create(path, filmOf(...lengths)))

async function make(
  request: WorkRequest | null = { kind: 'film' },
  hear: (event: RunEvent, run: FilmRun) => void = () => {}
): Promise<RunResult> {
  const run: FilmRun = new Production(project, supervisor).start(request, (event) => {
    if (event.type === 'card') said.push(event.position.card)
    if (event.type === 'passed') said.push(`${event.card} ${event.problem.code}`)
    hear(event, run)
  })
  return run.done
}

type Moment = 'card' | 'step' | 'preview' | 'chunk'
/** Calls `act` once, at the first such event of a card. */
function at(moment: Moment, card: CardId, act: (run: FilmRun) => void) {
  let over = false
  return (event: RunEvent, run: FilmRun): void => {
    if (over || event.type !== moment || !('position' in event) || event.position.card !== card) return
    over = true
    act(run)
  }
}
const made = (card: CardId): number => {
  const use = activeUse(project.film.cards.find(({ id }) => id === card)!)
  return use ? project.chunksOf(use.take).length - use.from : 0
}
const seconds = () => project.film.cards.map(({ id, length }) => Math.min(length, made(id)))
const does =
  (...edits: readonly (Edit | 'undo')[]) =>
  () => {
    for (const edit of edits) {
      if (edit === 'undo') project.undo()
      else project.edit(edit)
    }
  }
const removal = (card: CardId): Edit => ({ type: 'removeCards', cards: [card] })
const half = cardId('half')

test.each<[string, Moment, CardId, () => void, number[], string[]]>([
  ['deleted before its first second', 'card', one, does(removal(one)), [1, 1], ['one', 'two', 'three']],
  ['deleted in mid-take', 'chunk', one, does(removal(one)), [1, 1], ['one', 'two', 'three']],
  ['deleted as its pictures are seen', 'preview', one, does(removal(one)), [1, 1], ['one', 'two', 'three']],
  ['deleted and brought back', 'chunk', one, does(removal(one), 'undo'), [2, 1, 1], ['one', 'one', 'two', 'three']],
  ['deleted while it waits', 'chunk', one, does(removal(two)), [2, 1], ['one', 'three']],
  [
    'deleted while it waits, and brought back',
    'chunk',
    one,
    does(removal(two), 'undo'),
    [2, 1, 1],
    ['one', 'two', 'three']
  ],
  ['moved', 'chunk', one, does({ type: 'moveCards', cards: [one], to: 3 }), [1, 1, 2], ['one', 'two', 'three']],
  [
    'split in mid-take',
    'chunk',
    one,
    does({ type: 'splitCard', card: one, at: chunk(1), id: half }),
    [1, 1, 1, 1],
    ['one', 'two', 'three']
  ],
  [
    'split before its first second',
    'step',
    one,
    does({ type: 'splitCard', card: one, at: chunk(1), id: half }),
    [1, 1, 1, 1],
    ['one', 'one', 'half', 'two', 'three']
  ],
  ['undone', 'chunk', one, does('undo'), [0, 1, 1], ['one', 'two', 'three']],
  [
    'made longer',
    'chunk',
    one,
    does({ type: 'setLength', card: one, length: chunk(3) }),
    [3, 1, 1],
    ['one', 'one', 'two', 'three']
  ],
  ['trimmed', 'chunk', one, does({ type: 'trimHead', card: one, by: 1 }), [1, 1, 1], ['one', 'two', 'three']],
  [
    'left without words while it waits',
    'chunk',
    one,
    does({ type: 'setText', card: two, field: 'prompt', text: '' }),
    [2, 0, 1],
    ['one', 'two work.prompt', 'three']
  ],
  [
    'told to name somebody unknown while it waits',
    'chunk',
    one,
    does({ type: 'setText', card: two, field: 'prompt', text: '@nobody waits' }),
    [2, 0, 1],
    ['one', 'two work.cast', 'three']
  ]
])(
  'a shot that is %s',
  async (_, moment, card, act, shown, order) => {
    create(2, 1, 1)
    const result = await make({ kind: 'film' }, at(moment, card, act))
    expect(result.end).toBe('complete')
    expect(said).toEqual(order)
    expect(seconds()).toEqual(shown)
    expect(project.queue).toEqual([])
    const kept = new Set(project.film.cards.flatMap(({ takes }) => takes.map(({ take }) => take)))
    while (project.undo()) for (const { takes } of project.film.cards) takes.forEach(({ take }) => kept.add(take))
    expect(project.takes().every(({ id }) => kept.has(id))).toBe(true)
    project.close()
  },
  240_000
)

test('a queued shot is made as it is when its turn comes, also after a split', async () => {
  create(1, 2)
  await make(
    { kind: 'film' },
    at(
      'chunk',
      one,
      does(
        { type: 'setText', card: two, field: 'prompt', text: 'A duck jumps up and down on a farm.' },
        { type: 'splitCard', card: two, at: chunk(1), id: half }
      )
    )
  )
  expect(said).toEqual(['one', 'two', 'half'])
  const takes = project.film.cards.map((card) => project.take(card.activeTake!)!)
  expect(takes.map(({ prompt, chunks }) => [prompt, chunks])).toEqual([
    [words[0], 1],
    ['A duck jumps up and down on a farm.', 1],
    ['A duck jumps up and down on a farm.', 1]
  ])
  project.close()
}, 240_000)

test('the queue is changed and reordered during a run', async () => {
  create(1, 1, 1)
  await make()
  said = []
  await make(
    { kind: 'cards', cards: [one], ripple: false },
    at('card', one, (run) => {
      run.ask({ kind: 'cards', cards: [two, three], ripple: false })
      run.ask({ kind: 'cards', cards: [three, one], ripple: false }) // three is queued already
      run.drop(two)
      run.reorder([one, three])
    })
  )
  expect(said).toEqual(['one', 'one', 'three'])
  said = []
  await make(
    { kind: 'cards', cards: [three], ripple: false },
    at('card', three, (run) => {
      run.ask({ kind: 'cards', cards: [two], ripple: true })
    })
  )
  expect(said).toEqual(['three', 'two', 'three'])
  said = []
  await make(
    { kind: 'cards', cards: [one, two], ripple: false },
    at('step', one, (run) => run.drop(one))
  )
  expect(said).toEqual(['one', 'two'])
  project.close()
}, 240_000)

test('the queue is kept when the program ends before a chunk is committed', async () => {
  create(1, 1)
  await make(
    { kind: 'film' },
    at('card', one, (run) => run.stop())
  )
  project.close()
  project = Project.open(path)
  expect(project.takes()).toEqual([])
  expect(project.queue.map(({ card }) => card)).toEqual([one, two])
  project.close()
}, 240_000)

test('the queue is kept when the program ends, and cleared by stop', async () => {
  create(2, 1, 1)
  const killed = await make(
    { kind: 'cards', cards: [one], ripple: true },
    at('chunk', one, (run) => run.cancel())
  )
  expect(killed.end).toBe('stopped')
  project.close()
  project = Project.open(path)
  expect(project.queue.map(({ kind, card }) => `${kind} ${card}`)).toEqual(['rest one', 'take two', 'take three'])
  said = []
  expect((await make(null)).end).toBe('complete')
  expect(said).toEqual(['one', 'two', 'three'])
  expect(seconds()).toEqual([2, 1, 1])
  await make(
    { kind: 'cards', cards: [one], ripple: true },
    at('step', one, (run) => run.stop({ forget: true }))
  )
  expect(project.queue).toEqual([])
  project.close()
}, 240_000)

test('the queue is not copied by duplicate, but kept by Save As', async () => {
  create(1, 1)
  await make(
    { kind: 'film' },
    at('card', one, (run) => run.cancel())
  )
  const [copy, other] = ['copy', 'other'].map((name) => join(freshFolder(), `${name}.throughline`)) as [string, string]
  await project.duplicate(copy)
  await project.saveAs(other)
  expect(project.queue).toHaveLength(2)
  project.close()
  const lengths = [copy, other].map((file) => {
    const opened = Project.open(file)
    opened.close()
    return opened.queue.length
  })
  expect(lengths).toEqual([0, 2])
}, 240_000)

test('a chunk whose pictures were shown is committed before a stop', async () => {
  create(3)
  const seen = new Set<number>()
  const stop = at('preview', one, (run) => run.stop({ forget: true }))
  await make({ kind: 'film' }, (event, run) => {
    if (event.type === 'preview') seen.add(event.position.chunk)
    stop(event, run)
  })
  expect([...seen]).toEqual([0])
  expect(seconds()[0]).toBeGreaterThanOrEqual(1)
  expect(seconds()[0]).toBeLessThan(3)
  project.close()
}, 240_000)

test('stopped while the engine loads, nothing is made and the queue is empty', async () => {
  create(1)
  const cold = startSupervisor()
  const run = new Production(project, cold).start({ kind: 'film' }, () => {})
  run.stop({ forget: true })
  expect((await run.done).end).toBe('stopped')
  expect(project.queue).toEqual([])
  expect(project.takes()).toEqual([])
  cold.kill()
  project.close()
}, 240_000)

test.each<[Moment, number]>([
  ['step', 1],
  ['preview', 1]
])(
  'stopped at a %s and requested again before the end, the film is made',
  async (moment, takes) => {
    create(2, 1)
    const result = await make(
      { kind: 'film' },
      at(moment, one, (run) => {
        run.stop({ forget: true })
        run.ask({ kind: 'film' })
      })
    )
    expect(result.end).toBe('complete')
    expect(seconds()).toEqual([2, 1])
    expect(project.film.cards[0]!.takes).toHaveLength(takes)
    project.close()
  },
  240_000
)

test('an engine that dies during a pause is started again; the run stays paused', async () => {
  create(2)
  const stands: string[] = []
  let making = waking
  await make(
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
  expect(seconds()).toEqual([2])
  project.close()
}, 240_000)

test('a thousand shots that cannot be made are skipped in one write', async () => {
  const cards = Array.from({ length: 1000 }, (_, at) => newCard(cardId(`card-${at}`), { prompt: 'A cat by @nobody.' }))
  project = Project.create(path, { ...emptyFilm('Handmade'), cards })
  project.setQueue(cards.map(({ id }) => ({ kind: 'take', card: id, seed: 1, reason: '' })))
  const write = vi.spyOn(project, 'setQueue')
  let turns = 0
  const turning = setInterval(() => turns++, 0)
  const { work } = await make(null)
  clearInterval(turning)
  expect([work.skipped.length, project.queue.length]).toEqual([1000, 0])
  expect(write.mock.calls.length).toBeLessThan(5)
  expect(turns).toBeGreaterThan(20)
  project.close()
})
