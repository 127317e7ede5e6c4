/** The queue is stored with the film: kept when the program ends, cleared by stop. */
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { Project } from '../../main/project/project.ts'
import { startSupervisor } from './kit/engine-run.ts'
import { freshFolder } from './kit/fresh-folder.ts'
import { QueueCase, one, two, at } from './kit/queue-case.ts'

const supervisor = startSupervisor()
afterAll(() => supervisor.kill())
const here = new QueueCase(supervisor)
beforeEach(() => here.begin())

test('the queue is kept when the program ends before a chunk is committed', async () => {
  here.create(1, 1)
  await here.make(
    { kind: 'film' },
    at('card', one, (run) => run.stop())
  )
  here.project.close()
  here.project = Project.open(here.path)
  expect(here.project.takes()).toEqual([])
  expect(here.project.queue.map(({ card }) => card)).toEqual([one, two])
  here.project.close()
}, 240_000)

test('the queue is kept when the program ends, and cleared by stop', async () => {
  here.create(2, 1, 1)
  const killed = await here.make(
    { kind: 'cards', cards: [one], ripple: true },
    at('chunk', one, (run) => run.cancel())
  )
  expect(killed.end).toBe('stopped')
  here.project.close()
  here.project = Project.open(here.path)
  expect(here.project.queue.map(({ kind, card }) => `${kind} ${card}`)).toEqual(['rest one', 'take two', 'take three'])
  here.said = []
  expect((await here.make(null)).end).toBe('complete')
  expect(here.said).toEqual(['one', 'two', 'three'])
  expect(here.seconds()).toEqual([2, 1, 1])
  await here.make(
    { kind: 'cards', cards: [one], ripple: true },
    at('step', one, (run) => run.stop({ forget: true }))
  )
  expect(here.project.queue).toEqual([])
  here.project.close()
}, 240_000)

test('the queue is not copied by duplicate, but kept by Save As', async () => {
  here.create(1, 1)
  await here.make(
    { kind: 'film' },
    at('card', one, (run) => run.cancel())
  )
  const [copy, other] = ['copy', 'other'].map((name) => join(freshFolder(), `${name}.throughline`)) as [string, string]
  await here.project.duplicate(copy)
  await here.project.saveAs(other)
  expect(here.project.queue).toHaveLength(2)
  here.project.close()
  const lengths = [copy, other].map((file) => {
    const opened = Project.open(file)
    opened.close()
    return opened.queue.length
  })
  expect(lengths).toEqual([0, 2])
}, 240_000)
