/** The small files between starts: whole whatever ends the program, and set aside and told when they are damaged. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Failure } from '../../../app/base/failure.ts'
import { limits } from '../../../app/base/limits.ts'
import { DeviceChoice } from '../../../main/desk/device-choice.ts'
import { NightFile } from '../../../main/desk/night-file.ts'
import { OpenMark } from '../../../main/desk/open-mark.ts'
import { Paces } from '../../../main/desk/pace.ts'
import { Recents } from '../../../main/desk/recents.ts'
import { KeptFile } from '../../../main/kept/kept-file.ts'
import { KeptProbes } from '../../../main/probe/kept.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { numbered } from '../kit/numbered.ts'
import { noDisk, smallDisk } from '../kit/small-disk.ts'

const rewriter = fileURLToPath(new URL('../kit/rewriter.ts', import.meta.url))

test('killed while it is replaced, it is the last one or the next', { timeout: 240_000 }, async () => {
  const folder = freshFolder()
  const path = join(folder, 'kept.json')
  for (let kill = 0, last = 0; kill < 12; kill += 1) {
    const child = spawn(process.execPath, [rewriter, path, String(last + 1)], { stdio: ['ignore', 'pipe', 'inherit'] })
    child.stdout.on('data', (text: Buffer) => (last = Number(text.toString().trimEnd().split('\n').at(-1))))
    const closed = once(child, 'close')
    await once(child.stdout, 'data')
    await wait(kill * 7)
    child.kill('SIGKILL')
    await closed
    const { number, filling } = new KeptFile(path, numbered).read()!
    expect([last, last + 1]).toContain(number)
    expect(filling).toBe(`${number}`.repeat(40_000))
    last = number
  }
  new KeptFile(path, numbered).write({ number: 0, filling: '' })
  expect(readdirSync(folder)).toEqual(['kept.json'])
})

test('on a full disk it stays as it was, and nothing is left beside it', ({ skip }) => {
  const { path } = smallDisk(1) ?? skip(noDisk)
  const file = new KeptFile(join(path, 'kept.json'), numbered)
  file.write({ number: 1, filling: 'x'.repeat(100_000) })
  writeFileSync(join(path, 'ballast'), new Uint8Array(800_000))
  expect(() => file.write({ number: 2, filling: 'y'.repeat(200_000) })).toThrow('ENOSPC')
  expect(file.read()).toEqual({ number: 1, filling: 'x'.repeat(100_000) })
  expect(readdirSync(path).toSorted()).toEqual(['ballast', 'kept.json'])
})

/** Opens each file of the program as its owner does, and writes something into it. */
const owners: Readonly<Record<string, (path: string, tell: (loss: Failure) => void) => void>> = {
  'device.json': (path, tell) => void new DeviceChoice(path, () => null, undefined, tell).chosen,
  'nights.json': (path) => new NightFile(path).keep('/film', null),
  'recent.json': (path, tell) => new Recents(join(path, '..'), tell).note('/film', 'Film', undefined, 1),
  'paces.json': (path) => {
    const speed = { realTime: 1 } as never
    new Paces(path, () => 'cpu').hear({ made: 1, speed } as never)
  },
  'open.json': (path) => new OpenMark(path).set('/film'),
  'tried-devices.json': (path) => {
    const key = { pack: 'a'.repeat(64), device: 'a', driver: 'b', runtime: 'c', program: 'd' }
    new KeptProbes(path).keep(key, { precision: 'exact' } as never)
  }
}
const told = ['device.json', 'recent.json']
const damages = {
  'cut short': '[{"path": "/films/a.throug',
  'of another kind': '{"format": 7}',
  'filled with zeros': '\0'.repeat(4096),
  'far too large': ' '.repeat(limits.keptFile * 33)
}

describe.each(Object.entries(owners))('%s', (name, use) => {
  test.each(Object.entries(damages))('%s, is kept beside and told where it was chosen', (_, content) => {
    const folder = freshFolder()
    const path = join(folder, name)
    writeFileSync(path, content)
    const losses: Failure[] = []
    use(path, (loss) => losses.push(loss))
    expect(readFileSync(`${path}.damaged`, 'utf8') === content).toBe(true)
    expect(losses.map(({ facts }) => facts)).toEqual(told.includes(name) ? [{ path: `${path}.damaged` }] : [])
    writeFileSync(path, content)
    use(path, () => undefined)
    expect(readdirSync(folder)).toEqual(expect.arrayContaining([`${name}.damaged`, `${name}.damaged-2`]))
  })
})

test('what is no file is set aside as well; at the first start nothing is told', () => {
  const folder = freshFolder()
  const losses: Failure[] = []
  expect(new Recents(folder, (loss) => losses.push(loss)).list).toEqual([])
  expect(losses).toEqual([])
  mkdirSync(join(folder, 'recent.json'))
  new Recents(folder, (loss) => losses.push(loss)).note('/film', 'Film', undefined, 1)
  expect(losses).toHaveLength(1)
  expect(new Recents(folder).list).toMatchObject([{ path: '/film' }])
})
