/** `--device` through the real command line: a missing device is refused, and a change of device is recorded. */
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scratch, writeShots } from '../kill/kit/film.ts'
import { noGpu } from '../kit/software-gpu.ts'
import { Case } from './kit/cli-case.ts'
import { reseal } from './kit/reseal.ts'
import { throughline } from './kit/throughline.ts'

const here = new Case()
const files = scratch()
const film = here.at('film.throughline')

beforeAll(async () => {
  expect((await throughline(['new', film, writeShots(files.at('film.shots'), 1, 2)])).code).toBe(0)
})
afterAll(() => {
  here.dispose()
  files.dispose()
})

test('an unknown device name is refused, and nothing is changed', async () => {
  const words = /There is no device "gpu" on this system\. Choose one of these: automatic, cpu/
  await here.refuses(['--device', 'gpu', 'resume', film], { code: 3, says: 'device.unknown', words })
})

test.runIf(process.platform === 'linux' && process.arch === 'x64')(
  'without a graphics card it fails instead of using the CPU',
  { timeout: 300_000 },
  async () => {
    const before = here.content()
    for (const command of [
      ['resume', film],
      ['render', film, '--seed', '3']
    ]) {
      const { code, stderr } = await throughline(['--json', '--device', 'webgpu', ...command], { env: noGpu })
      const { error } = JSON.parse(stderr) as { error: { code: string; cause: string; remedy: string } }
      expect([code, error.code]).toEqual([3, 'device.absent'])
      expect(error.cause).toMatch(/"webgpu" cannot be used on this machine: .*No supported adapters\.$/)
      expect(error.remedy).toMatch(/choose another device: automatic, cpu/)
      expect(here.content()).toEqual(before)
    }
  }
)

test('continuing a take on another device is announced and recorded', { timeout: 300_000 }, async () => {
  expect((await throughline(['--device', 'cpu', 'resume', film])).code).toBe(0)
  const db = new Database(film)
  db.prepare('UPDATE chunk SET device = ?').run('webgpu/exact/Radeon RX 7800')
  reseal(db)
  db.close()
  const { stderr } = await throughline(['regenerate', film, '--card', '1', '--last-second'])
  expect(stderr).toMatch(
    /Shot 1 was begun on webgpu \(Radeon RX 7800\) and goes on on cpu: it will not be, bit for bit, what/
  )
  const { cards } = JSON.parse((await throughline(['--json', 'info', film])).stdout) as {
    cards: { takes: { devices: object[]; chunks: object[] }[] }[]
  }
  const { devices, chunks } = cards[0]!.takes.at(-1)!
  const [there, processor] = [
    { device: 'webgpu', precision: 'exact', driver: 'Radeon RX 7800' },
    { device: 'cpu', precision: 'exact', driver: null }
  ]
  expect(devices).toEqual([
    { at: 0, ...there },
    { at: 1, ...processor }
  ])
  expect(chunks).toMatchObject([there, processor])
  expect((await throughline(['info', film])).stdout).toContain('made on webgpu (Radeon RX 7800), from chunk 2 on cpu')
})

test('a precision that is not there, or that the device lacks, is refused', async () => {
  const refused = { code: 3, says: 'precision.lacking', words: /"webgpu" does not compute with the precision "fast"/ }
  await here.refuses(['--device', 'webgpu', '--precision', 'fast', 'resume', film], refused)
  const words = /"cpu" does not compute with the precision "half"\. Choose one that it has \(exact, fast\)/
  await here.refuses(['--precision', 'half', 'render', film], { ...refused, words })
  const unknown = { code: 3, says: 'precision.unknown', words: /Choose one of these: exact, fast\./ }
  await here.refuses(['--precision', '8', 'regenerate', film, '--card', '1'], unknown)
})

test('continuing a take in another precision is announced and recorded', { timeout: 300_000 }, async () => {
  const { stderr } = await throughline(['--precision', 'fast', 'regenerate', film, '--card', '1', '--last-second'])
  expect(stderr).toMatch(
    /was begun on webgpu \(Radeon RX 7800\) and goes on on cpu \(fast\): it will not be, bit for bit/
  )
  const { cards } = JSON.parse((await throughline(['--json', 'info', film])).stdout) as {
    cards: { takes: { devices: object[]; chunks: object[] }[] }[]
  }
  const { devices, chunks } = cards[0]!.takes.at(-1)!
  const now = { device: 'cpu', precision: 'fast', driver: null }
  expect(devices.at(-1)).toEqual({ at: 1, ...now })
  expect(chunks.at(-1)).toMatchObject(now)
  expect((await throughline(['info', film])).stdout).toContain('from chunk 2 on cpu (fast)')
})
