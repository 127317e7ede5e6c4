/** The choice of a device in the window: tried with the real engine, stored only after the engine has started. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { Failure } from '../../../app/base/failure.ts'
import { DeviceChoice } from '../../../main/desk/device-choice.ts'
import { Supervisor } from '../../../main/supervisor/supervisor.ts'
import { load } from '../kit/engine-run.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { engineEntry } from '../kit/throughline.ts'
import { forkLauncher } from '../../../main/supervisor/fork.ts'

const usual = { device: 'automatic', precision: 'exact' }
let engine: Supervisor
const start = (): Supervisor =>
  (engine = new Supervisor({ launch: forkLauncher(engineEntry, (said) => said.resume()), load }))
afterEach(() => engine.close())
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => Failure.from(error).code
  )

test('the choice of device and precision is stored, and the engine runs on it', { timeout: 120_000 }, async () => {
  const file = join(freshFolder(), 'device.json')
  const choice = new DeviceChoice(file, () => 'A card')
  start()
  expect(await choice.state()).toMatchObject({ chosen: 'automatic', card: 'A card' })
  await engine.start()
  expect(await choice.choose({ device: 'cpu', precision: 'fast' }, engine)).toMatchObject({
    ...{ chosen: 'cpu', precision: 'fast', precisions: { automatic: ['exact', 'fast'], cpu: ['exact', 'fast'] } }
  })
  expect(engine.state).toMatchObject({ name: 'ready', model: { device: 'cpu/fast' } })
  expect(new DeviceChoice(file, () => null).chosen).toEqual({ device: 'cpu', precision: 'fast' })
})

test('a missing device is refused, and nothing has changed', { timeout: 120_000 }, async () => {
  const file = join(freshFolder(), 'device.json')
  const choice = new DeviceChoice(file, () => null)
  start()
  expect(await codeOf(choice.choose({ device: 'abacus', precision: 'exact' }, engine))).toBe('device.unknown')
  expect(await codeOf(choice.choose({ device: 'cpu', precision: 'half' }, engine))).toBe('precision.lacking')
  const absent = (await choice.state()).choices.find((each) => each === 'cuda')
  if (absent !== undefined) {
    expect(await codeOf(choice.choose({ device: absent, precision: 'exact' }, engine))).toBe('device.absent')
    expect((await engine.start()).device).toBe('cpu')
  }
  expect(choice.chosen).toEqual(usual)
  expect(existsSync(file)).toBe(false)
})

test('an invalid file is ignored; a missing device stays chosen', () => {
  start()
  const file = join(freshFolder(), 'device.json')
  writeFileSync(file, '[3')
  expect(new DeviceChoice(file, () => null).chosen).toEqual(usual)
  writeFileSync(file, '{"device":"directml"}')
  expect(new DeviceChoice(file, () => null).chosen).toEqual({ device: 'directml', precision: 'exact' })
})
