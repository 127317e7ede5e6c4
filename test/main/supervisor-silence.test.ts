/** How long main waits for a sign of life: what it is set to, or ten times what the engine told that its longest run takes. */
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { FromEngine, ModelInfo } from '../../app/contract/engine.ts'
import { expectedSilence } from '../../engine/worker/silence.ts'
import { mostFlopsOfRun } from '../../kernels/transformer/groups.ts'
import type { LinkListener } from '../../main/supervisor/link.ts'
import { Supervisor } from '../../main/supervisor/supervisor.ts'
import { load } from './kit/engine-run.ts'

/** Milliseconds until an engine that says nothing more is replaced; Infinity: it was not, in so long a time. */
async function patienceWith(silence: number, longest: number): Promise<number> {
  const engines: LinkListener[] = []
  const supervisor = new Supervisor({
    launch: (on) => {
      engines.push(on)
      return { pid: 1, send: () => {}, kill: () => {} }
    },
    load,
    heartbeat: { every: 5, timeout: 100 },
    backoff: [1]
  })
  void supervisor.start()
  const size = { width: 1, height: 1, fps: 12, framesPerLatent: 4, latentsPerChunk: 3, maxTokens: 1, layers: 1 }
  const known = { model: 'm@1', name: 'M', keep: 'all', chunksBack: 0, steps: 1, device: 'cpu', threads: 1 } as const
  const model: ModelInfo = { ...size, ...known, silence }
  engines[0]!.message({ type: 'ready', model } satisfies FromEngine)
  const began = performance.now()
  while (engines.length < 2 && performance.now() - began < longest) await wait(5)
  const took = engines.length < 2 ? Infinity : performance.now() - began
  supervisor.kill()
  return took
}

test('an engine whose runs are short is given the usual time', async () => {
  expect(await patienceWith(0, 5_000)).toBeLessThan(5_000)
})

test('one whose runs are long is given ten times as long as they take', async () => {
  expect(await patienceWith(200, 1_500)).toBe(Infinity)
  expect(await patienceWith(30, 5_000)).toBeGreaterThan(250)
})

test('what the engine tells follows from operations and the rate of the machine', async () => {
  const options = { threads: 1, spin: false }
  expect(await expectedSilence(mostFlopsOfRun, options)).toBe(0)
  const told = await expectedSilence(1e13, options)
  // Between a teraflop and a gigaflop a second.
  expect(told).toBeGreaterThan(10_000)
  expect(told).toBeLessThan(10_000_000)
})
