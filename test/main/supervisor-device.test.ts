/** When the supervisor starts an engine again, and when it gives its device up: with an engine that only says what a test has it say. */
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { FromEngine, ModelInfo, ToEngine } from '../../app/contract/engine.ts'
import { Failure } from '../../app/base/failure.ts'
import { phases } from '../../app/ledger/records.ts'
import type { LinkListener } from '../../main/supervisor/link.ts'
import type { FormFor } from '../../main/supervisor/proven-form.ts'
import { Supervisor } from '../../main/supervisor/supervisor.ts'

const hash = 'a'.repeat(64)
const snapshot = {
  id: hash,
  model: 'm@1',
  policy: 'memflow',
  next: 0,
  prompt: null,
  layers: [],
  pending: null,
  recent: []
}
const chunk = (index: number) => ({
  ...{ type: 'chunk', job: 'take-1', index, latents: new Uint8Array(), latentsHash: hash, pages: [], frames: [] },
  ...{ before: snapshot, after: snapshot, timings: Object.fromEntries(phases.map((phase) => [phase, 0])) }
})
const failed = (code: string, job: string | null = 'take-1') => ({
  ...{ type: 'failed', job },
  error: { code, cause: `It was ${code}.`, remedy: 'Wait.', facts: { device: 'webgpu', detail: 'its words' } }
})

/** A supervisor, and the engine process that it started last. */
function started(device: string, formFor: FormFor | null = null) {
  const engines: LinkListener[] = []
  const sent: ToEngine['type'][] = []
  const forms: (string | undefined)[] = []
  const load = { pack: '/pack', threads: 1, spin: false, nice: 0, device, precision: 'exact', driver: null }
  const supervisor = new Supervisor({
    load,
    ...{ formFor, backoff: [0, 0, 0] },
    launch(on) {
      engines.push(on)
      const send = (message: ToEngine): void => {
        sent.push(message.type)
        if (message.type === 'load') forms.push(message.attention)
      }
      return { pid: engines.length, send, kill: () => {} }
    }
  })
  const says = (message: object): void => engines.at(-1)!.message(message as FromEngine)
  const ready = (): void => {
    const size = { width: 1, height: 1, fps: 12, framesPerLatent: 4, latentsPerChunk: 3, maxTokens: 1, layers: 1 }
    const made = device === 'webgpu' ? 'webgpu/exact/A card' : 'cpu'
    const known = { model: 'm@1', name: 'M', keep: 'all', chunksBack: 0 } as const
    const model: ModelInfo = { ...size, ...known, steps: 1, device: made, threads: 1, silence: 0 }
    says({ type: 'ready', model })
  }
  /** The next engine is started, and ready. */
  const again = async (count: number): Promise<void> => {
    while (engines.length < count) await wait(1)
    ready()
  }
  return { supervisor, engines, forms, sent, says, ready, again }
}

/** Has three chunks made; `restarts` grows as the engine is started again. */
function making({ supervisor }: ReturnType<typeof started>) {
  const restarts: string[] = []
  const { done } = supervisor.generate(
    { from: null, past: [], plan: { prompt: 'A cat.', seed: 1, policy: 'memflow', chunks: 3, firstChunk: 0 } },
    {
      supply: () => ({ pages: [], latents: [] }),
      chunk: () => {},
      restarted: ({ code }) => void restarts.push(code)
    }
  )
  const code = done.then(String, (error: unknown) => Failure.from(error).toData())
  return { restarts, code }
}

test.each(['device.memory', 'device.lost', 'device.failed'])('%s: started again once, then given up', async (how) => {
  const engine = started('webgpu')
  const { restarts, code } = making(engine)
  await engine.again(1)
  engine.says(failed(how))
  await engine.again(2)
  expect(engine.sent.filter((type) => type === 'generate')).toHaveLength(2)
  engine.says(failed(how))
  const facts = { device: 'webgpu', reason: how, detail: 'its words' }
  expect(await code).toMatchObject({ code: 'device.given-up', facts })
  expect(restarts).toEqual([how])
  expect([engine.engines.length, engine.supervisor.state.name]).toEqual([2, 'failed'])
})

test('a chunk in between starts the count anew', async () => {
  const engine = started('webgpu')
  const { restarts, code } = making(engine)
  await engine.again(1)
  engine.says(failed('device.lost'))
  await engine.again(2)
  engine.says(chunk(0))
  engine.engines.at(-1)!.ended('SIGKILL')
  await engine.again(3)
  engine.says(chunk(1))
  engine.says(failed('device.memory'))
  await engine.again(4)
  engine.says({ type: 'done', job: 'take-1', reason: 'complete' })
  expect(await code).toBe('complete')
  expect(restarts).toEqual(['device.lost', 'engine.crashed', 'device.memory'])
})

test('a killed process, and a device gone at the restart, are failures of the device', async () => {
  for (const second of ['killed', 'device.absent', 'device.wrong']) {
    const engine = started('webgpu')
    const { code } = making(engine)
    await engine.again(1)
    engine.engines.at(-1)!.ended('SIGKILL')
    while (engine.engines.length < 2) await wait(1)
    if (second === 'killed') engine.engines.at(-1)!.ended('SIGKILL')
    else engine.says(failed(second, null))
    const reason = second === 'killed' ? 'engine.crashed' : second
    expect(await code).toMatchObject({ code: 'device.given-up', facts: { reason } })
  }
})

test('a device that is absent, or wrong, when it is first tried is refused at once', async () => {
  for (const how of ['device.absent', 'device.wrong', 'pack.missing']) {
    const engine = started('webgpu')
    const start = engine.supervisor.start().then(String, (error: unknown) => Failure.from(error).code)
    engine.says(failed(how, null))
    expect([await start, engine.engines.length]).toEqual([how, 1])
  }
})

test('after it was given up, the next start counts anew, also on another device', async () => {
  const engine = started('webgpu')
  const { code } = making(engine)
  await engine.again(1)
  engine.says(failed('device.lost'))
  await engine.again(2)
  engine.says(failed('device.lost'))
  await code
  const again = making(engine)
  await engine.again(3)
  engine.says({ ...failed('device.lost'), job: 'take-2' })
  await engine.again(4)
  engine.says({ type: 'done', job: 'take-2', reason: 'complete' })
  expect(await again.code).toBe('complete')
  expect(() => engine.supervisor.use({ device: 'cpu', precision: 'exact', driver: null })).not.toThrow()
})

test.each([
  ['cpu', true],
  ['automatic', true],
  ['automatic', false]
])('on the processor it is started three times, without a question: %s, ready %j', async (device, ready) => {
  const engine = started(device)
  const { restarts, code } = making(engine)
  for (let time = 1; time <= 4; time++) {
    while (engine.engines.length < time) await wait(1)
    if (ready) engine.ready()
    engine.engines.at(-1)!.ended('SIGKILL')
  }
  expect(await code).toMatchObject({ code: 'engine.given-up', facts: { times: 3 } })
  expect(restarts).toEqual(Array(3).fill('engine.crashed'))
})

test('pictures that were decoded start the count anew while nothing is made', async () => {
  const engine = started('webgpu')
  await Promise.all([engine.supervisor.start(), engine.again(1)])
  for (let time = 1; time <= 3; time++) {
    const decoded = engine.supervisor.decode(new Uint8Array(1))
    engine.says(failed('device.lost', `decode-${time}`))
    await engine.again(time + 1)
    engine.says({ type: 'decoded', job: `decode-${time}`, width: 1, height: 1, frames: [] })
    expect((await decoded).width).toBe(1)
  }
})

test('the form is proven once, and kept when the engine is started again', async () => {
  const asked: string[] = []
  const engine = started('webgpu', async ({ device }) => {
    asked.push(device)
    return 'fused'
  })
  const { code } = making(engine)
  await engine.again(1)
  engine.says(failed('device.lost'))
  await engine.again(2)
  engine.says({ type: 'done', job: 'take-1', reason: 'complete' })
  expect([await code, engine.forms, asked]).toEqual(['complete', ['fused', 'fused'], ['webgpu']])
  engine.supervisor.use({ device: 'webgpu', precision: 'exact', driver: 'Another' })
  void engine.supervisor.start().catch(() => {})
  await engine.again(3)
  expect(asked).toHaveLength(2)
})

test('a device that is not used gets no engine; for the processor nothing is asked', async () => {
  const unfit = new Failure('device.unfit', 'It is wrong.', 'Choose.', { device: 'webgpu', names: 'cpu', reason: 'x' })
  const engine = started('webgpu', () => Promise.reject(unfit))
  expect(await making(engine).code).toMatchObject({ code: 'device.unfit' })
  expect(engine.engines).toEqual([])
  const onCpu = started('automatic', () => Promise.reject(unfit))
  void onCpu.supervisor.start()
  expect([onCpu.engines.length, onCpu.forms]).toEqual([1, [undefined]])
})

test('closed while a device is tried, it does not wait', async () => {
  const signals: AbortSignal[] = []
  const engine = started('webgpu', (_, signal) => {
    signals.push(signal)
    return new Promise(() => {})
  })
  const { code } = making(engine)
  await engine.supervisor.close()
  expect([await code, signals[0]?.aborted, engine.engines]).toEqual(['stopped', true, []])
})
