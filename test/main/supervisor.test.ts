/** Real supervisor and real engine process with the storybook pack. */
import { readFileSync } from 'node:fs'
import { getPriority } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import type { Supervisor } from '../../main/supervisor/supervisor.ts'
import { Keeper, load, pidOf, planOf, startSupervisor } from './kit/engine-run.ts'

let supervisor: Supervisor
afterEach(() => supervisor.close())

const make = async (keeper: Keeper, plan = planOf(), from: Keeper['last'] | null = null) => {
  const reason = await supervisor.generate({ from, past: [], plan }, keeper).done
  return { reason, bits: keeper.bits }
}

test('the same plan makes the same bits, and a split run equals the unsplit one', async () => {
  supervisor = startSupervisor()
  const whole = new Keeper()
  expect((await make(whole)).reason).toBe('complete')
  const again = new Keeper()
  await make(again)
  expect(again.bits).toEqual(whole.bits)

  const split = new Keeper()
  const first = supervisor.generate(
    { from: null, past: [], plan: planOf() },
    {
      supply: (pages) => split.supply(pages),
      chunk: (chunk) => {
        split.chunk(chunk)
        first.turn('stop')
      }
    }
  )
  expect(await first.done).toBe('stopped')
  supervisor.kill() // the engine's own pages are lost: they must come from the keeper
  await make(split, planOf({ firstChunk: split.chunks.length }), split.last)
  expect(split.bits).toEqual(whole.bits)
})

test('an engine killed in mid-chunk is replaced, and the film is the same', async () => {
  supervisor = startSupervisor()
  const undisturbed = new Keeper()
  await make(undisturbed)
  let kills = 0
  const disturbed = new Keeper(({ chunk, step }) => {
    if (step === 3 && chunk >= kills) {
      kills++
      process.kill(pidOf(supervisor), 'SIGKILL')
    }
  })
  const { reason, bits } = await make(disturbed)
  expect(reason).toBe('complete')
  expect(kills).toBe(3)
  expect(disturbed.restarts.map(({ code }) => code)).toEqual(Array(3).fill('engine.crashed'))
  expect(bits).toEqual(undisturbed.bits)
})

test('an unresponsive engine is replaced', async () => {
  supervisor = startSupervisor({ heartbeat: { every: 200, timeout: 3_000 } })
  let frozen = false
  const keeper = new Keeper(({ chunk }) => {
    if (chunk === 1 && !frozen) {
      frozen = true
      process.kill(pidOf(supervisor), 'SIGSTOP')
    }
  })
  expect((await make(keeper)).reason).toBe('complete')
  expect(keeper.restarts.map(({ code }) => code)).toEqual(['engine.hung'])
  expect(keeper.chunks.map(({ index }) => index)).toEqual([0, 1, 2])
})

test.each<'when it is loaded' | 'in its first second'>(['when it is loaded', 'in its first second'])(
  'an engine without progress is given up; the next call retries: dies %s',
  { timeout: 240_000 },
  async (when) => {
    supervisor = startSupervisor()
    const unwatch = supervisor.watch((state) => {
      if (when === 'when it is loaded' && state.name === 'ready') process.kill(state.pid!, 'SIGKILL')
    })
    const keeper = new Keeper(() => {
      if (when === 'in its first second') process.kill(pidOf(supervisor), 'SIGKILL')
    })
    await expect(make(keeper)).rejects.toMatchObject({ code: 'engine.given-up' })
    expect(keeper.restarts).toHaveLength(3)
    expect(supervisor.state.name).toBe('failed')
    unwatch()
    expect((await make(new Keeper(), planOf({ chunks: 1 }))).reason).toBe('complete')
  }
)

test('a paused job uses no processor time and resumes', async () => {
  supervisor = startSupervisor()
  await supervisor.start()
  const ticks = () => Number(readFileSync(`/proc/${pidOf(supervisor)}/stat`, 'utf8').split(' ')[13])
  const seen: number[] = []
  const keeper = new Keeper(({ step }) => {
    seen.push(step)
    if (seen.length === 3) job.turn('pause')
  })
  const job = supervisor.generate({ from: null, past: [], plan: planOf({ chunks: 1 }) }, keeper)
  while (seen.length < 3) await wait(10)
  for (let last = -1; last !== ticks(); await wait(200)) last = ticks() // waits for the running step to end
  const before = { steps: seen.length, ticks: ticks() }
  await wait(500)
  expect(seen.length).toBe(before.steps)
  expect(ticks() - before.ticks).toBeLessThanOrEqual(2)
  job.turn('go')
  expect(await job.done).toBe('complete')
  expect(seen.at(-1)).toBeGreaterThan(before.steps)
})

test('stored chunks are decoded while a take is being made', async () => {
  supervisor = startSupervisor()
  const model = await supervisor.start()
  const keeper = new Keeper()
  await make(keeper, planOf({ chunks: 1 }))
  const longer = make(keeper, planOf({ chunks: 2, firstChunk: 1 }), keeper.last)
  const decoded = await supervisor.decode(keeper.chunks[0]!.latents)
  expect(decoded).toMatchObject({ width: model.width, height: model.height })
  expect(decoded.frames.length).toBe(model.latentsPerChunk * model.framesPerLatent)
  expect(decoded.frames[0]!.byteLength).toBe(model.width * model.height * 3)
  await longer
})

test('a chunk that cannot be stored fails the job; the next job runs', async () => {
  supervisor = startSupervisor()
  const full = new Error('no space')
  const job = supervisor.generate(
    { from: null, past: [], plan: planOf() },
    {
      supply: () => ({ pages: [], latents: [] }),
      chunk: () => {
        throw full
      }
    }
  )
  await expect(job.done).rejects.toThrow('no space')
  expect((await make(new Keeper(), planOf({ chunks: 1 }))).reason).toBe('complete')
})

test('a missing pack is reported at once, without restarts', async () => {
  supervisor = startSupervisor({ load: { ...load, pack: '/nowhere' } })
  await expect(supervisor.start()).rejects.toMatchObject({ code: 'pack.missing' })
  expect(supervisor.state.name).toBe('failed')
})

test('makes one take at a time', async () => {
  supervisor = startSupervisor()
  const job = supervisor.generate({ from: null, past: [], plan: planOf({ chunks: 1 }) }, new Keeper())
  expect(() => supervisor.generate({ from: null, past: [], plan: planOf() }, new Keeper())).toThrow(
    /being made already/
  )
  await job.done
})

test('the engine lowers its priority only when asked', async () => {
  supervisor = startSupervisor({ load: { ...load, nice: 7 } })
  await supervisor.start()
  expect(getPriority(pidOf(supervisor))).toBe(7 + getPriority(process.pid))
})
