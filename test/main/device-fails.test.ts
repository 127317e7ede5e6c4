/** A device that fails in mid-film: started again, then asked about. Real engine, pack and file; the card is simulated. */
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FailureData } from '../../app/base/failure.ts'
import { activeUse, emptyFilm, newCard } from '../../app/film/film.ts'
import { cardId } from '../../app/ids.ts'
import { chunk } from '../../app/time.ts'
import { fold, waking } from '../../main/desk/making.ts'
import type { RunEvent, RunResult } from '../../main/production/events.ts'
import type { FilmRun } from '../../main/production/film-run.ts'
import { Production } from '../../main/production/production.ts'
import { Project } from '../../main/project/project.ts'
import type { Supervisor } from '../../main/supervisor/supervisor.ts'
import { cardThatFails, type CardFailure } from './kit/card.ts'
import { load, startSupervisor } from './kit/engine-run.ts'
import { freshFolder } from './kit/fresh-folder.ts'

const card = cardThatFails()
const before = { ...process.env }
/** One shot, with a film seed. */
function create(seconds = 3): Project {
  const shot = newCard(cardId('one'), {
    prompt: 'A purple cat walks to the right in a meadow.',
    length: chunk(seconds)
  })
  const film = { ...emptyFilm('Fails'), settings: { ...emptyFilm('').settings, seed: 5 }, cards: [shot] }
  return Project.create(join(freshFolder(), 'film.throughline'), film)
}
let supervisor: Supervisor
let project: Project
beforeEach(() => {
  Object.assign(process.env, card.env)
  supervisor = startSupervisor({ load: { ...load, device: 'webgpu', driver: 'A card' } })
  card.fail()
  project = create()
})
afterEach(() => {
  supervisor.kill()
  project.close()
  process.env = { ...before }
})

interface Told {
  readonly restarts: string[]
  readonly asked: FailureData[]
  /** From which shot on it goes on elsewhere. */
  readonly elsewhere: string[]
  readonly states: string[]
}

/** Makes the film; `hear` may have the card fail, and answers. */
async function make(hear: (event: RunEvent, run: FilmRun) => void): Promise<Told & RunResult> {
  const told: Told = { restarts: [], asked: [], elsewhere: [], states: [] }
  let making = waking
  const run: FilmRun = new Production(project, supervisor).start({ kind: 'film' }, (event) => {
    making = fold(making, event)
    if (event.type === 'restarted') told.restarts.push(event.reason.code)
    if (event.type === 'gaveUp') told.asked.push(event.failure)
    if (event.type === 'elsewhere') told.elsewhere.push(`${event.begun} ${event.now}`)
    if (event.type === 'condition') told.states.push(event.condition)
    if (event.type === 'gaveUp') expect(making).toMatchObject({ state: 'asking', asks: { failure: event.failure } })
    else if (making.state !== 'asking') expect(making.asks).toBeNull()
    hear(event, run)
  })
  return { ...told, ...(await run.done) }
}
const chunks = () => {
  const use = activeUse(project.film.cards[0]!)
  return use ? project.chunksOf(use.take) : []
}
const devices = () => chunks().map(({ device }) => device)
const onCard = 'webgpu/exact/A card'
const slow = { timeout: 400_000 }
/** Has the card fail after the first second. */
const failing = (...how: readonly CardFailure[]) => {
  let over = false
  return (event: RunEvent): void => {
    if (event.type !== 'chunk' || over) return
    over = true
    card.fail(...how)
  }
}

test('after a loss it is started again on the same device, and the film is the same', slow, async () => {
  await make(() => {})
  const whole = chunks().map(({ latents }) => latents)
  project.close()
  project = create()
  const fails = failing('lost')
  const { restarts, asked, end } = await make(fails)
  expect([restarts, asked, end]).toEqual([['device.lost'], [], 'complete'])
  expect(devices()).toEqual([onCard, onCard, onCard])
  expect(chunks().map(({ latents }) => latents)).toEqual(whole)
})

test('each second that is made lets it fail once more without a question', slow, async () => {
  project.close()
  project = create(5) // the engine is a second ahead of what is saved
  const { restarts, asked } = await make((event) => {
    if (event.type === 'chunk' && event.position.chunk < 2) card.fail(event.position.chunk === 0 ? 'killed' : 'memory')
  })
  expect([restarts, asked]).toEqual([['engine.crashed', 'device.memory'], []])
})

test('twice in a row it asks; with the processor the take is made on two devices', slow, async () => {
  const fails = failing('lost', 'memory')
  const { asked, restarts, elsewhere, states, end, made } = await make((event, run) => {
    fails(event)
    if (event.type !== 'gaveUp') return
    expect(event.fit?.weights).toBeGreaterThan(1e6)
    expect(event.fit?.free).toBeGreaterThan(1e6)
    setTimeout(() => {
      expect(run.state.name).toBe('asking')
      supervisor.use({ device: 'cpu', precision: 'exact', driver: null })
      run.retry()
    }, 300)
  })
  expect(restarts).toEqual(['device.lost'])
  expect(asked).toMatchObject([{ code: 'device.given-up', facts: { device: 'webgpu', reason: 'device.memory' } }])
  expect(states).toContain('asking')
  expect([end, made]).toEqual(['complete', 3])
  const one = devices().indexOf('cpu')
  expect(one).toBeGreaterThan(0)
  expect(devices()).toEqual([...Array<string>(one).fill(onCard), ...Array<string>(3 - one).fill('cpu')])
  expect(elsewhere).toEqual([`${onCard} cpu`])
})

test('tried again it goes on on the device, and asks again when it fails again', slow, async () => {
  const fails = failing('killed', 'killed')
  const { asked, end } = await make((event, run) => {
    fails(event)
    if (event.type !== 'gaveUp') return
    if (event.failure.facts?.['reason'] === 'engine.crashed') card.fail('lost', 'absent')
    run.retry()
  })
  expect(asked.map(({ facts }) => facts?.['reason'])).toEqual(['engine.crashed', 'device.absent'])
  expect([end, devices()]).toEqual(['complete', [onCard, onCard, onCard]])
})

test('stopped instead of answered, what was made and the queue are kept', slow, async () => {
  const fails = failing('lost', 'lost')
  const { end, asked } = await make((event, run) => {
    fails(event)
    if (event.type === 'gaveUp') run.stop()
  })
  expect([asked.length, end]).toEqual([1, 'stopped'])
  expect(chunks().length).toBeGreaterThan(0)
  expect(project.queue).toHaveLength(1)
})

test('a device that fails twice before anything is made is asked about as well', slow, async () => {
  card.fail('memory', 'memory')
  const { restarts, asked, made } = await make((event, run) => {
    if (event.type === 'gaveUp') run.retry()
  })
  expect([restarts, asked.length, made]).toEqual([['device.memory'], 1, 3])
})

test('one that is absent from the beginning is refused at once, without a question', slow, async () => {
  card.fail('absent')
  const asked: string[] = []
  await expect(make((event) => event.type === 'gaveUp' && asked.push('asked'))).rejects.toMatchObject({
    code: 'device.absent'
  })
  expect(asked).toEqual([])
})
