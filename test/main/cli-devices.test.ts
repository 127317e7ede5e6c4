/** `throughline devices`, and a device that is not used for a model, through the real command line with a simulated card. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scratch, writeShots } from '../kill/kit/film.ts'
import { Case } from './kit/cli-case.ts'
import { cardThatFails } from './kit/card.ts'
import { throughline } from './kit/throughline.ts'

const onCard = process.platform === 'linux' && process.arch === 'x64'
const card = cardThatFails()
const here = new Case()
const files = scratch()
const film = here.at('film.throughline')
const slow = { timeout: 400_000 }
const run = (...args: readonly string[]) => throughline(args, { env: card.env })

beforeAll(async () => {
  expect((await throughline(['new', film, writeShots(files.at('film.shots'), 1, 1)])).code).toBe(0)
})
afterAll(() => {
  here.dispose()
  files.dispose()
})

test.runIf(onCard)('lists what was tried: errors, times, and the form that is used', slow, async () => {
  card.fail()
  expect((await run('devices')).stdout).toMatch(/webgpu: not tried\n {2}cuda: not tried/)
  card.fail('fused:wrong')
  const { code, stdout, stderr } = await run('devices', '--try', 'webgpu')
  expect(code).toBe(0)
  expect(stderr).toMatch(
    /Trying "webgpu" with this model, once for each driver.*\n.*to compare with.*\n.*fused.*\n.*plain/
  )
  expect(stdout).toMatch(
    /webgpu, exact; the processor, \S+ s a pass:\n {4}fused attention: its answers are wrong \(\S+ % off\), /
  )
  expect(stdout).toMatch(/; not used\n {4}plain attention: right \(\S+ % off\), \S+ s a pass; used\n/)
  const { devices } = JSON.parse((await run('--json', 'devices')).stdout) as {
    devices: { device: string; tried: { used: string; trials: object[] }[] }[]
  }
  expect(devices.map(({ device, tried }) => [device, tried[0]?.used])).toContainEqual(['webgpu', 'plain'])
})

test.runIf(onCard)('a device that gives no numbers is not used, and nothing is changed', slow, async () => {
  card.fail('all:nan')
  const { code, stderr } = await run('--json', 'devices', '--try', 'webgpu')
  const { error } = JSON.parse(stderr) as { error: { code: string; cause: string } }
  expect([code, error.code]).toEqual([3, 'device.unfit'])
  const before = here.content()
  const made = await run('--json', '--device', 'webgpu', 'resume', film)
  expect([made.code, JSON.parse(made.stderr)]).toMatchObject([3, { error: { code: 'device.unfit' } }])
  expect(error.cause).toMatch(
    /not used for this model, because none .*fused attention: its answers are no numbers; plain/
  )
  expect(here.content()).toEqual(before)
})

test('the processor is not tried, and an unknown device is refused', async () => {
  await here.refuses(['devices', '--try', 'cpu'], {
    code: 2,
    says: 'usage.invalid',
    words: /what others are compared with/
  })
  await here.refuses(['devices', '--try', 'gpu'], { code: 3, says: 'device.unknown', words: /no device "gpu"/ })
})
