/** A simulated card that fails while it is tried: real processes, graphs and pack (test/kit/failing-device.mjs). */
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Failure } from '../../../app/base/failure.ts'
import { KeptProbes } from '../../../main/probe/kept.ts'
import { Probe, type ToProbe } from '../../../main/probe/probe.ts'
import { usualLimits } from '../../../main/probe/round.ts'
import { forkLauncher } from '../../../main/supervisor/fork.ts'
import { cardThatFails, type CardFailure } from '../kit/card.ts'
import { startSupervisor } from '../kit/engine-run.ts'
import { load } from '../kit/engine-run.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { engineEntry } from '../kit/throughline.ts'

const card = cardThatFails()
const before = { ...process.env }
const slow = { timeout: 400_000 }
const onCard: ToProbe = { ...load, device: 'webgpu', driver: 'A card' }
const never = new AbortController().signal
let launched = 0

/** @param seconds until a form without an answer counts as a hang */
const probeOf = (seconds = 120): Probe =>
  new Probe({
    launch(on) {
      launched++
      return forkLauncher(engineEntry, (said) => said.resume())(on)
    },
    ...{ program: '1', kept: new KeptProbes(join(freshFolder(), 'tried.json')) },
    limits: { ...usualLimits, fused: seconds * 1000, plain: seconds * 1000, crossing: seconds * 1000 }
  })
const failing = (...how: readonly CardFailure[]): Probe => {
  card.fail(...how)
  return probeOf()
}
beforeEach(() => {
  Object.assign(process.env, card.env)
  launched = 0
})
afterEach(() => {
  process.env = { ...before }
})

test.each<[CardFailure, string, number]>([
  ['fused:nan', 'device.numbers', 1],
  ['fused:infinite', 'device.numbers', 1],
  ['fused:wrong', 'device.wrong', 1],
  ['lost', 'device.lost', 2],
  ['memory', 'device.memory', 2],
  ['killed', 'engine.crashed', 2]
])('%s: the form is not used, the other is', slow, async (how, code, processes) => {
  const { trials, processor } = await failing(how).run(onCard, never)
  expect(trials.map(({ attention, refused }) => [attention, refused?.code ?? null])).toEqual([
    ['fused', code],
    ['plain', null]
  ])
  expect(trials[1]?.error).toBeLessThan(3e-4) // of f16, in which memory is kept
  expect(trials[1]?.took).toBeGreaterThan(0)
  expect(processor).toBeGreaterThan(0)
  expect(launched).toBe(processes)
})

test('hang: its process is ended after the time limit, the other form is used', slow, async () => {
  card.fail('hang')
  expect(await probeOf(60).formFor(onCard, never)).toBe('plain')
  expect(launched).toBe(2)
})

test('all forms bad: an engine is never loaded on it, and says why', slow, async () => {
  const probe = failing('all:nan')
  const supervisor = startSupervisor({
    load: onCard as typeof load,
    formFor: (asked, signal) => probe.formFor(asked, signal)
  })
  const refused = await supervisor.start().then(String, (error: unknown) => Failure.from(error))
  supervisor.kill()
  expect(refused).toMatchObject({ code: 'device.unfit', facts: { device: 'webgpu', reason: 'device.numbers' } })
  expect(launched).toBe(2) // memory that crosses is tried after the others
})

test('the engine is loaded in the form that is right, and computes', slow, async () => {
  const probe = failing('fused:wrong')
  const loaded: unknown[] = []
  const supervisor = startSupervisor({
    load: onCard as typeof load,
    formFor: (asked, signal) => probe.formFor(asked, signal),
    launch(on) {
      const link = forkLauncher(engineEntry)(on)
      return { ...link, send: (message) => (loaded.push(message), link.send(message)) }
    }
  })
  const job = supervisor.generate(
    { from: null, past: [], plan: { prompt: 'A cat.', seed: 1, policy: 'memflow', chunks: 1, firstChunk: 0 } },
    { supply: () => ({ pages: [], latents: [] }), chunk: () => {} }
  )
  expect(await job.done).toBe('complete')
  supervisor.kill()
  expect(loaded[0]).toMatchObject({ type: 'load', device: 'webgpu', attention: 'plain' })
})

test('on the processor nothing is tried', slow, async () => {
  for (const device of ['cpu', 'automatic']) {
    const supervisor = startSupervisor({
      load: { ...load, device },
      formFor: () => Promise.reject(new Error('It was tried.'))
    })
    expect((await supervisor.start()).device).toBe('cpu')
    supervisor.kill()
  }
  expect(launched).toBe(0)
})
