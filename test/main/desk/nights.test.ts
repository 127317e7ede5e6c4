import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { FailureData } from '../../../app/base/failure.ts'
import type { Making } from '../../../app/contract/open-film.ts'
import type { StudioEvent } from '../../../app/contract/window.ts'
import { cardId } from '../../../app/ids.ts'
import { waking } from '../../../main/desk/making.ts'
import { NightFile } from '../../../main/desk/night-file.ts'
import { Nights } from '../../../main/desk/nights.ts'
import { freshFolder } from '../kit/fresh-folder.ts'

const [a, b, c, d] = (['a', 'b', 'c', 'd'] as const).map(cardId) as [
  ReturnType<typeof cardId>,
  ReturnType<typeof cardId>,
  ReturnType<typeof cardId>,
  ReturnType<typeof cardId>
]
const problem: FailureData = { code: 'engine.given-up', cause: 'It ended.', remedy: 'Go on.', facts: {} }

/** A film with a queue, and its night. */
function bed(file = join(freshFolder(), 'nights.json'), queue = [a, b, c, d], path = '/film') {
  const film = { queue: [...queue], done: new Set<string>(), asking: false, goOns: 0 }
  let time = 0
  const nights = new Nights({
    file: new NightFile(file),
    film: () => ({
      path,
      isAsking: film.asking,
      waiting: film.queue.length,
      isMade: (card) => film.done.has(card),
      drop: (card) => void (film.queue = film.queue.filter((each) => each !== card)),
      goOn: () => void film.goOns++
    }),
    now: () => time,
    emit: () => {},
    later: (work) => work()
  })
  const hear = (making: Making | null, event: StudioEvent = { type: 'making', session: 1, making }): void =>
    nights.hear(event, making)
  const make = (card: Making['card'] & string, seconds: number): void => {
    hear({ ...waking, state: 'working', card })
    time += seconds * 1000
    film.done.add(card)
    film.queue = film.queue.filter((each) => each !== card)
  }
  const end = (card: Making['card'], error?: FailureData): void => {
    const last: Making = { ...waking, state: 'working', card }
    hear(last, error ? { type: 'trouble', error, asked: null } : { type: 'made', finished: null, skipped: [] })
    hear(null)
  }
  return { film, nights, hear, make, end, file }
}

test('tells what was made, and how long each took', () => {
  const { nights, make, end } = bed(undefined, [a, b])
  nights.begin()
  make(a, 5)
  make(b, 70)
  expect(nights.now).toMatchObject({ ended: null, made: [{ card: a, seconds: 5 }] })
  end(b)
  expect(nights.now).toMatchObject({ ended: 75_000, made: [{ card: a }, { card: b, seconds: 70 }], failed: [] })
  nights.dismiss()
  expect(nights.now).toBeNull()
})

test('goes on past a shot that fails, and tells why', () => {
  const { film, nights, hear, make, end } = bed(undefined, [a, b, c])
  nights.begin()
  make(a, 1)
  hear({ ...waking, state: 'working', card: b })
  end(b, problem)
  expect(film).toMatchObject({ queue: [c], goOns: 1 })
  make(c, 1)
  end(c)
  expect(nights.now).toMatchObject({ made: [{ card: a }, { card: c }], failed: [{ card: b, problem }] })
  expect(nights.now!.ended).not.toBeNull()
})

test('a device that gives up at a shot is tried again at the next', () => {
  const { film, nights, hear } = bed(undefined, [a, b])
  nights.begin()
  hear({ ...waking, state: 'working', card: a })
  film.asking = true
  hear({ ...waking, state: 'asking', card: a, asks: { failure: problem, fit: null } })
  expect(film).toMatchObject({ queue: [b], goOns: 1 })
  expect(nights.now).toMatchObject({ ended: null, failed: [{ card: a }] })
})

test('three failures in a row end it: it is not the shots', () => {
  const { film, nights, hear, end } = bed()
  nights.begin()
  for (const card of [a, b, c]) {
    hear({ ...waking, state: 'working', card })
    end(card, problem)
  }
  expect(film.goOns).toBe(2)
  expect(nights.now!.failed).toHaveLength(3)
  expect(nights.now!.ended).not.toBeNull()
})

test('shots that cannot be made as they are written are told', () => {
  const { nights, make, hear, end } = bed(undefined, [a])
  nights.begin()
  make(a, 1)
  hear({ ...waking, state: 'working', card: a }, { type: 'trouble', error: problem, asked: [b] })
  const skipped = [{ card: c, problem }]
  hear({ ...waking, state: 'working', card: a }, { type: 'made', finished: null, skipped })
  end(a)
  expect(nights.now!.failed.map(({ card }) => card)).toEqual([b, c])
})

test('goes on after the program was started again, and says so', () => {
  const before = bed(undefined, [a, b])
  before.nights.begin()
  before.make(a, 1)
  before.hear({ ...waking, state: 'working', card: b })
  before.hear(null) // the film is closed: the queue is kept
  expect(before.nights.now!.ended).toBeNull()
  const after = bed(before.file, [b])
  after.make(b, 1)
  after.end(b)
  expect(after.nights.now).toMatchObject({ again: 1, made: [{ card: a }, { card: b }] })
  expect(after.nights.now!.ended).not.toBeNull()
})

test('goes with the file of its film', () => {
  const { nights, file, hear } = bed()
  nights.begin()
  hear(null, { type: 'renamed', from: '/film', to: '/cat' })
  expect(nights.now).toBeNull()
  expect(bed(file, [], '/cat').nights.now).toMatchObject({ ended: null, again: 0 })
})

test('a run that is not of a night is left alone', () => {
  const { nights, film, hear, end } = bed()
  hear({ ...waking, state: 'working', card: a })
  end(a, problem)
  expect([nights.now, film.queue.length, film.goOns]).toEqual([null, 4, 0])
})
