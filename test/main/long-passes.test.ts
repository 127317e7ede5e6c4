/**
 * Passes in groups of layers, in the engine's process: heartbeat, pause and stop within a pass, and the film to the bit that of
 * passes in one graph. A model with generated weights; the memory it is given is too small for more than a layer at a time.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { inspect } from '../../engine/models/inspect.ts'
import { planImport } from '../../engine/models/plan.ts'
import { folderOf, importModel } from '../../main/packs/import.ts'
import type { Supervisor } from '../../main/supervisor/supervisor.ts'
import { writeGenerated } from '../engine/models/kit/generated.ts'
import { Keeper, load, pidOf, planOf, startSupervisor } from './kit/engine-run.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const folder = mkdtempSync(join(tmpdir(), 'long-passes-'))
const layers = 16
let pack: string
let whole: Keeper
let supervisor: Supervisor

const plan = (more = {}) => planOf({ chunks: 2, ...more })
const start = (more: { memory?: number } = { memory: 1 }, options = {}): Supervisor =>
  (supervisor = startSupervisor({ load: { ...load, pack, ...more }, ...options }))

beforeAll(async () => {
  const files = join(folder, 'files')
  writeGenerated(files, { dim: 512, layers, ffn: 1536 })
  rmSync(join(files, 'Wan2.1/Wan2.1_VAE.pth')) // the tiny decoder is the faster one
  const wishes = { family: 'memflow', canvas: { width: 256, height: 144 }, lora: true, id: null, use: [] } as const
  const planned = planImport(inspect([files], wishes), wishes)
  const following = { signal: new AbortController().signal, done: () => {} }
  const added = join(folder, 'packs')
  await importModel(planned, added, { following, begun: () => {}, threads: 2 })
  pack = folderOf(planned, added)
  // One denoising step is enough.
  const manifest = JSON.parse(readFileSync(join(pack, 'manifest.json'), 'utf8')) as { sampler: { steps: number[] } }
  manifest.sampler.steps = [1000]
  writeFileSync(join(pack, 'manifest.json'), JSON.stringify(manifest))
  whole = new Keeper()
  await start({}).generate({ from: null, past: [], plan: plan() }, whole).done
  await supervisor.close()
})
afterEach(() => supervisor.close())
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('one that takes longer than the time-out is no hang; the film is the same', async () => {
  const pass = whole.chunks[1]!.timings.clean
  const steps: number[] = []
  const keeper = new Keeper(({ chunk, step }) => chunk === 1 && steps.push(step))
  start({ memory: 1 }, { heartbeat: { every: 20, timeout: pass / 2 } })
  expect(await supervisor.generate({ from: null, past: [], plan: plan() }, keeper).done).toBe('complete')
  expect(keeper.restarts).toEqual([])
  expect(keeper.chunks[1]!.timings.clean).toBeGreaterThan(pass / 2)
  expect(keeper.bits).toEqual(whole.bits)
  expect(steps).toHaveLength(2 * layers)
  expect(steps.toSorted((a, b) => a - b)).toEqual(steps)
  expect(steps.filter((step) => Number.isInteger(step))).toEqual([1, 2])
})

test('a pause in the middle of one lasts, and changes nothing', async () => {
  let last = 0
  const keeper = new Keeper(({ chunk, step }) => {
    if (chunk === 1 && step > 0 && last === 0) job.turn('pause')
    last = chunk === 1 ? step : 0
  })
  start()
  const job = supervisor.generate({ from: null, past: [], plan: plan() }, keeper)
  while (last === 0) await wait(10)
  let paused = -1
  while (paused !== last) {
    paused = last
    await wait(700)
  }
  expect(last).toBeLessThan(1)
  expect(keeper.chunks).toHaveLength(1)
  job.turn('go')
  expect(await job.done).toBe('complete')
  expect(keeper.bits).toEqual(whole.bits)
})

test('a stop in the middle of one ends it there; going on makes the same film', async () => {
  let last = 0
  const keeper = new Keeper(({ chunk, step }) => {
    if (chunk === 1 && step > 0) job.turn('stop')
    last = step
  })
  start()
  const job = supervisor.generate({ from: null, past: [], plan: plan() }, keeper)
  expect(await job.done).toBe('stopped')
  expect(keeper.chunks).toHaveLength(1)
  expect(last).toBeLessThan(1)
  const before = pidOf(supervisor)
  const rest = new Keeper()
  const past = keeper.chunks.map(({ latentsHash }) => latentsHash)
  const supply = {
    supply: (_: readonly string[], hashes: readonly string[]) => ({ pages: [], latents: latentsOf(keeper, hashes) })
  }
  const listener = { ...supply, chunk: (chunk: Parameters<Keeper['chunk']>[0]) => rest.chunk(chunk) }
  await supervisor.generate({ from: keeper.last, past, plan: plan({ firstChunk: 1 }) }, listener).done
  expect([...keeper.bits, ...rest.bits]).toEqual(whole.bits)
  expect(pidOf(supervisor)).toBe(before)
})

const latentsOf = (keeper: Keeper, hashes: readonly string[]) =>
  keeper.chunks
    .filter(({ latentsHash }) => hashes.includes(latentsHash))
    .map(({ latentsHash, latents }) => ({ sha256: latentsHash, bytes: latents }))
