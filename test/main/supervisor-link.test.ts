/** The engine process without a supervisor: the protocol rules that the supervisor relies on. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import type { FromEngine, ToEngine } from '../../app/contract/engine.ts'
import { forkLauncher } from '../../main/supervisor/fork.ts'
import type { EngineLink } from '../../main/supervisor/link.ts'
import { load, planOf } from './kit/engine-run.ts'
import { engineEntry, root } from './kit/throughline.ts'

let link: EngineLink
afterEach(() => link?.kill())

/** Starts an engine; `next(type)` waits for the next message of a type. */
function engine() {
  const received: FromEngine[] = []
  let arrived = () => {}
  link = forkLauncher(engineEntry)({
    message: (data) => {
      received.push(data as FromEngine)
      arrived()
    },
    ended: () => arrived()
  })
  const next = async <Type extends FromEngine['type']>(type: Type) => {
    for (;;) {
      const at = received.findIndex((message) => message.type === type)
      if (at >= 0) return received.splice(at, 1)[0] as Extract<FromEngine, { type: Type }>
      await new Promise<void>((resolve) => (arrived = resolve))
    }
  }
  link.send({ type: 'load', ...load })
  return { received, next }
}

test('it runs at most one chunk ahead of the last acknowledged one', async () => {
  const { received, next } = engine()
  await next('ready')
  link.send({ type: 'generate', job: 'a', from: null, past: [], plan: planOf({ chunks: 4 }) })
  await next('chunk')
  await next('chunk')
  await wait(1_500)
  expect(received.filter(({ type }) => type === 'chunk')).toEqual([])
  expect(received.some((message) => message.type === 'progress' && message.chunk === 2)).toBe(false)
  link.send({ type: 'committed', job: 'a', index: 0 })
  expect((await next('chunk')).index).toBe(2)
  link.send({ type: 'turn', job: 'a', to: 'stop' })
  expect((await next('done')).reason).toBe('stopped')
})

test('jobs are queued; a queued one can be stopped', async () => {
  const { next } = engine()
  await next('ready')
  for (const job of ['a', 'b', 'c'])
    link.send({ type: 'generate', job, from: null, past: [], plan: planOf({ chunks: 1 }) })
  link.send({ type: 'turn', job: 'b', to: 'stop' })
  const ends = [await next('done'), await next('done'), await next('done')]
  expect(ends.map(({ job, reason }) => `${job} ${reason}`)).toEqual(['a complete', 'b stopped', 'c complete'])
})

test('it refuses an invalid message with a reason, and continues', async () => {
  const { next } = engine()
  await next('ready')
  link.send({ type: 'dance' } as unknown as ToEngine)
  expect((await next('failed')).error.code).toBe('message.invalid')
  link.send({ type: 'ping', sent: 5 })
  expect((await next('pong')).sent).toBe(5)
})

test('it ends when its parent vanishes', async () => {
  const parent = fork(`${root}test/main/kit/parent.ts`, [], { serialization: 'advanced', execArgv: [] })
  const [{ pid }] = (await once(parent, 'message')) as [{ pid: number }]
  expect(alive(pid)).toBe(true)
  parent.kill('SIGKILL')
  for (let i = 0; i < 100 && alive(pid); i++) await wait(50)
  expect(alive(pid)).toBe(false)
})

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
