/** What was tried is kept by all that it depends on, and parsed; and what becomes of processes that say nothing more. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ToEngine } from '../../../app/contract/engine.ts'
import type { Attention, Trial } from '../../../app/contract/probe.ts'
import { Failure } from '../../../app/base/failure.ts'
import { KeptProbes, type ProbeKey } from '../../../main/probe/kept.ts'
import { driverMark } from '../../../main/probe/driver-mark.ts'
import { Probe, type ToProbe } from '../../../main/probe/probe.ts'
import type { LinkListener } from '../../../main/supervisor/link.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { storybook } from '../kit/throughline.ts'

const load: ToProbe = {
  ...{ pack: storybook, device: 'webgpu', precision: 'exact' },
  driver: 'A card',
  threads: 1,
  spin: false
}
const right = (attention: Attention, took: number): Trial => ({
  attention,
  error: 1e-6,
  worst: 'pass',
  took,
  refused: null
})
const wrong = (attention: Attention): Trial => {
  return { ...right(attention, 1), error: 0.06, refused: { code: 'device.wrong', detail: null } }
}
const never = new AbortController().signal

type Say = (on: LinkListener, asked: Extract<ToEngine, { type: 'probe' }>) => void
/** A probe whose processes say what a test has them say. */
function probing(say: Say, file = join(freshFolder(), 'tried', 'devices.json'), program = '1') {
  const seen = { rounds: [] as (readonly Attention[])[], killed: 0 }
  const probe = new Probe({
    launch: (on) => ({
      pid: 1,
      send(message) {
        if (message.type !== 'probe') throw new Error(message.type)
        seen.rounds.push(message.attentions)
        queueMicrotask(() => say(on, message))
      },
      kill: () => void seen.killed++
    }),
    ...{ program, kept: new KeptProbes(file) },
    limits: { device: 50, processor: 50, fused: 50, plain: 50, crossing: 50 }
  })
  return { probe, file, ...{ seen } }
}
/** All that is asked is answered, in this order. */
const answers =
  (...trials: readonly Trial[]): Say =>
  (on, { attentions }) => {
    on.message({ type: 'probing', stage: 'device' })
    on.message({ type: 'probing', stage: 'processor' })
    on.message({ type: 'processor', took: 3 })
    for (const trial of trials.filter(({ attention }) => attentions.includes(attention))) {
      on.message({ type: 'probing', stage: trial.attention })
      on.message({ type: 'trial', trial })
    }
  }
const bothRight = answers(right('fused', 2), right('plain', 5))
const codeOf = (work: Promise<unknown>) => work.then(String, (error: unknown) => Failure.from(error).toData())

test('the fastest form that is right is taken, and kept', async () => {
  const { probe, seen, file } = probing(bothRight)
  expect(await probe.formFor(load, never)).toBe('fused')
  expect(await probe.formFor(load, never)).toBe('fused')
  expect(seen).toEqual({ rounds: [['fused', 'plain']], killed: 1 })
  const slow = probing(answers(right('fused', 9), right('plain', 5)))
  expect(await slow.probe.formFor(load, never)).toBe('plain')
  const other = probing(bothRight, file)
  expect(await other.probe.formFor(load, never)).toBe('fused')
  expect(other.seen.rounds).toEqual([])
})

test('a wrong form is never taken, however fast', async () => {
  const { probe } = probing(answers(wrong('fused'), right('plain', 500)))
  expect(await probe.formFor(load, never)).toBe('plain')
})

test('none that is right: not used, because; and it is tried again next time', async () => {
  const { probe, seen } = probing(answers(wrong('fused'), wrong('plain'), wrong('crossing')))
  const refused = await codeOf(probe.formFor(load, never))
  expect(refused).toMatchObject({
    code: 'device.unfit',
    facts: { device: 'webgpu', reason: 'device.wrong', detail: '6 %' }
  })
  expect(refused).toHaveProperty('cause', expect.stringMatching(/not used for this model, because none .* \(6 % off\)/))
  await codeOf(probe.formFor(load, never))
  expect(seen.rounds).toHaveLength(4)
  expect(await probe.tried(load)).toHaveLength(1)
})

test('memory that crosses is tried only where it could stay, and nothing else is right', async () => {
  const say = answers(wrong('fused'), wrong('plain'), right('crossing', 9))
  const { probe, seen } = probing(say)
  expect(await probe.formFor(load, never)).toBe('crossing')
  expect(seen.rounds).toEqual([['fused', 'plain'], ['crossing']])
  const other = probing(say)
  const without = { ...load, device: 'cuda' }
  if (process.platform === 'linux' && process.arch === 'x64')
    expect(await codeOf(other.probe.formFor(without, never))).toMatchObject({ code: 'device.unfit' })
  expect(other.seen.rounds.flat()).not.toContain('crossing')
})

test('another pack, device, driver, runtime or program is asked anew', () => {
  const kept = new KeptProbes(join(freshFolder(), 'tried.json'))
  const key: ProbeKey = {
    ...{ pack: 'a'.repeat(64), device: 'webgpu', driver: 'd' },
    ...{ runtime: '1.30.0', program: '0.1.0' }
  }
  const probed = { precision: 'exact' as const, processor: 1, trials: [right('plain', 1)] }
  kept.keep(key, probed)
  expect(kept.of(key)).toEqual([probed])
  kept.keep(key, { ...probed, precision: 'fast' })
  expect(kept.of(key).map(({ precision }) => precision)).toEqual(['fast', 'exact'])
  for (const change of [
    { pack: 'b'.repeat(64) },
    { device: 'cuda' },
    { driver: 'e' },
    { runtime: '1.31.0' },
    { program: '0.2.0' }
  ])
    expect(kept.of({ ...key, ...change })).toEqual([])
})

test('a file that is damaged, older or lies is made again', async () => {
  const { probe, file, seen } = probing(bothRight)
  await probe.formFor(load, never)
  const whole = readFileSync(file, 'utf8')
  const bent = [
    whole.slice(0, -20),
    '',
    whole.replace('"version":1', '"version":0'),
    whole.replace('"error":0.000001', '"error":0.5'), // called right
    whole.replace('"error":0.000001', '"error":null'),
    whole.replace('"took":2', '"took":-2'),
    whole.replace('"fused"', '"quick"')
  ]
  for (const [at, text] of bent.entries()) {
    expect(text).not.toBe(whole)
    writeFileSync(file, text)
    expect(await probe.formFor(load, never)).toBe('fused')
    expect(seen.rounds).toHaveLength(at + 2)
    expect(readFileSync(file, 'utf8')).toBe(whole)
  }
})

test('a file that cannot be written only means that it is asked again', async () => {
  const { probe, seen } = probing(bothRight, join(storybook, 'manifest.json', 'tried.json'))
  expect(await probe.formFor(load, never)).toBe('fused')
  expect(await probe.formFor(load, never)).toBe('fused')
  expect(seen.rounds).toHaveLength(2)
})

test.each([
  ['hangs', 'engine.hung', () => {}],
  ['ends', 'engine.crashed', (on: LinkListener) => on.ended('SIGSEGV')],
  ['talks nonsense', 'message.invalid', (on: LinkListener) => on.message({ type: 'trial', trial: 'right' })]
])('a process that %s with a form is left, the next form tried', async (_, code, then) => {
  const { probe, seen } = probing((on, asked) => {
    answers(right('plain', 5))(on, { ...asked, attentions: asked.attentions.length === 1 ? ['plain'] : [] })
    if (asked.attentions.length === 1) return
    on.message({ type: 'probing', stage: 'fused' })
    then(on)
  })
  expect(await probe.formFor(load, never)).toBe('plain')
  expect(seen).toEqual({ rounds: [['fused', 'plain'], ['plain']], killed: 2 })
  const [probed] = await probe.tried(load)
  expect(probed?.trials[0]).toMatchObject({ attention: 'fused', error: null, refused: { code } })
})

test.each([
  ['hangs', 'engine.hung', () => {}],
  ['ends', 'engine.crashed', (on: LinkListener) => on.ended('SIGSEGV')]
])('a device that %s when it is first asked is not used, because', async (_, reason, then) => {
  const { probe, seen } = probing(then)
  expect(await codeOf(probe.formFor(load, never))).toMatchObject({ code: 'device.unfit', facts: { reason } })
  expect(seen.rounds).toHaveLength(1)
})

test('an absent device, or a pack that cannot be opened, is told as that', async () => {
  for (const code of ['device.absent', 'pack.hash']) {
    const error = { code, cause: 'It is so.', remedy: 'Wait.', facts: {} }
    const { probe } = probing((on) => on.message({ type: 'failed', job: null, error }))
    expect(await codeOf(probe.formFor(load, never))).toMatchObject({ code })
  }
})

test('stopped, its process is ended and nothing is kept', async () => {
  const { probe, seen } = probing(() => {})
  const stop = new AbortController()
  const asked = codeOf(probe.formFor(load, stop.signal))
  while (seen.rounds.length === 0) await new Promise(setImmediate)
  stop.abort(new Failure('engine.cancelled', 'Stopped.', 'Go on.'))
  expect(await asked).toMatchObject({ code: 'engine.cancelled' })
  expect([seen.killed, await probe.tried(load)]).toEqual([1, []])
})

test('where the driver is not known nothing is kept', () => {
  const machine = { release: '10.0', home: '/nowhere', env: {} }
  expect(driverMark(null, { ...machine, platform: 'win32' })).toBeNull()
  expect(driverMark('A card 551.23', { ...machine, platform: 'win32' })).toBe('A card 551.23')
  expect(driverMark(null, { ...machine, platform: 'darwin' })).toBe('macOS 10.0')
})

test('on Linux another driver file, or another choice among them, is another driver', () => {
  const folder = freshFolder()
  const [description, library] = [join(folder, 'card.json'), join(folder, 'libcard.so')]
  writeFileSync(library, 'first')
  writeFileSync(description, JSON.stringify({ ICD: { library_path: './libcard.so' } }))
  const mark = (env: NodeJS.ProcessEnv = { VK_DRIVER_FILES: description }) =>
    driverMark(null, { platform: 'linux', release: '6.1', home: '/nowhere', env })
  const before = mark()
  expect(mark()).toBe(before)
  expect(mark({})).not.toBe(before)
  writeFileSync(library, 'second one')
  expect(mark()).not.toBe(before)
})
