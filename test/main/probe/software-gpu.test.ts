/** The probe on a real device: Mesa's software Vulkan, on which fused attention is known to be wrong. */
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { bestOf } from '../../../app/contract/probe.ts'
import { KeptProbes } from '../../../main/probe/kept.ts'
import { Probe } from '../../../main/probe/probe.ts'
import { forkLauncher } from '../../../main/supervisor/fork.ts'
import { softwareGpu, testOnGpu } from '../../kit/software-gpu.ts'
import { load } from '../kit/engine-run.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { engineEntry } from '../kit/throughline.ts'

const before = { ...process.env }
beforeAll(() => void Object.assign(process.env, softwareGpu))
afterAll(() => {
  process.env = { ...before }
})

testOnGpu('fused attention is found wrong and not used; plain attention is right', { timeout: 900_000 }, async () => {
  const kept = new KeptProbes(join(freshFolder(), 'tried.json'))
  const limits = { device: 120_000, processor: 300_000, fused: 400_000, plain: 400_000, crossing: 400_000 }
  const probe = new Probe({ launch: forkLauncher(engineEntry, (said) => said.resume()), program: '1', kept, limits })
  const probed = await probe.run({ ...load, device: 'webgpu', driver: null }, new AbortController().signal)
  const [fused, plain] = probed.trials
  expect(fused).toMatchObject({ attention: 'fused', refused: { code: 'device.wrong' } })
  expect(fused?.error).toBeGreaterThan(3e-3)
  expect(plain).toMatchObject({ attention: 'plain', refused: null })
  expect(plain?.error).toBeLessThan(5e-4) // of f16, in which memory is kept
  expect(bestOf(probed)).toBe('plain')
})
